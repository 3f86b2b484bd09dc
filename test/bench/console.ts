import { load } from "./load.ts";
import { cases, type Case } from "./mockCases.ts";
import { commands } from "./mock.ts";
import { cpuOf, startServer, stopServer } from "./server.ts";
import { row } from "./table.ts";

const warmUpRounds = 3;

/** Reads the events as an open console does; returns what closes it. */
async function openConsole(url: string): Promise<() => Promise<void>> {
  const controller = new AbortController();
  const answer = await fetch(`${url}/_mock/events`, { signal: controller.signal });
  const read = (answer.body as unknown as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  const drained = (async () => {
    while (!(await read.next()).done);
  })().catch(() => undefined);
  return async () => {
    controller.abort();
    await drained;
  };
}

async function measure(built: string, { scenario }: Case, rounds: number, requests: number) {
  const server = await startServer(commands(built).stateful, `${built}/test/bench/reportCpu.js`);
  const found = { closed: Infinity, open: Infinity };
  for (let round = 0; round < warmUpRounds + rounds; round += 1) {
    for (const state of ["closed", "open"] as const) {
      const close = state === "open" ? await openConsole(server.url) : undefined;
      const before = await cpuOf(server);
      const done = await load(server.url, scenario([]), round * requests, (round + 1) * requests);
      const cpu = ((await cpuOf(server)) - before) / done.requests;
      if (round >= warmUpRounds) found[state] = Math.min(found[state], cpu);
      await close?.();
    }
  }
  await stopServer(server);
  return found;
}

/** Prints what a request costs the mock while nobody watches, and while a console is open. */
export async function benchConsole(built: string, rounds: number, requests: number): Promise<void> {
  console.log(`\nThe console: CPU of the server per request, the least of ${rounds} rounds of ${requests}\n`);
  row("", "closed", "open");
  for (const each of cases(requests).filter(({ title }) => title === "create" || title === "list of 2")) {
    const { closed, open } = await measure(built, each, rounds, requests);
    row(each.title, `${closed.toFixed(0)} µs`, `${open.toFixed(0)} µs`);
  }
}
