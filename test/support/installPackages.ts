import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { linkPackage } from "../package/linkPackage.ts";

const changedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Installs the packages that only the programs in these folders need, each folder by its own lockfile. */
export function installPackages(...folders: string[]): void {
  for (const folder of folders) {
    const modules = join(folder, "node_modules");
    if (changedAt(join(modules, ".package-lock.json")) < changedAt(join(folder, "package-lock.json"))) {
      console.log(`Installing the packages of ${folder} …`);
      // Their peer dependencies, such as vitest, are installed at the root.
      const command = "npm ci --legacy-peer-deps --no-audit --no-fund --loglevel=error";
      execFileSync(command, { cwd: folder, stdio: ["ignore", "ignore", "inherit"], shell: true });
    }
    // A folder with a package.json of its own doesn't find this package by its name.
    if (!existsSync(join(modules, "graph-education-sync"))) linkPackage(folder);
  }
}
