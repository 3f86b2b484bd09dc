import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

const packageName = "graph-education-sync";

/** The file of this code; undefined if a bundler has turned it into an ES module, where `__filename` doesn't exist. */
function ownFile(): string | undefined {
  try {
    return import.meta.url;
  } catch {
    return undefined;
  }
}

const isThisPackage = (folder: URL): boolean => {
  const file = new URL("package.json", folder);
  return existsSync(file) && (JSON.parse(readFileSync(file, "utf8")) as { name?: string }).name === packageName;
};

function folderAbove(file: string): URL | undefined {
  for (let folder = new URL(".", file); ; folder = new URL("..", folder)) {
    if (isThisPackage(folder)) return folder;
    if (folder.pathname === new URL("..", folder).pathname) return undefined;
  }
}

/** The package as the code in this file would import it. */
function installedFor(file: string): URL | undefined {
  try {
    return new URL(".", pathToFileURL(createRequire(file).resolve(`${packageName}/package.json`)));
  } catch {
    return undefined;
  }
}

/**
 * The package's folder: the closest one above its code; or, if a bundler has moved the code, the package as installed for
 * the bundle or for the working directory.
 *
 * @throws {Error} if the package's files are missing
 */
export function findPackageFolder(file: string | undefined, workingFolder: URL): URL {
  const folder =
    (file && (folderAbove(file) ?? installedFor(file))) || installedFor(new URL("index.js", workingFolder).href);
  const document = folder && new URL("generated/openapi.json", folder);
  if (folder && document && existsSync(document)) return folder;
  throw new Error(
    `${document ? fileURLToPath(document) : `The folder of ${packageName}`} was not found. Don't bundle ` +
      `${packageName}; mark it as external: its mock needs the files of its package. Install it where the code runs, ` +
      "and copy its whole folder.",
  );
}

/** The package's folder. Where the code is in it differs between the sources and the built package. */
export const packageFolder = findPackageFolder(ownFile(), pathToFileURL(`${process.cwd()}/`));

/** A file that was generated from the contract and committed. */
export const generatedFile = (name: string): URL => new URL(`generated/${name}`, packageFolder);

/** A file that was built. */
export const builtFile = (name: string): URL => new URL(`dist/${name}`, packageFolder);
