import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { installPackages } from "../support/installPackages.ts";

/** Installs the package from its tarball, as a user would, next to the packages of the environments. */
export default function installPackage(): void {
  installPackages("test/environments");
  const folder = mkdtempSync(join(tmpdir(), "graph-education-sync-"));
  try {
    const pack = ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder];
    const name = execFileSync("npm", pack, { cwd: resolve(import.meta.dirname, "../.."), encoding: "utf8" });
    const tarball = join(folder, name.trim().split("\n").at(-1) ?? "");
    const install = ["install", "--no-save", "--no-audit", "--no-fund", "--prefer-offline", "--silent", tarball];
    execFileSync("npm", install, { cwd: import.meta.dirname });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
