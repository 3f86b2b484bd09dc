import { load, type Scenario } from "./load.ts";
import { cpuOf, type Server } from "./server.ts";

/** Rounds in which V8 compiles what is run often. */
export const warmUpRounds = 3;

export interface Measured {
  /** Microseconds of the server's CPU per request. */
  cpu: number;
  /** Requests per second. */
  rate: number;
  /** Milliseconds that 99 of 100 answers took at most. */
  p99: number;
}

export interface Measurable {
  server: Server;
  scenario: Scenario;
  /** Called before each of its rounds; resolves to what is called after it. */
  prepare?: () => Promise<() => Promise<void>>;
}

/** The best of the rounds of each; in turns, so that whatever else the machine does meets all of them. */
export async function measureInTurns(all: Measurable[], rounds: number, requests: number): Promise<Measured[]> {
  const found = all.map((): Measured => ({ cpu: Infinity, rate: 0, p99: Infinity }));
  for (let round = 0; round < warmUpRounds + rounds; round += 1) {
    for (const [index, { server, scenario, prepare }] of all.entries()) {
      const finish = await prepare?.();
      const before = await cpuOf(server);
      const done = await load(server.url, scenario, round * requests, (round + 1) * requests);
      const cpu = ((await cpuOf(server)) - before) / done.requests;
      await finish?.();
      const best = found[index] as Measured;
      if (round < warmUpRounds) continue;
      best.cpu = Math.min(best.cpu, cpu);
      best.rate = Math.max(best.rate, (done.requests / done.durationInMs) * 1000);
      best.p99 = Math.min(best.p99, done.p99);
    }
  }
  return found;
}
