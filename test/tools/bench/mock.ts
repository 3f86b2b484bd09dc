import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import { type Measured, measureInTurns, warmUpRounds } from "./inTurns.ts";
import { load } from "./load.ts";
import { type Case, cases, createProfile } from "./mockCases.ts";
import { type Server, startServer, stopServer } from "./server.ts";
import { row } from "./table.ts";

const profiles = "/education/synchronizationProfiles";
const prism = createRequire(import.meta.url).resolve("@stoplight/prism-cli/dist/index.js");
const names = ["prism mock", "stateless", "floor", "stateful", "stateful floor"] as const;
type Name = (typeof names)[number];

/** The command of the package. */
export const mockCommand = ["src/cli/command.cjs", "mock", "--port", "0", "--log", "silent"];
const withoutLimit = [...mockCommand, "--max-profiles", "1000000000"];
/** Provisions nothing during the run, so that all profiles are alike. */
export const statefulMock = [...withoutLimit, "--pace", "1000000000,1000000000"];
/** Provisions at once, so that a read has nothing to store. */
export const storingMock = (store: string): string[] => [
  ...withoutLimit,
  "--pace",
  "1000000000,0",
  ...(store ? ["--store", store] : []),
];

/** How each server is started; what is compiled is in `built`. */
export const commands = (built: string): Record<Name, string[]> => ({
  "prism mock": [prism, "mock", "generated/openapi.yaml", "--host", "127.0.0.1", "--port", "0", "--multiprocess=false"],
  stateless: [...mockCommand, "--stateless"],
  floor: [`${built}/test/tools/bench/floorServer.js`, "stateless"],
  stateful: statefulMock,
  "stateful floor": [`${built}/test/tools/bench/floorServer.js`, "stateful"],
});

/** Creates profiles, and returns their ids. */
async function prepare(name: Name, { url }: Server, count: number): Promise<string[]> {
  if (!name.startsWith("stateful")) return Array.from({ length: count || 1 }, () => randomUUID());
  await load(url, createProfile, 0, count);
  const ids: string[] = [];
  const headers = { authorization: "Bearer any-token" };
  let next: string | undefined = `${url}${profiles}?$top=${name === "stateful" ? 999 : count}&$select=displayName`;
  while (next !== undefined) {
    const page = (await (await fetch(next, { headers })).json()) as {
      value: { id: string }[];
      "@odata.nextLink"?: string;
    };
    ids.push(...page.value.map(({ id }) => id));
    next = page["@odata.nextLink"];
  }
  return ids;
}

async function measureCase(built: string, measured: Case, rounds: number, requests: number) {
  const all = await Promise.all(
    names.map(async (name) => {
      const server = await startServer(commands(built)[name], `${built}/test/tools/bench/reportCpu.js`);
      const ids = await prepare(name, server, measured.profiles ?? 0);
      return { name, servers: [server], scenario: measured.scenario(ids) };
    }),
  );
  const found = await measureInTurns(all, rounds, requests);
  for (const { servers } of all) for (const server of servers) await stopServer(server);
  return Object.fromEntries(all.map(({ name }, index) => [name, found[index]])) as Record<Name, Measured>;
}

/** Prints how the mock compares with `prism mock` on the same contract, and with a minimal server. */
export async function benchMock(built: string, rounds: number, requests: number): Promise<void> {
  console.log(
    `The mock, which logs nothing: CPU of the server per request, 16 connections, the least of ${rounds} rounds of ${requests}\n`,
  );
  row("", ...names);
  for (const each of cases((warmUpRounds + rounds) * requests)) {
    const found = await measureCase(built, each, rounds, requests);
    const base = found["prism mock"];
    row(each.title, ...names.map((name) => `${found[name].cpu.toFixed(0)} µs`));
    row("  times better than prism mock", ...names.map((name) => `${(base.cpu / found[name].cpu).toFixed(1)}×`));
    const floors = { stateless: "floor", stateful: "stateful floor" } as const;
    row(
      "  times the floor",
      ...names.map((name) => {
        const floor = name === "stateless" || name === "stateful" ? found[floors[name]] : undefined;
        return floor ? `${(found[name].cpu / floor.cpu).toFixed(1)}×` : "";
      }),
    );
    row("  answers per second", ...names.map((name) => found[name].rate.toFixed(0)));
    row("  99 of 100 within", ...names.map((name) => `${found[name].p99.toFixed(1)} ms`));
    row("  times prism mock", ...names.map((name) => `${(found[name].p99 / base.p99).toFixed(2)}×`));
  }
}
