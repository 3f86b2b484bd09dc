import { execFileSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { benchClient } from "./client.ts";
import { benchMock } from "./mock.ts";

const [rounds = "5", roundInMs = "1500"] = process.argv.slice(2);
const built = ".bench";

// Compiled, and what is started or imported as it is published: a loader for TypeScript would be measured otherwise.
execFileSync("npm", ["run", "--silent", "package"], { stdio: "inherit", shell: process.platform === "win32" });
rmSync(built, { recursive: true, force: true });
const tsc = "node_modules/typescript/bin/tsc";
execFileSync(process.execPath, [tsc, "--noEmit", "false", "--outDir", built], { stdio: "inherit" });
cpSync("generated", `${built}/generated`, { recursive: true });

await benchMock(built, Number(rounds), Number(roundInMs));
await benchClient(built, Number(rounds));
rmSync(built, { recursive: true, force: true });
