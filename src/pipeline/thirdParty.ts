import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { transform } from "esbuild";
import { bundlePrism } from "./bundlePrism.ts";

/** The packages that are bundled into the console, which is a separate file. */
const ofConsole = ["preact", "openapi-fetch"].map((name) => `node_modules/${name}`);

const mitLicence = new URL("mitLicence.txt", import.meta.url);

/** The folder for third-party code in the package. */
export const thirdPartyFolder = "thirdParty";

const packageIn = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/;

/** Each package becomes a separate file, so that it is only loaded when needed. */
export const thirdPartyChunk = (file: string): string => `${thirdPartyFolder}/${packageIn.exec(file)?.[1]}`;

/** The folder of the package that a bundled file belongs to: Prism may have its own version of it. */
function folderOf(file: string): string {
  const match = packageIn.exec(file);
  return match ? file.slice(0, match.index + match[0].length - 1) : "";
}

/** The Redocly CLI, which contains the code of the reference page, and lists most of its licences. */
const redocly = "node_modules/@redocly/cli";

interface Manifest {
  name: string;
  version: string;
  license?: string;
  author?: string | { name: string };
}

/** The text of a package's licence: from a file, the end of its README, or the MIT template. */
async function licenceText(folder: string, { name, license, author }: Manifest): Promise<string> {
  const files = await readdir(folder);
  const licenceFile = files.find((file) => /^(licen[cs]e|copying)/i.test(file));
  if (licenceFile) return readFile(join(folder, licenceFile), "utf8");
  const readme = files.find((file) => /^readme/i.test(file));
  const [text] =
    /copyright[^]*permission is hereby[^]*/i.exec(readme ? await readFile(join(folder, readme), "utf8") : "") ?? [];
  if (text !== undefined) return text;
  if (license !== "MIT")
    throw new Error(`${folder} has no text of its licence, ${license ?? "which it does not name"}.`);
  const holder = (typeof author === "string" ? author : author?.name) ?? `the authors of ${name}`;
  return (await readFile(mitLicence, "utf8")).replace("<copyright holder>", holder);
}

/** The licences of the code in the reference page. */
async function noticesOfReference(): Promise<string> {
  const listed = await readFile(join(redocly, "THIRD_PARTY_NOTICES"), "utf8");
  const redoc = await readFile(join(redocly, "lib/chunks/redoc.standalone.js"), "utf8");
  const stated = redoc.match(/\/\*! [^]*?\*\//g) ?? [];
  return `The reference page\n\n${[...new Set(stated)].join("\n\n")}\n\n${listed.trim()}\n`;
}

async function noticeOf(folder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Manifest;
  const { name, version, license } = manifest;
  const text = await licenceText(folder, manifest);
  return `${name} ${version}${license ? ` (${license})` : ""}\n\n${text.trim()}\n`;
}

/**
 * Minifies the code bundled from node_modules, adds Prism, and writes a file with all licences.
 *
 * @param bundled the bundled files in node_modules
 */
export async function bundleThirdParty(dist: string, bundled: string[]): Promise<void> {
  const root = join(dist, thirdPartyFolder);
  for (const name of (await readdir(root, { recursive: true })).filter((file) => file.endsWith(".cjs"))) {
    const file = join(root, name);
    const { code } = await transform(await readFile(file, "utf8"), { minify: true, keepNames: true, target: "node20" });
    await writeFile(file, code);
  }
  const ofPrism = await bundlePrism(join(root, "prism.cjs"));
  const folders = [...new Set([...[...ofPrism, ...bundled].map(folderOf), ...ofConsole, redocly])].sort();
  const notices = [...(await Promise.all(folders.map(noticeOf))), await noticesOfReference()];
  const head = `This package contains third-party code, in ${dist}/${thirdPartyFolder}, in the console and in the reference page:`;
  await writeFile(join(dist, "THIRD-PARTY-NOTICES.txt"), [head, ...notices].join(`\n\n${"-".repeat(80)}\n\n`));
}
