import { copyFileSync, mkdirSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";

/** Lets the programs in a folder import this package by its name, as if it were installed there. */
export function linkPackage(folder: string): void {
  const link = join(folder, "node_modules/graph-education-sync");
  mkdirSync(link, { recursive: true });
  copyFileSync("package.json", join(link, "package.json"));
  // A link to the whole checkout would contain itself if the folder is a part of it.
  for (const name of ["src", "dist", "generated", "openapi"]) symlinkSync(resolve(name), join(link, name), "junction");
}
