import { mkdtempSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { load } from "./load.ts";
import { storingMock } from "./mock.ts";
import { createProfile } from "./mockCases.ts";
import { type Server, startServer, stopServer } from "./server.ts";
import { median, row } from "./table.ts";

const profiles = "/education/synchronizationProfiles";
const count = 10_000;

interface Heavy {
  method: string;
  path: string;
  body?: string;
}

const batchOf = (query: (index: number) => string): Heavy => {
  const requests = Array.from({ length: 20 }, (_, index) => ({
    id: String(index),
    method: "GET",
    url: `${profiles}?$top=999${query(index)}`,
  }));
  return { method: "POST", path: "/beta/$batch", body: JSON.stringify({ requests }) };
};

/** Requests of one tenant that take long if it has many profiles. */
const heavy = {
  "list of 999": { method: "GET", path: `${profiles}?$top=999` },
  "sorted list": { method: "GET", path: `${profiles}?$top=999&$orderby=displayName desc` },
  "$batch of 20 lists": batchOf(() => ""),
  "$batch of 20 sorted lists": batchOf(() => "&$orderby=displayName desc"),
  "$batch of 20 filtered lists": batchOf((index) => `&$count=true&$filter=displayName ne 'a${index}'`),
  export: { method: "GET", path: "/_mock/profiles" },
  lifecycles: { method: "GET", path: "/_mock/lifecycles?text=none&top=1000" },
  reset: { method: "POST", path: "/_mock/reset" },
} satisfies Record<string, Heavy>;

async function send({ url }: Server, { method, path, body }: Heavy): Promise<void> {
  const headers = { authorization: "Bearer any-token", "content-type": "application/json" };
  const answer = await fetch(url + path, { method, headers, ...(body === undefined ? {} : { body }) });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}.`);
}

/** The longest that a caller of another tenant waits for a response while `request` is answered, in milliseconds. */
async function longestWait(server: Server, probe: Worker, request: Heavy): Promise<number> {
  probe.postMessage("start");
  await sleep(100);
  await send(server, request);
  await sleep(100);
  probe.postMessage("stop");
  return ((await once(probe, "message")) as [number])[0];
}

/** Prints how long others wait while a tenant with many profiles is used, compared to a mock without any. */
export async function benchWaits(built: string, rounds: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "graph-education-sync-"));
  const stores: Record<string, { store: string; profiles: number }> = {
    empty: { store: "", profiles: 0 },
    memory: { store: "", profiles: count },
    folder: { store: join(folder, "store"), profiles: count },
  };
  console.log(`\nCreating ${count} profiles in memory and in a folder …`);
  console.log(`\nOthers wait: beside a tenant with ${count} profiles, median and longest of ${rounds} rounds, in ms\n`);
  row("", ...Object.keys(stores));
  const measured = await Promise.all(
    Object.values(stores).map(async ({ store, profiles: size }) => {
      const server = await startServer(storingMock(store));
      await load(server.url, createProfile, 0, size);
      // Loads the code, so that the first round is like the others.
      await send(server, heavy["list of 999"]);
      return { server, probe: new Worker(resolve(built, "test/tools/bench/waitProbe.js"), { workerData: server.url }) };
    }),
  );
  for (const [title, request] of Object.entries(heavy)) {
    // The tenant is empty after a reset.
    const waits = measured.map((): number[] => []);
    for (let round = 0; round < (title === "reset" ? 1 : rounds); round += 1)
      for (const [index, { server, probe }] of measured.entries())
        waits[index]?.push(await longestWait(server, probe, request));
    row(title, ...waits.map((each) => `${median(each).toFixed(0)}, ${Math.max(...each).toFixed(0)}`));
  }
  for (const { server, probe } of measured) {
    await probe.terminate();
    await stopServer(server);
  }
}
