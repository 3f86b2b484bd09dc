import { definedMembers, type Optional } from "../definedMembers.ts";
import { readContract } from "../contract/document.ts";
import { permissionsOf } from "../contract/permissions.ts";
import { outcomeChoices } from "../schoolDataSync/profiles/outcomes.ts";
import { quietScenario, type Scenario, scenarioBounds, type Throttle } from "./scenarioValues.ts";

/** The scenario of each tenant. */
export interface Scenarios {
  of: (tenant: string) => Scenario;
  /** Throws a RangeError for an unknown property or value. */
  assert: (change: unknown) => void;
  /** For one tenant, or for all. Throws a RangeError for an unknown property or value. */
  change: (change: unknown, tenant?: string) => void;
  /** One tenant goes back to what holds for all; without one, all go back to how the server began. */
  reset: (tenant?: string) => void;
  /** What was changed for one tenant, or for all; `undefined` where nothing was. */
  ownOf: (tenant?: string) => Scenario | undefined;
  /** Takes the place of what was changed. */
  restore: (scenario: Scenario | undefined, tenant?: string) => void;
}

/** What may be granted. */
export const permissionNames: string[] = permissionsOf(readContract()).all.map(({ name }) => name);

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
    takes: `a number of milliseconds from ${range("latencyInMs")}, or a range such as [50, 200]`,
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
  failOnce: { takes: "true or false", isMet: (value) => typeof value === "boolean" },
  grant: {
    takes: `null for all permissions, or an array of ${permissionNames.join(", ")}`,
    isMet: (value) =>
      value === null || (Array.isArray(value) && value.every((name: string) => permissionNames.includes(name))),
  },
  provisioning: outcomeCheck(outcomeChoices.provisioning),
  deletion: outcomeCheck(outcomeChoices.deletion),
  sync: outcomeCheck(outcomeChoices.sync),
};

/** What each property of a scenario takes, in words. */
export const scenarioChoices: Record<string, string> = Object.fromEntries(
  Object.entries(checks).map(([name, { takes }]) => [name, takes]),
);

/**
 * The scenario with some parts changed.
 *
 * @throws {RangeError} for an unknown property or an invalid value; its message says what is expected
 */
function changedScenario(scenario: Scenario, change: unknown): Scenario {
  const members = definedMembers<Scenario>(change ?? {});
  for (const [name, value] of Object.entries(members)) {
    if (!Object.hasOwn(checks, name))
      throw new RangeError(`Unknown property '${name}'. Expected one of: ${Object.keys(checks).join(", ")}.`);
    const { takes, isMet } = checks[name as keyof Scenario];
    if (!isMet(value))
      throw new RangeError(`'${name}' must be ${takes}, not ${String(JSON.stringify(value)).slice(0, 100)}.`);
  }
  return { ...scenario, ...members };
}

export function createScenarios(atStart: Optional<Scenario> | undefined): Scenarios {
  const first = changedScenario(quietScenario, atStart);
  let forAll = first;
  const changed = new Map<string, Scenario>();
  const restore = (scenario: Scenario | undefined, tenant?: string): void => {
    if (tenant === undefined) forAll = scenario ?? first;
    else if (scenario) changed.set(tenant, scenario);
    else changed.delete(tenant);
  };
  const of = (tenant: string): Scenario => changed.get(tenant) ?? forAll;
  return {
    of,
    assert: (change) => void changedScenario(forAll, change),
    ownOf: (tenant) => (tenant === undefined ? (forAll === first ? undefined : forAll) : changed.get(tenant)),
    restore,
    change: (change, tenant) => {
      if (tenant === undefined) {
        forAll = changedScenario(forAll, change);
        for (const [name, scenario] of changed) changed.set(name, changedScenario(scenario, change));
        return;
      }
      changed.set(tenant, changedScenario(of(tenant), change));
    },
    reset: (tenant) => {
      if (tenant !== undefined) return void changed.delete(tenant);
      forAll = first;
      changed.clear();
    },
  };
}
