import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { contractFile } from "../mock/contract/document.ts";
import { operationsFile, validatorsFile } from "../mock/contract/operations.ts";
import { controlFile, controlValidatorsFile } from "../mock/control/controlDocument.ts";

const changedAt = (file: URL): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? -Infinity;

/** Compiles the contract, unless that was done since it changed. Throws when it can't. */
export default function compileWhenStale(): void {
  const sources = [contractFile, controlFile, new URL("compileContract.ts", import.meta.url)].map(changedAt);
  const compiled = [operationsFile, validatorsFile, controlValidatorsFile].map(changedAt);
  if (Math.min(...compiled) >= Math.max(...sources)) return;
  const { status } = spawnSync("npm run --silent compile", { stdio: "inherit", shell: true });
  if (status !== 0) throw new Error("The contract could not be compiled; see above.");
}
