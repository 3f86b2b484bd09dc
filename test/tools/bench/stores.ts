import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { limits } from "../../../src/mock/limits.ts";
import { startServer as startRedis } from "../../mock/store/redisServer.ts";
import { type Measured, measureInTurns, timesTheRate, warmUpRounds } from "./inTurns.ts";
import { load, type Scenario } from "./load.ts";
import { storingMock } from "./mock.ts";
import { createProfile } from "./mockCases.ts";
import { memoryOf, type Server, startServer, stopServer } from "./server.ts";
import { row } from "./table.ts";

const profiles = "/education/synchronizationProfiles";
const headers = { authorization: "Bearer any-token" };
const sizes = [10, 1000, 10_000, 100_000];

const get =
  (ids: string[]): Scenario =>
  (index) => [() => ({ method: "GET", path: `${profiles}/${ids[index % ids.length]}`, expected: 200 })];
const list: Scenario = () => [() => ({ method: "GET", path: `${profiles}?$top=100`, expected: 200 })];

async function someIds({ url }: Server): Promise<string[]> {
  const answer = await fetch(`${url}${profiles}?$top=100`, { headers });
  const { value } = (await answer.json()) as { value: { id: string }[] };
  return value.map(({ id }) => id);
}

/** Prints what each store costs compared to memory, and how it grows. */
export async function benchStores(built: string, rounds: number, requests: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "graph-education-sync-"));
  const redis = await startRedis();
  const start = (store = "") => startServer(storingMock(store), `${built}/test/tools/bench/reportCpu.js`);

  const stores: Record<string, string[]> = {
    memory: [""],
    folder: [join(folder, "compared")],
    Redis: [`${redis.url}/1`],
    "two on one Redis": [`${redis.url}/2`, `${redis.url}/2`],
  };
  const names = Object.keys(stores);
  console.log(`\nThe stores: 16 connections, the best of ${rounds} rounds of ${requests}\n`);
  row("", ...names);
  const started = await Promise.all(names.map((name) => Promise.all((stores[name] as string[]).map(start))));
  const scenarioOf: Record<string, (server: Server) => Promise<Scenario>> = {
    create: async () => createProfile,
    get: async (server) => get(await someIds(server)),
    "list of 100": async () => list,
  };
  for (const [title, scenario] of Object.entries(scenarioOf)) {
    const all = await Promise.all(
      started.map(async (servers) => ({ servers, scenario: await scenario(servers[0] as Server) })),
    );
    // A list is a hundred profiles.
    const found = await measureInTurns(all, rounds, title === "list of 100" ? requests / 10 : requests);
    row(title, ...found.map(({ cpu }) => `${cpu.toFixed(0)} µs`));
    row("  answers per second", ...found.map(({ rate }) => rate.toFixed(0)));
    row("  of memory's", ...found.map((each) => `${timesTheRate(each, found[0] as Measured).toFixed(2)}×`));
    row("  99 of 100 within", ...found.map(({ p99 }) => `${p99.toFixed(1)} ms`));
  }
  for (const server of started.flat()) await stopServer(server);

  for (const name of ["memory", "folder", "Redis"]) {
    console.log(`\nGrowth: ${name}\n`);
    row("profiles", "create", "get", "list of 100", "memory", "start");
    const store = { memory: "", folder: join(folder, "growing"), Redis: `${redis.url}/3` }[name];
    let server = await start(store);
    let count = 0;
    // Beyond that, profiles in memory reach their limit in bytes.
    const reachable = sizes.filter((size) => store || size <= limits.profilesOfTenant.max);
    for (const size of reachable) {
      await load(server.url, createProfile, count, size);
      count = size + (warmUpRounds + 2) * requests;
      const measure = async (scenario: Scenario, sent = requests) =>
        (await measureInTurns([{ servers: [server], scenario }], 2, sent))[0] as Measured;
      const create = await measure((index) => createProfile(size + index));
      const read = await measure(get(await someIds(server)));
      const page = await measure(list, requests / 10);
      const rss = await memoryOf(server);
      let startInMs = Number.NaN;
      if (store) {
        await stopServer(server);
        const began = performance.now();
        server = await start(store);
        await (await fetch(`${server.url}${profiles}?$top=1`, { headers })).json();
        startInMs = performance.now() - began;
      }
      const shown = [create, read, page].map(({ cpu }) => `${cpu.toFixed(0)} µs`);
      row(size, ...shown, `${(rss / 1e6).toFixed(0)} MB`, store ? `${startInMs.toFixed(0)} ms` : "");
    }
    await stopServer(server);
  }
  await redis.stop();
}
