import { execFile } from "node:child_process";
import { mkdtemp, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

/** Copies files and folders into a folder. For hundreds of files, Node's own `cp` takes many times as long. */
export async function copyInto(folder: string, ...names: string[]): Promise<void> {
  await promisify(execFile)("cp", ["-R", ...names, folder]);
}

/** A folder in which the contract's scripts run as they do here, for a test to break something in. */
export async function copyOfSources(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), "graph-education-sync-"));
  await copyInto(copy, "openapi", "generated", "src", "package.json", "redocly.yaml");
  await symlink(resolve("node_modules"), join(copy, "node_modules"), "junction");
  return copy;
}
