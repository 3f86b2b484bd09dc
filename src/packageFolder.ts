import { existsSync } from "node:fs";

function folderAbove(file: string): URL {
  let folder = new URL(".", file);
  while (!existsSync(new URL("package.json", folder))) folder = new URL("..", folder);
  return folder;
}

/** The folder of this package. Where in it this code stands differs between the sources and the package. */
export const packageFolder = folderAbove(import.meta.url);

/** A file that was generated from the contract and committed. */
export const generatedFile = (name: string): URL => new URL(`generated/${name}`, packageFolder);

/** A file that was built. */
export const builtFile = (name: string): URL => new URL(`dist/${name}`, packageFolder);
