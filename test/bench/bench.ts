import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { compareEngines } from "../mock/contract/agreement.ts";
import { benchClient } from "./client.ts";
import { benchConsole } from "./console.ts";
import { benchHttps } from "./https.ts";
import { benchMock } from "./mock.ts";
import { benchStarts } from "./starts.ts";
import { benchStores } from "./stores.ts";
import { countLost } from "./storeFaults.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    requests: { type: "string", default: "2000" },
    only: { type: "string" },
    /** Sends so many requests through both of the engine's paths, in place of the bench. */
    agreement: { type: "string" },
    /** Kills mocks so often and counts what is lost, in place of the bench. */
    faults: { type: "string" },
    seed: { type: "string", default: String(Date.now() % 1e6) },
  },
});
const [rounds, requests, seed] = [values.rounds, values.requests, values.seed].map(Number) as [number, number, number];
const built = ".bench";

async function compare(count: number): Promise<void> {
  for (const stateless of [true, false]) {
    const { plain, statuses, differences } = await compareEngines({ stateless, count, seed });
    const mode = stateless ? "stateless" : "stateful";
    console.log(`${mode}, seed ${seed}: ${count} requests, ${plain} without Prism, ${differences.length} differences`);
    console.log(JSON.stringify(statuses), differences.slice(0, 3).join("\n\n\n"));
    if (differences.length > 0) process.exitCode = 1;
  }
}

async function bench(): Promise<void> {
  // Compiled, and what is started or imported as it is published: a loader for TypeScript would be measured otherwise.
  execFileSync("npm", ["run", "--silent", "package"], { stdio: "inherit", shell: process.platform === "win32" });
  rmSync(built, { recursive: true, force: true });
  const tsc = "node_modules/typescript/bin/tsc";
  execFileSync(process.execPath, [tsc, "--noEmit", "false", "--outDir", built], { stdio: "inherit" });
  const parts = {
    mock: () => benchMock(built, rounds, requests),
    starts: () => benchStarts(built, rounds),
    https: () => benchHttps(built, rounds, requests),
    console: () => benchConsole(built, rounds, requests),
    client: () => benchClient(built, rounds),
    stores: () => benchStores(built, rounds, requests),
  };
  for (const [name, run] of Object.entries(parts)) if ((values.only ?? name) === name) await run();
  rmSync(built, { recursive: true, force: true });
}

if (values.faults !== undefined) await countLost(Number(values.faults));
else await (values.agreement === undefined ? bench() : compare(Number(values.agreement)));
