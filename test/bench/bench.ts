import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { operations } from "../contract/bundle.ts";
import { load, type Measured, type Sent } from "./load.ts";

const connections = 16;
const rounds = Number(process.argv[2] ?? 5);
const roundInMs = Number(process.argv[3] ?? 1500);
const built = ".bench";
const profiles = "/education/synchronizationProfiles";

// Compiled, as the package is published: a loader for TypeScript would be measured otherwise.
function build(): void {
  rmSync(built, { recursive: true, force: true });
  const tsc = "node_modules/typescript/bin/tsc";
  execFileSync(process.execPath, [tsc, "--noEmit", "false", "--outDir", built], { stdio: "inherit" });
  for (const read of ["generated", "package.json"]) cpSync(read, `${built}/${read}`, { recursive: true });
}

interface Server {
  child: ChildProcess;
  url: string;
  /** Milliseconds from the start of the process to its first answer 2xx. */
  startedInMs: number;
}

const isUp = (url: string): Promise<boolean> =>
  fetch(url + profiles, { headers: { authorization: "Bearer any-token" } }).then(
    ({ ok, body }) => body?.cancel().then(() => ok) ?? ok,
    () => false,
  );

async function start(args: string[]): Promise<Server> {
  const began = performance.now();
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const url = await new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const address = /(http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1];
      if (address) resolve(address);
    });
  });
  while (!(await isUp(url)));
  return { child, url, startedInMs: performance.now() - began };
}

async function stop({ child }: Server): Promise<void> {
  child.kill();
  await once(child, "exit");
}

const prism = createRequire(import.meta.url).resolve("@stoplight/prism-cli/dist/index.js");
const commands = {
  "prism mock": [prism, "mock", "generated/openapi.yaml", "--host", "127.0.0.1", "--port", "0", "--multiprocess=false"],
  stateless: [`${built}/test/bench/serve.js`, "stateless"],
  stateful: [`${built}/test/bench/serve.js`, "stateful"],
  floor: [`${built}/test/bench/floor.js`],
};
type Name = keyof typeof commands;
const names = Object.keys(commands) as Name[];

const create = operations.find(({ operationId }) => operationId === "createSynchronizationProfile");
const valid = create?.requestBody?.examples["csvNewAccounts"]?.value as object;
const cases: [string, Sent, number][] = [
  ["valid create", { method: "POST", path: profiles, body: valid }, 201],
  [
    "invalid create",
    { method: "POST", path: profiles, body: { ...valid, displayName: 5, dataProvider: { "@odata.type": "unheard" } } },
    400,
  ],
  ["list", { method: "GET", path: `${profiles}?$top=2&$count=true` }, 200],
];

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
const row = (...cells: (string | number)[]): void =>
  console.log(cells.map((cell, index) => (index === 0 ? String(cell).padEnd(28) : String(cell).padStart(14))).join(""));

async function measureStarts(): Promise<Record<Name, number>> {
  const times: Record<string, number[]> = {};
  const flags = { "prism mock": commands["prism mock"], stateless: ["--stateless"], stateful: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, args] of Object.entries(flags)) {
      const server = await start(
        name === "prism mock" ? args : [`${built}/src/cli.js`, "mock", "--port", "0", ...args],
      );
      (times[name] ??= []).push(server.startedInMs);
      await stop(server);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)])) as Record<Name, number>;
}

async function measure(sent: Sent, expected: number): Promise<Record<Name, Measured>> {
  const servers = await Promise.all(names.map(async (name) => [name, await start(commands[name])] as const));
  const found: Record<string, Measured[]> = {};
  for (const [, { url }] of servers) await load(url, sent, expected, connections, roundInMs);
  // In turns, so that whatever else the machine does meets all of them.
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, { url }] of servers)
      (found[name] ??= []).push(await load(url, sent, expected, connections, roundInMs));
  }
  for (const [, server] of servers) await stop(server);
  const middle = (all: Measured[]): Measured => ({
    rate: median(all.map(({ rate }) => rate)),
    p99: median(all.map(({ p99 }) => p99)),
  });
  return Object.fromEntries(Object.entries(found).map(([name, all]) => [name, middle(all)])) as Record<Name, Measured>;
}

build();
console.log(`${connections} connections, the median of ${rounds} rounds of ${roundInMs} ms each\n`);
row("", ...names);
for (const [title, sent, expected] of cases) {
  const found = await measure(sent, expected);
  const base = found["prism mock"];
  row(`${title}, answers per s`, ...names.map((name) => found[name].rate.toFixed(0)));
  row("  times prism mock", ...names.map((name) => `${(found[name].rate / base.rate).toFixed(1)}×`));
  row("  99 of 100 within", ...names.map((name) => `${found[name].p99.toFixed(1)} ms`));
  row("  times prism mock", ...names.map((name) => `${(found[name].p99 / base.p99).toFixed(2)}×`));
}
const starts = await measureStarts();
row("start to the first 2xx", ...Object.values(starts).map((ms) => `${ms.toFixed(0)} ms`));
row("  times prism mock", ...Object.values(starts).map((ms) => `${(ms / starts["prism mock"]).toFixed(2)}×`));
rmSync(built, { recursive: true, force: true });
