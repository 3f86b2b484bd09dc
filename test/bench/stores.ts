import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer as startRedis } from "../mock/store/redisServer.ts";
import { load, type Scenario } from "./load.ts";
import { createProfile } from "./mockCases.ts";
import { cpuOf, memoryOf, type Server, startServer, stopServer } from "./server.ts";
import { row } from "./table.ts";

const profiles = "/education/synchronizationProfiles";
const headers = { authorization: "Bearer any-token" };
const sizes = [10, 1000, 10_000, 100_000];

const get =
  (ids: string[]): Scenario =>
  (index) => [() => ({ method: "GET", path: `${profiles}/${ids[index % ids.length]}`, expected: 200 })];
const list: Scenario = () => [() => ({ method: "GET", path: `${profiles}?$top=100`, expected: 200 })];

interface Measured {
  cpu: number;
  rate: number;
  p99: number;
}

/** The best of the rounds; the servers share one store. */
async function measure(servers: Server[], scenario: Scenario, rounds: number, requests: number): Promise<Measured> {
  const cpu = async () => (await Promise.all(servers.map(cpuOf))).reduce((sum, used) => sum + used, 0);
  const found: Measured = { cpu: Infinity, rate: 0, p99: Infinity };
  for (let round = 0; round < rounds; round += 1) {
    const before = await cpu();
    const from = round * requests;
    const began = performance.now();
    const done = await Promise.all(
      servers.map(({ url }, index) =>
        load(
          url,
          scenario,
          from + Math.floor((index * requests) / servers.length),
          from + Math.floor(((index + 1) * requests) / servers.length),
          16 / servers.length,
        ),
      ),
    );
    found.rate = Math.max(found.rate, (requests / (performance.now() - began)) * 1000);
    found.cpu = Math.min(found.cpu, ((await cpu()) - before) / requests);
    found.p99 = Math.min(found.p99, Math.max(...done.map(({ p99 }) => p99)));
  }
  return found;
}

async function someIds({ url }: Server): Promise<string[]> {
  const answer = await fetch(`${url}${profiles}?$top=100`, { headers });
  const { value } = (await answer.json()) as { value: { id: string }[] };
  return value.map(({ id }) => id);
}

/** Prints what each store costs beside the memory, and how it grows. */
export async function benchStores(built: string, rounds: number, requests: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "graph-education-sync-"));
  const redis = await startRedis();
  const start = (store = "") =>
    startServer([`${built}/test/bench/mockServer.js`, "stored", store], `${built}/test/bench/reportCpu.js`);

  const stores: Record<string, string[]> = {
    memory: [""],
    folder: [join(folder, "compared")],
    Redis: [`${redis.url}/1`],
    "two on one Redis": [`${redis.url}/2`, `${redis.url}/2`],
  };
  const names = Object.keys(stores);
  console.log(`\nThe stores: 16 connections, the best of ${rounds} rounds of ${requests}\n`);
  row("", ...names);
  const servers: Record<string, Server[]> = {};
  for (const [name, places] of Object.entries(stores)) servers[name] = await Promise.all(places.map(start));
  const scenarioOf: Record<string, (server: Server) => Promise<Scenario>> = {
    create: async () => createProfile,
    get: async (server) => get(await someIds(server)),
    "list of 100": async () => list,
  };
  for (const [title, scenario] of Object.entries(scenarioOf)) {
    const found: Record<string, Measured> = {};
    for (const name of names) {
      const [first] = servers[name] as [Server, ...Server[]];
      const sent = await scenario(first);
      await measure(servers[name] as Server[], sent, 1, requests);
      found[name] = await measure(servers[name] as Server[], sent, rounds, requests);
    }
    const all = names.map((name) => found[name] as Measured);
    row(title, ...all.map(({ cpu }) => `${cpu.toFixed(0)} µs`));
    row("  answers per second", ...all.map(({ rate }) => rate.toFixed(0)));
    row("  of memory's", ...all.map(({ rate }) => `${(rate / (all[0] as Measured).rate).toFixed(2)}×`));
    row("  99 of 100 within", ...all.map(({ p99 }) => `${p99.toFixed(1)} ms`));
  }
  for (const server of Object.values(servers).flat()) await stopServer(server);

  for (const name of ["memory", "folder", "Redis"]) {
    console.log(`\nGrowth: ${name}\n`);
    row("profiles", "create", "get", "list of 100", "memory", "start");
    const store = { memory: "", folder: join(folder, "growing"), Redis: `${redis.url}/3` }[name];
    let server = await start(store);
    let count = 0;
    for (const size of sizes) {
      await load(server.url, createProfile, count, size);
      count = size + requests * 2;
      const create = await measure([server], (index) => createProfile(size + index), 2, requests);
      const read = await measure([server], get(await someIds(server)), 2, requests);
      const page = await measure([server], list, 2, Math.min(requests, 200));
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
  rmSync(folder, { recursive: true });
}
