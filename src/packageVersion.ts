import { readFileSync } from "node:fs";
import { packageFolder } from "./packageFolder.ts";

/** The version of this package and its contract. */
export function packageVersion(): string {
  const text = readFileSync(new URL("package.json", packageFolder), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
