import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

const packageName = "graph-education-sync";

/** This code's own file; undefined where a bundler has made an ES module of it, which knows no `__filename`. */
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
 * The folder of this package: the one around its code; or, where a bundler has put the code elsewhere, the package that is
 * installed for the bundle or for the working folder.
 *
 * @throws {Error} when the package's files are not there
 */
export function findPackageFolder(file: string | undefined, workingFolder: URL): URL {
  const folder =
    (file && (folderAbove(file) ?? installedFor(file))) || installedFor(new URL("index.js", workingFolder).href);
  const document = folder && new URL("generated/openapi.json", folder);
  if (folder && document && existsSync(document)) return folder;
  throw new Error(
    `${document ? fileURLToPath(document) : `The folder of ${packageName}`} was not found. Don't bundle ` +
      `${packageName}, name it as external: its mock needs the files of its package. Install it where the code runs, ` +
      "and copy its folder as a whole.",
  );
}

/** The folder of this package. Where in it this code stands differs between the sources and the package. */
export const packageFolder = findPackageFolder(ownFile(), pathToFileURL(`${process.cwd()}/`));

/** A file that was generated from the contract and committed. */
export const generatedFile = (name: string): URL => new URL(`generated/${name}`, packageFolder);

/** A file that was built. */
export const builtFile = (name: string): URL => new URL(`dist/${name}`, packageFolder);
