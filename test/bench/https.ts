import { commands } from "./mock.ts";
import { load } from "./load.ts";
import { createProfile } from "./mockCases.ts";
import { cpuOf, startServer, stopServer } from "./server.ts";
import { startInMs } from "./starts.ts";
import { row } from "./table.ts";

const warmUpRounds = 3;
const schemes = ["http", "https"] as const;

/** Prints what https costs beside http: a create on connections that stay, and a start to the first answer. */
export async function benchHttps(built: string, rounds: number, requests: number): Promise<void> {
  console.log(
    `\nhttps: CPU of the server per request, the least of ${rounds} rounds of ${requests}; starts by the command\n`,
  );
  row("", ...schemes);
  const [node = "", ...rest] = commands(built).stateful;
  const servers = await Promise.all(
    schemes.map((scheme) => startServer([node, ...rest, scheme], `${built}/test/bench/reportCpu.js`)),
  );
  const cpu = [Infinity, Infinity];
  for (let round = 0; round < warmUpRounds + rounds; round += 1) {
    for (const [index, server] of servers.entries()) {
      const before = await cpuOf(server);
      const done = await load(server.url, createProfile, round * requests, (round + 1) * requests);
      const each = ((await cpuOf(server)) - before) / done.requests;
      if (round >= warmUpRounds) cpu[index] = Math.min(cpu[index] ?? Infinity, each);
    }
  }
  for (const server of servers) await stopServer(server);
  row("create", ...cpu.map((each) => `${each.toFixed(0)} µs`));

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
