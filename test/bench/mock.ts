import { createRequire } from "node:module";
import { startMock } from "graph-education-sync/mock";
import { operation } from "../contract/bundle.ts";
import { load, type Measured, type Sent } from "./load.ts";
import { type Server, startServer, stopServer } from "./server.ts";
import { median, row } from "./table.ts";

const connections = 16;
const profiles = "/education/synchronizationProfiles";
const prism = createRequire(import.meta.url).resolve("@stoplight/prism-cli/dist/index.js");

const valid = operation("createSynchronizationProfile").requestBody?.examples["csvNewAccounts"]?.value as object;
const invalid = { ...valid, displayName: 5, dataProvider: { "@odata.type": "unheard" } };
const cases: [string, Sent, number][] = [
  ["valid create", { method: "POST", path: profiles, body: valid }, 201],
  ["invalid create", { method: "POST", path: profiles, body: invalid }, 400],
  ["list", { method: "GET", path: `${profiles}?$top=2&$count=true` }, 200],
];

const serversOf = (built: string) => ({
  "prism mock": [prism, "mock", "generated/openapi.yaml", "--host", "127.0.0.1", "--port", "0", "--multiprocess=false"],
  stateless: [`${built}/test/bench/mockServer.js`, "stateless"],
  stateful: [`${built}/test/bench/mockServer.js`, "stateful"],
  floor: [`${built}/test/bench/floorServer.js`],
});
type Name = keyof ReturnType<typeof serversOf>;

const isUp = (url: string): Promise<boolean> =>
  fetch(url + profiles, { headers: { authorization: "Bearer any-token" } }).then(
    ({ ok, body }) => body?.cancel().then(() => ok) ?? ok,
    () => false,
  );

async function measureStarts(built: string, rounds: number): Promise<Record<string, number>> {
  const commands = {
    "prism mock": serversOf(built)["prism mock"],
    stateless: ["dist/cli.cjs", "mock", "--port", "0", "--stateless"],
    stateful: ["dist/cli.cjs", "mock", "--port", "0"],
  };
  const times: Record<string, number[]> = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, args] of Object.entries(commands)) {
      const began = performance.now();
      const server = await startServer(args);
      while (!(await isUp(server.url)));
      (times[name] ??= []).push(performance.now() - began);
      await stopServer(server);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
}

async function measure(
  servers: (readonly [string, Server])[],
  sent: Sent,
  expected: number,
  rounds: number,
  roundInMs: number,
): Promise<Record<Name, Measured>> {
  const found: Record<string, Measured[]> = {};
  for (const [, { url }] of servers) await load(url, sent, expected, connections, roundInMs);
  // In turns, so that whatever else the machine does meets all of them.
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, { url }] of servers) {
      (found[name] ??= []).push(await load(url, sent, expected, connections, roundInMs));
    }
  }
  const middle = (all: Measured[]): Measured => ({
    rate: median(all.map(({ rate }) => rate)),
    p99: median(all.map(({ p99 }) => p99)),
  });
  return Object.fromEntries(Object.entries(found).map(([name, all]) => [name, middle(all)])) as Record<Name, Measured>;
}

/** Milliseconds that a further mock takes in a process that has the engine. */
async function measureFurtherMock(): Promise<number> {
  const mocks = [await startMock()];
  const began = performance.now();
  for (let count = 0; count < 200; count += 1) mocks.push(await startMock());
  const each = (performance.now() - began) / 200;
  await Promise.all(mocks.map(({ close }) => close()));
  return each;
}

/** Prints how the mock compares with `prism mock` on the same contract, and with the least that a server can do. */
export async function benchMock(built: string, rounds: number, roundInMs: number): Promise<void> {
  const commands = serversOf(built);
  const names = Object.keys(commands) as Name[];
  console.log(`The mock: ${connections} connections, the median of ${rounds} rounds of ${roundInMs} ms each\n`);
  row("", ...names);
  for (const [title, sent, expected] of cases) {
    const servers = await Promise.all(names.map(async (name) => [name, await startServer(commands[name])] as const));
    const found = await measure(servers, sent, expected, rounds, roundInMs);
    for (const [, server] of servers) await stopServer(server);
    const base = found["prism mock"];
    row(`${title}, answers per s`, ...names.map((name) => found[name].rate.toFixed(0)));
    row("  times prism mock", ...names.map((name) => `${(found[name].rate / base.rate).toFixed(1)}×`));
    row("  99 of 100 within", ...names.map((name) => `${found[name].p99.toFixed(1)} ms`));
    row("  times prism mock", ...names.map((name) => `${(found[name].p99 / base.p99).toFixed(2)}×`));
  }
  const starts = await measureStarts(built, rounds);
  row("start to the first 2xx", ...Object.values(starts).map((ms) => `${ms.toFixed(0)} ms`));
  row("  times prism mock", ...Object.values(starts).map((ms) => `${(ms / (starts["prism mock"] ?? ms)).toFixed(2)}×`));
  row("a further startMock()", "", "", `${(await measureFurtherMock()).toFixed(2)} ms`);
}
