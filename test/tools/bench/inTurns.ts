import { defaultConnections, type Load, load, type Scenario } from "./load.ts";
import { cpuOf, type Server } from "./server.ts";

/** Rounds in which V8 compiles hot code. */
export const warmUpRounds = 3;

export interface Measured {
  /** Microseconds of CPU per request, of all its servers. */
  cpu: number;
  /** Requests per second. */
  rate: number;
  /** The 99th percentile of the response times in milliseconds. */
  p99: number;
  /** Requests per second, round by round. */
  rates: number[];
}

/** How many times as fast as another; the median of the rounds, as a machine may be faster in some of them. */
export function timesTheRate(measured: Measured, other: Measured): number {
  const times = measured.rates.map((rate, round) => rate / (other.rates[round] as number)).sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] as number;
}

export interface Measurable {
  /** More than one only if they share a store. */
  servers: Server[];
  scenario: Scenario;
  /** Called before each of its rounds; resolves to what is called after it. */
  prepare?: () => Promise<() => Promise<void>>;
}

/** Divides the requests and the connections among the servers. */
async function loadAll(servers: Server[], scenario: Scenario, from: number, to: number): Promise<Load> {
  const part = (index: number): number => from + Math.floor((index * (to - from)) / servers.length);
  const all = await Promise.all(
    servers.map(({ url }, index) =>
      load(url, scenario, part(index), part(index + 1), Math.ceil(defaultConnections / servers.length)),
    ),
  );
  return {
    requests: all.reduce((sum, { requests }) => sum + requests, 0),
    durationInMs: Math.max(...all.map(({ durationInMs }) => durationInMs)),
    p99: Math.max(...all.map(({ p99 }) => p99)),
  };
}

async function cpuOfAll(servers: Server[]): Promise<number> {
  return (await Promise.all(servers.map(cpuOf))).reduce((sum, used) => sum + used, 0);
}

/** The best round of each; they take turns, so that other load on the machine affects all of them. */
export async function measureInTurns(all: Measurable[], rounds: number, requests: number): Promise<Measured[]> {
  const found = all.map((): Measured => ({ cpu: Infinity, rate: 0, p99: Infinity, rates: [] }));
  for (let round = 0; round < warmUpRounds + rounds; round += 1) {
    for (const [index, { servers, scenario, prepare }] of all.entries()) {
      const finish = await prepare?.();
      const before = await cpuOfAll(servers);
      const done = await loadAll(servers, scenario, round * requests, (round + 1) * requests);
      const cpu = ((await cpuOfAll(servers)) - before) / done.requests;
      await finish?.();
      const best = found[index] as Measured;
      if (round < warmUpRounds) continue;
      best.cpu = Math.min(best.cpu, cpu);
      const rate = (done.requests / done.durationInMs) * 1000;
      best.rates.push(rate);
      best.rate = Math.max(best.rate, rate);
      best.p99 = Math.min(best.p99, done.p99);
    }
  }
  return found;
}
