import { execFileSync } from "node:child_process";
import { rmSync, symlinkSync } from "node:fs";
import { resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { buildStale } from "../../../src/pipeline/artefacts.ts";
import { useTemporaryFolder } from "../../setup/temporaryFolder.ts";
import { installPackages } from "../../support/installPackages.ts";
import { compareEngines } from "../../mock/contract/agreement.ts";
import { benchClient } from "./client.ts";
import { benchConsole } from "./console.ts";
import { benchHttps } from "./https.ts";
import { benchMock } from "./mock.ts";
import { benchStarts } from "./starts.ts";
import { benchStores } from "./stores.ts";
import { countLost } from "./storeFaults.ts";
import { benchWaits } from "./waits.ts";

const parts = {
  mock: () => benchMock(built, rounds, requests),
  starts: () => benchStarts(built, rounds),
  https: () => benchHttps(built, rounds, requests),
  console: () => benchConsole(built, rounds, requests),
  client: () => benchClient(built, rounds),
  stores: () => benchStores(built, rounds, requests),
  waits: () => benchWaits(built, rounds),
};

function count(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError("Expected a whole number from 1.");
  return Number(text);
}

interface Options {
  rounds: number;
  requests: number;
  only?: keyof typeof parts;
  agreement?: number;
  faults?: number;
  seed: number;
}
const { rounds, requests, only, agreement, faults, seed } = new Command("npm run bench --")
  .description("Measures the mock beside stock Prism, and each store beside the memory.")
  .addOption(new Option("--only <part>", "measure one part").choices(Object.keys(parts)))
  .option("--rounds <count>", "rounds of each measurement", count, 5)
  .option("--requests <count>", "requests of each round", count, 2000)
  .option("--agreement <count>", "send so many requests through both of the engine's paths instead", count)
  .option("--faults <count>", "kill mocks so often instead, and count what is lost", count)
  .option("--seed <number>", "seed of the requests for --agreement", count, (Date.now() % 1e6) + 1)
  .parse()
  .opts<Options>();
const built = ".bench";
// A bench that fails or is stopped leaves nothing there.
useTemporaryFolder();

async function compare(total: number): Promise<void> {
  for (const stateless of [true, false]) {
    const { plain, statuses, differences } = await compareEngines({ stateless, count: total, seed });
    const mode = stateless ? "stateless" : "stateful";
    console.log(`${mode}, seed ${seed}: ${total} requests, ${plain} without Prism, ${differences.length} differences`);
    console.log(JSON.stringify(statuses), differences.slice(0, 3).join("\n\n\n"));
    if (differences.length > 0) process.exitCode = 1;
  }
}

async function bench(): Promise<void> {
  // Compiled, and imported as it is published; otherwise a loader for TypeScript would be measured, too.
  await buildStale();
  installPackages("test/tools/bench");
  rmSync(built, { recursive: true, force: true });
  const tsc = [
    "node_modules/typescript/bin/tsc",
    "--project",
    "test/tools/bench",
    "--noEmit",
    "false",
    "--outDir",
    built,
  ];
  execFileSync(process.execPath, tsc, { stdio: "inherit" });
  symlinkSync(resolve("test/tools/bench/node_modules"), `${built}/node_modules`, "junction");
  for (const [name, run] of Object.entries(parts)) if ((only ?? name) === name) await run();
  rmSync(built, { recursive: true, force: true });
}

if (faults !== undefined) await countLost(faults);
else await (agreement === undefined ? bench() : compare(agreement));
