import { measureInTurns } from "./inTurns.ts";
import { commands } from "./mock.ts";
import { createProfile } from "./mockCases.ts";
import { startServer, stopServer } from "./server.ts";
import { startInMs } from "./starts.ts";
import { row } from "./table.ts";

const schemes = ["http", "https"] as const;

/** Prints what https costs beside http: a create on connections that stay, and a start to the first answer. */
export async function benchHttps(built: string, rounds: number, requests: number): Promise<void> {
  console.log(
    `\nhttps: CPU of the server per request, the least of ${rounds} rounds of ${requests}; starts by the command\n`,
  );
  row("", ...schemes);
  const servers = await Promise.all(
    schemes.map((scheme) => startServer([...commands(built).stateful, scheme], `${built}/test/bench/reportCpu.js`)),
  );
  const creates = servers.map((server) => ({ servers: [server], scenario: createProfile }));
  const found = await measureInTurns(creates, rounds, requests);
  for (const server of servers) await stopServer(server);
  row("create", ...found.map(({ cpu }) => `${cpu.toFixed(0)} µs`));

  const started = [Infinity, Infinity];
  const flags = [[], ["--https"]];
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, flag] of flags.entries()) {
      const took = await startInMs(["dist/cli/main.cjs", "mock", "--port", "0", ...flag]);
      started[index] = Math.min(started[index] ?? Infinity, took);
    }
  }
  row("start to the first 2xx", ...started.map((each) => `${each.toFixed(0)} ms`));
}
