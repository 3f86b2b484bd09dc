import { readFileSync } from "node:fs";

/** What `package.json` says of this package, as far as the command and its messages tell it. */
export interface PackageDescription {
  version: string;
  /** Names, with the ranges of their versions. */
  peerDependencies: Record<string, string>;
}

export const readPackageDescription = (): PackageDescription =>
  JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as PackageDescription;
