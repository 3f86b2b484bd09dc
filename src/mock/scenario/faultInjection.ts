import { createHash } from "node:crypto";
import { type InjectedFault, noAnswer } from "../http/answer.ts";
import type { Clock } from "../schoolDataSync/clock.ts";
import { limits } from "../limits.ts";
import type { Random } from "../schoolDataSync/random.ts";
import type { Scenarios } from "./scenario.ts";
import type { Scenario, Throttle } from "./scenarioValues.ts";

export interface FaultInjector {
  /** Milliseconds to wait before the next answer. */
  latency: (tenant: string) => number;
  /**
   * The fault to inject into this call, if any.
   *
   * @param call its method and path
   */
  next: (tenant: string, caller: string, call: string) => InjectedFault | undefined;
  /** Clears the record of throttled callers and failed calls, of one tenant or of all. */
  forget: (tenant?: string) => void;
}

// Hashed, because a token may be as long as 16 kB.
const digest = (text: string): string => createHash("sha256").update(text).digest("base64");

/** Injects throttling, failures and latency according to each tenant's current scenario. */
export function createFaultInjector(scenarios: Scenarios, clock: Clock, random: Random): FaultInjector {
  const callers = new Map<string, { tenant: string; since: number; count: number; blockedUntil: number }>();
  const failedOnce = new Map<string, { scenario: Scenario; calls: Set<string> }>();
  let failedCalls = 0;

  function isThrottled(tenant: string, caller: string, { requests, seconds }: Throttle): boolean {
    const key = digest(`${tenant} ${caller}`);
    const now = clock.elapsed();
    const length = seconds * 1000;
    const window = callers.get(key);
    if (window && now < window.blockedUntil) {
      // An early retry restarts the wait.
      window.blockedUntil = now + length;
      return true;
    }
    if (!window || window.blockedUntil > 0 || now - window.since >= length) {
      callers.delete(key);
      callers.set(key, { tenant, since: now, count: 1, blockedUntil: 0 });
      const [oldest] = callers.keys();
      if (callers.size > limits.throttledCallers.max && oldest !== undefined) callers.delete(oldest);
      return false;
    }
    window.count += 1;
    if (window.count <= requests) return false;
    window.blockedUntil = now + length;
    return true;
  }

  function forgetCalls(tenant: string): void {
    failedCalls -= failedOnce.get(tenant)?.calls.size ?? 0;
    failedOnce.delete(tenant);
  }

  /** Whether this is the first such call since the scenario changed. */
  function isFirst(tenant: string, scenario: Scenario, call: string): boolean {
    if (failedOnce.get(tenant)?.scenario !== scenario) forgetCalls(tenant);
    const key = digest(call);
    if (failedOnce.get(tenant)?.calls.has(key)) return false;
    const [oldest] = failedOnce.keys();
    if (failedCalls >= limits.failedCalls.max && oldest !== undefined) forgetCalls(oldest);
    const { calls } = failedOnce.get(tenant) ?? { calls: new Set() };
    failedOnce.set(tenant, { scenario, calls: calls.add(key) });
    failedCalls += 1;
    return true;
  }

  // With a seed, a disabled fault must not change when the others occur.
  const isHit = (percent: number): boolean => percent > 0 && random.fraction() * 100 < percent;

  const unavailable = { status: 503, example: "serviceUnavailable", retryAfter: 1 };

  return {
    latency: (tenant) => {
      const { latencyInMs } = scenarios.of(tenant);
      if (typeof latencyInMs === "number") return latencyInMs;
      const [min, max] = latencyInMs;
      return min + random.fraction() * (max - min);
    },
    next: (tenant, caller, call) => {
      const scenario = scenarios.of(tenant);
      const { throttle, failPercent, failOnce, connectionResetPercent } = scenario;
      if (throttle && isThrottled(tenant, caller, throttle)) {
        return { status: 429, example: "tooManyRequests", retryAfter: throttle.seconds, cause: { throttle } };
      }
      if (failOnce && isFirst(tenant, scenario, `${caller} ${call}`)) return { ...unavailable, cause: { failOnce } };
      if (isHit(connectionResetPercent))
        return { status: noAnswer, resetsConnection: true, cause: { connectionResetPercent } };
      if (!isHit(failPercent)) return undefined;
      const cause = { failPercent };
      if (random.fraction() < 0.5) return { status: 500, example: "internalError", cause };
      return { ...unavailable, cause };
    },
    forget: (tenant) => {
      for (const name of tenant === undefined ? [...failedOnce.keys()] : [tenant]) forgetCalls(name);
      for (const [key, caller] of callers) if (tenant === undefined || caller.tenant === tenant) callers.delete(key);
    },
  };
}
