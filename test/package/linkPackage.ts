import { mkdir, symlink } from "node:fs/promises";
import { join, resolve } from "node:path";

/** Lets the programs in a folder import this package by its name, as if it were installed there. */
export async function linkPackage(folder: string): Promise<void> {
  await mkdir(join(folder, "node_modules"), { recursive: true });
  await symlink(resolve("."), join(folder, "node_modules/graph-education-sync"), "junction");
}
