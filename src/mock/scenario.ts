import type { Clock } from "./clock.ts";
import { keepAsLatest } from "./latestTenants.ts";
import { goodOutcomes, outcomeChoices, type Outcomes } from "./lifecycle.ts";
import type { Random } from "./random.ts";

export interface Throttle {
  /** Requests that one caller may send within the window. */
  requests: number;
  /** Length of the window, and what `Retry-After` says. */
  seconds: number;
}

/** What goes wrong, and how often. */
export interface Scenario extends Outcomes {
  /** Milliseconds before each answer, or the least and the most of them. */
  latencyInMs: number | [number, number];
  throttle: Throttle | null;
  /** How many of a hundred API calls answer 500 or 503, at random. */
  failPercent: number;
}

export const quietScenario: Scenario = { latencyInMs: 0, throttle: null, failPercent: 0, ...goodOutcomes };

/** An answer that the contract's examples hold, given in place of the real one. */
export interface Interruption {
  status: number;
  example: string;
  /** Seconds; absent where the answer has no such header. */
  retryAfter?: number;
}

/** What goes wrong for each tenant. */
export interface Scenarios {
  of: (tenant: string) => Scenario;
  /** For one tenant, or for all. Throws a RangeError for what there is not. */
  change: (change: unknown, tenant?: string) => void;
  /** One tenant goes back to what holds for all; without one, all go back to how the server began. */
  reset: (tenant?: string) => void;
}

export interface Trouble {
  /** Milliseconds to wait before the next answer. */
  latency: (tenant: string) => number;
  /** What this call of a caller meets in place of its answer, if anything. */
  interrupt: (tenant: string, caller: string) => Interruption | undefined;
  /** Forgets the callers that it has throttled, of one tenant or of all. */
  forget: (tenant?: string) => void;
}

/** The least and the most of each number in a scenario. */
export const scenarioBounds = {
  latencyInMs: [0, 60_000],
  requests: [1, 1_000_000],
  seconds: [1, 3600],
  failPercent: [0, 100],
} as const;

const isWithin = (value: unknown, name: keyof typeof scenarioBounds): boolean => {
  const [least, most] = scenarioBounds[name];
  return typeof value === "number" && value >= least && value <= most;
};
const range = (name: keyof typeof scenarioBounds): string => scenarioBounds[name].join(" to ");
const isLatency = (value: unknown) => isWithin(value, "latencyInMs");

interface Check {
  takes: string;
  isMet: (value: unknown) => boolean;
}

const outcomeCheck = (choices: readonly unknown[]): Check => ({
  takes: `one of ${choices.join(", ")}`,
  isMet: (value) => choices.includes(value),
});

const checks: Record<keyof Scenario, Check> = {
  latencyInMs: {
    takes: `milliseconds from ${range("latencyInMs")}, or the least and the most of them, as in [50, 200]`,
    isMet: (value) =>
      isLatency(value) ||
      (Array.isArray(value) && value.length === 2 && value.every(isLatency) && Number(value[0]) <= Number(value[1])),
  },
  throttle: {
    takes: `null, or {"requests": ${range("requests")}, "seconds": ${range("seconds")}}`,
    isMet: (value) => {
      const { requests, seconds } = (value ?? {}) as Partial<Throttle>;
      return value === null || (isWithin(requests, "requests") && isWithin(seconds, "seconds"));
    },
  },
  failPercent: { takes: `a number from ${range("failPercent")}`, isMet: (value) => isWithin(value, "failPercent") },
  provisioning: outcomeCheck(outcomeChoices.provisioning),
  deletion: outcomeCheck(outcomeChoices.deletion),
  sync: outcomeCheck(outcomeChoices.sync),
};

/**
 * The scenario with some parts changed.
 *
 * @throws {RangeError} for a part that is unknown or has no sensible value; its message tells what it takes
 */
function changedScenario(scenario: Scenario, change: unknown): Scenario {
  for (const [name, value] of Object.entries(change ?? {})) {
    if (!Object.hasOwn(checks, name))
      throw new RangeError(`There is no '${name}'; known are ${Object.keys(checks).join(", ")}.`);
    const { takes, isMet } = checks[name as keyof Scenario];
    if (!isMet(value))
      throw new RangeError(`'${name}' can't be ${String(JSON.stringify(value)).slice(0, 100)}; it takes ${takes}.`);
  }
  return { ...scenario, ...(change as Partial<Scenario>) };
}

export function createScenarios(atStart: Partial<Scenario> | undefined): Scenarios {
  const first = changedScenario(quietScenario, atStart);
  let forAll = first;
  const changed = new Map<string, Scenario>();
  const of = (tenant: string): Scenario => changed.get(tenant) ?? forAll;
  return {
    of,
    change: (change, tenant) => {
      if (tenant === undefined) {
        forAll = changedScenario(forAll, change);
        for (const [name, scenario] of changed) changed.set(name, changedScenario(scenario, change));
        return;
      }
      keepAsLatest(changed, tenant, changedScenario(of(tenant), change));
    },
    reset: (tenant) => {
      if (tenant !== undefined) return void changed.delete(tenant);
      forAll = first;
      changed.clear();
    },
  };
}

/** Throttling, failures and latency, as the scenario of a tenant says at each moment. */
export function createTrouble(scenarios: Scenarios, clock: Clock, random: Random): Trouble {
  const callers = new Map<string, { since: number; count: number; blockedUntil: number }>();

  function throttled(caller: string, { requests, seconds }: Throttle): boolean {
    const now = clock.elapsed();
    const window = seconds * 1000;
    const known = callers.get(caller);
    if (known && now < known.blockedUntil) {
      // Who comes back too early waits from the beginning.
      known.blockedUntil = now + window;
      return true;
    }
    if (!known || known.blockedUntil > 0 || now - known.since >= window) {
      if (callers.size >= 10_000) callers.clear();
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
    interrupt: (tenant, caller) => {
      const { throttle, failPercent } = scenarios.of(tenant);
      if (throttle && throttled(`${tenant} ${caller}`, throttle))
        return { status: 429, example: "tooManyRequests", retryAfter: throttle.seconds };
      if (failPercent === 0 || random.fraction() * 100 >= failPercent) return undefined;
      if (random.fraction() < 0.5) return { status: 500, example: "internalError" };
      return { status: 503, example: "serviceUnavailable", retryAfter: 1 };
    },
    forget: (tenant) => {
      for (const caller of callers.keys()) {
        if (tenant === undefined || caller.startsWith(`${tenant} `)) callers.delete(caller);
      }
    },
  };
}
