import { measureInTurns } from "./inTurns.ts";
import { cases, type Case } from "./mockCases.ts";
import { statefulMock } from "./mock.ts";
import { startServer, stopServer } from "./server.ts";
import { row } from "./table.ts";

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

async function measure(built: string, { scenario: scenarioOf }: Case, rounds: number, requests: number) {
  const server = await startServer(statefulMock, `${built}/test/tools/bench/reportCpu.js`);
  const closed = { servers: [server], scenario: scenarioOf([]) };
  const open = { ...closed, prepare: () => openConsole(server.url) };
  const found = await measureInTurns([closed, open], rounds, requests);
  await stopServer(server);
  return found.map(({ cpu }) => cpu);
}

/** Prints what a request costs the mock without an open console, and with one. */
export async function benchConsole(built: string, rounds: number, requests: number): Promise<void> {
  console.log(`\nThe console: CPU of the server per request, the least of ${rounds} rounds of ${requests}\n`);
  row("", "closed", "open");
  for (const each of cases(requests).filter(({ title }) => title === "create" || title === "list of 2")) {
    row(each.title, ...(await measure(built, each, rounds, requests)).map((cpu) => `${cpu.toFixed(0)} µs`));
  }
}
