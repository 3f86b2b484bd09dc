import { measureInTurns } from "./inTurns.ts";
import { mockCommand, statefulMock } from "./mock.ts";
import { createProfile } from "./mockCases.ts";
import { startServer, stopServer } from "./server.ts";
import { startInMs } from "./starts.ts";
import { row } from "./table.ts";

const flagsOf = { http: [], https: ["--https"] };
const schemes = Object.values(flagsOf);

/** Prints what https costs compared to http: a create on open connections, and a start to the first response. */
export async function benchHttps(built: string, rounds: number, requests: number): Promise<void> {
  console.log(
    `\nhttps: CPU of the server per request, the least of ${rounds} rounds of ${requests}; starts by the command\n`,
  );
  row("", ...Object.keys(flagsOf));
  const servers = await Promise.all(
    schemes.map((flags) => startServer([...statefulMock, ...flags], `${built}/test/tools/bench/reportCpu.js`)),
  );
  const creates = servers.map((server) => ({ servers: [server], scenario: createProfile }));
  const found = await measureInTurns(creates, rounds, requests);
  for (const server of servers) await stopServer(server);
  row("create", ...found.map(({ cpu }) => `${cpu.toFixed(0)} µs`));

  const started = [Infinity, Infinity];
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, flags] of schemes.entries()) {
      const took = await startInMs([...mockCommand, ...flags]);
      started[index] = Math.min(started[index] ?? Infinity, took);
    }
  }
  row("start to the first 2xx", ...started.map((each) => `${each.toFixed(0)} ms`));
}
