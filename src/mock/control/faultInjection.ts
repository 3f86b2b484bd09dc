import type { InjectedFault } from "../http/answer.ts";
import type { Clock } from "../service/clock.ts";
import type { Random } from "../service/random.ts";
import type { Scenarios } from "./scenario.ts";
import type { Throttle } from "./scenarioValues.ts";

export interface FaultInjector {
  /** Milliseconds to wait before the next answer. */
  latency: (tenant: string) => number;
  /** The fault that this call of a caller meets, if any. */
  next: (tenant: string, caller: string) => InjectedFault | undefined;
  /** Forgets the callers that it has throttled, of one tenant or of all. */
  forget: (tenant?: string) => void;
}

const maximumCallers = 10_000;

/** Throttling, failures and latency, as the scenario of a tenant says at each moment. */
export function createFaultInjector(scenarios: Scenarios, clock: Clock, random: Random): FaultInjector {
  const callers = new Map<string, { since: number; count: number; blockedUntil: number }>();

  function isThrottled(caller: string, { requests, seconds }: Throttle): boolean {
    const now = clock.elapsed();
    const window = seconds * 1000;
    const known = callers.get(caller);
    if (known && now < known.blockedUntil) {
      // An early retry restarts the wait.
      known.blockedUntil = now + window;
      return true;
    }
    if (!known || known.blockedUntil > 0 || now - known.since >= window) {
      if (callers.size >= maximumCallers) callers.clear();
      callers.set(caller, { since: now, count: 1, blockedUntil: 0 });
      return false;
    }
    known.count += 1;
    if (known.count <= requests) return false;
    known.blockedUntil = now + window;
    return true;
  }

  return {
    latency: (tenant) => {
      const { latencyInMs } = scenarios.of(tenant);
      if (typeof latencyInMs === "number") return latencyInMs;
      const [least, most] = latencyInMs;
      return least + random.fraction() * (most - least);
    },
    next: (tenant, caller) => {
      const { throttle, failPercent } = scenarios.of(tenant);
      if (throttle && isThrottled(`${tenant} ${caller}`, throttle)) {
        return { status: 429, example: "tooManyRequests", retryAfter: throttle.seconds, cause: { throttle } };
      }
      if (failPercent === 0 || random.fraction() * 100 >= failPercent) return undefined;
      const cause = { failPercent };
      if (random.fraction() < 0.5) return { status: 500, example: "internalError", cause };
      return { status: 503, example: "serviceUnavailable", retryAfter: 1, cause };
    },
    forget: (tenant) => {
      for (const caller of callers.keys()) {
        if (tenant === undefined || caller.startsWith(`${tenant} `)) callers.delete(caller);
      }
    },
  };
}
