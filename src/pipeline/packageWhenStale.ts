import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const sources = [
  "src",
  "openapi",
  "generated/openapi.yaml",
  "generated/control.json",
  "CHANGELOG.md",
  "package.json",
  "package-lock.json",
  "tsdown.config.ts",
  "tsconfig.json",
  "tsconfig.types.json",
];
const built = [
  "dist",
  "generated/operations.json",
  "generated/validators.cjs",
  "generated/controlValidators.cjs",
  "generated/console.html.gz",
  "generated/reference.html",
  "generated/reference.html.gz",
];

function modified(path: string): number[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return [];
  return found.isDirectory() ? readdirSync(path).flatMap((name) => modified(join(path, name))) : [found.mtimeMs];
}

const oldestBuilt = built.map((path) => Math.min(...modified(path)));
if (oldestBuilt.includes(Infinity) || Math.max(...sources.flatMap(modified)) > Math.min(...oldestBuilt)) {
  console.log("Building the package …");
  await import("./package.ts");
}
