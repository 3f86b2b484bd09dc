import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { transform } from "esbuild";
import { bundlePrism } from "./bundlePrism.ts";

/** What is bundled into the console, which is one file of its own. */
const ofConsole = ["preact", "openapi-fetch"].map((name) => `node_modules/${name}`);

/** Where the package keeps code that we did not write. */
export const thirdPartyFolder = "thirdParty";

const packageIn = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/;

/** Each package becomes a file of its own, so that one is loaded only where it is needed. */
export const thirdPartyChunk = (file: string): string => `${thirdPartyFolder}/${packageIn.exec(file)?.[1]}`;

/** The folder of a package; where Prism brings a version of its own, the file that was bundled leads there. */
function folderOf(file: string): string {
  const match = packageIn.exec(file);
  return match ? file.slice(0, match.index + match[0].length - 1) : "";
}

async function noticeOf(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as {
    name: string;
    version: string;
    license?: string;
  };
  const licenceFile = (await readdir(folder)).find((file) => /^(licen[cs]e|copying)/i.test(file));
  const text = licenceFile ? await readFile(join(folder, licenceFile), "utf8") : `Licence: ${license ?? "not stated"}`;
  return `${name} ${version}${license ? ` (${license})` : ""}\n\n${text.trim()}\n`;
}

/**
 * Minifies what the bundler took out of node_modules, adds Prism to it, and names the licence of all of it.
 *
 * @param bundled the files that the bundler took
 */
export async function bundleThirdParty(dist: string, bundled: string[]): Promise<void> {
  const root = join(dist, thirdPartyFolder);
  for (const name of (await readdir(root, { recursive: true })).filter((file) => file.endsWith(".cjs"))) {
    const file = join(root, name);
    const { code } = await transform(await readFile(file, "utf8"), { minify: true, keepNames: true, target: "node20" });
    await writeFile(file, code);
  }
  const ofPrism = await bundlePrism(join(root, "prism.cjs"));
  const folders = [...new Set([...[...ofPrism, ...bundled].map(folderOf), ...ofConsole])].sort();
  const notices = await Promise.all(folders.map(noticeOf));
  const head = `This package contains code of others, in ${dist}/${thirdPartyFolder} and in the console:`;
  await writeFile(join(dist, "THIRD-PARTY-NOTICES.txt"), [head, ...notices].join(`\n\n${"-".repeat(80)}\n\n`));
}
