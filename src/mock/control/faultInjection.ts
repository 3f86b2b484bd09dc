import type { InjectedFault } from "../http/answer.ts";
import type { Clock } from "../service/clock.ts";
import type { Random } from "../service/random.ts";
import type { Scenarios } from "./scenario.ts";
import type { Scenario, Throttle } from "./scenarioValues.ts";

export interface FaultInjector {
  /** Milliseconds to wait before the next answer. */
  latency: (tenant: string) => number;
  /**
   * The fault that this call of a caller meets, if any.
   *
   * @param call its method and path
   */
  next: (tenant: string, caller: string, call: string) => InjectedFault | undefined;
  /** Forgets the callers that it has throttled, and the calls that have failed, of one tenant or of all. */
  forget: (tenant?: string) => void;
}

const maximumCallers = 10_000;
const maximumCalls = 10_000;

/** Throttling, failures and latency, as the scenario of a tenant says at each moment. */
export function createFaultInjector(scenarios: Scenarios, clock: Clock, random: Random): FaultInjector {
  const callers = new Map<string, { since: number; count: number; blockedUntil: number }>();
  const failedOnce = new Map<string, { scenario: Scenario; calls: Set<string> }>();

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

  /** Whether a call comes for the first time since the scenario changed. */
  function isFirst(tenant: string, scenario: Scenario, call: string): boolean {
    let failed = failedOnce.get(tenant);
    if (failed?.scenario !== scenario) {
      failed = { scenario, calls: new Set() };
      failedOnce.set(tenant, failed);
    }
    const { calls } = failed;
    if (calls.has(call)) return false;
    if (calls.size >= maximumCalls) calls.clear();
    calls.add(call);
    return true;
  }

  const unavailable = { status: 503, example: "serviceUnavailable", retryAfter: 1 };

  return {
    latency: (tenant) => {
      const { latencyInMs } = scenarios.of(tenant);
      if (typeof latencyInMs === "number") return latencyInMs;
      const [least, most] = latencyInMs;
      return least + random.fraction() * (most - least);
    },
    next: (tenant, caller, call) => {
      const scenario = scenarios.of(tenant);
      const { throttle, failPercent, failOnce } = scenario;
      if (throttle && isThrottled(`${tenant} ${caller}`, throttle)) {
        return { status: 429, example: "tooManyRequests", retryAfter: throttle.seconds, cause: { throttle } };
      }
      if (failOnce && isFirst(tenant, scenario, `${caller} ${call}`)) return { ...unavailable, cause: { failOnce } };
      if (failPercent === 0 || random.fraction() * 100 >= failPercent) return undefined;
      const cause = { failPercent };
      if (random.fraction() < 0.5) return { status: 500, example: "internalError", cause };
      return { ...unavailable, cause };
    },
    forget: (tenant) => {
      if (tenant === undefined) failedOnce.clear();
      else failedOnce.delete(tenant);
      for (const caller of callers.keys()) {
        if (tenant === undefined || caller.startsWith(`${tenant} `)) callers.delete(caller);
      }
    },
  };
}
