import { cp, mkdtemp, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** A folder in which the contract's scripts run as they do here, for a test to break something in. */
export async function copyOfSources(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), "graph-education-sync-"));
  for (const name of ["openapi", "generated", "src", "package.json", "redocly.yaml"]) {
    await cp(name, join(copy, name), { recursive: true });
  }
  await symlink(resolve("node_modules"), join(copy, "node_modules"), "junction");
  return copy;
}
