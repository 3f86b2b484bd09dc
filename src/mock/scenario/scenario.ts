import { definedMembers, type Optional } from "../definedMembers.ts";
import { readPermissions } from "../contract/permissions.ts";
import {
  type Bounds,
  boundsOf,
  noFaults,
  partBounds,
  propertyOf,
  type Scenario,
  type ScenarioName,
  scenarioNames,
  type Throttle,
} from "./scenarioValues.ts";

/** The scenario of each tenant. */
export interface Scenarios {
  of: (tenant: string) => Scenario;
  /** Throws a RangeError for an unknown property or value. */
  assert: (change: unknown) => void;
  /** For one tenant, or for all. Throws a RangeError for an unknown property or value. */
  change: (change: unknown, tenant?: string) => void;
  /** Resets one tenant to the scenario for all; without a tenant, resets all to the scenario at startup. */
  reset: (tenant?: string) => void;
  /** The changed scenario of one tenant, or the one for all; `undefined` if it is unchanged. */
  ownOf: (tenant?: string) => Scenario | undefined;
  /** Replaces the changed scenario. */
  restore: (scenario: Scenario | undefined, tenant?: string) => void;
}

/** The names of the permissions that can be granted. */
export const permissionNames: string[] = readPermissions().all.map(({ name }) => name);

const isWithin = (value: unknown, [min, max]: Bounds): boolean =>
  typeof value === "number" && value >= min && value <= max;
const isLatency = (value: unknown): boolean => isWithin(value, partBounds.latencyInMs);

/** Checks for properties whose type, bounds and enum are not sufficient. */
const ownChecks: { [Name in ScenarioName]?: (value: unknown) => boolean } = {
  latencyInMs: (value) =>
    isLatency(value) ||
    (Array.isArray(value) && value.length === 2 && value.every(isLatency) && Number(value[0]) <= Number(value[1])),
  throttle: (value) => {
    const { requests, seconds } = (value ?? {}) as Partial<Throttle>;
    return value === null || (isWithin(requests, partBounds.requests) && isWithin(seconds, partBounds.seconds));
  },
  grant: (value) =>
    value === null || (Array.isArray(value) && value.every((name: string) => permissionNames.includes(name))),
};

function isValid(name: ScenarioName, value: unknown): boolean {
  const property = propertyOf(name);
  if (property.type === "boolean") return typeof value === "boolean";
  if (property.type === "number") return isWithin(value, boundsOf(property));
  return ownChecks[name]?.(value) ?? property.enum?.includes(value as string) ?? false;
}

const range = (bounds: Bounds): string => bounds.join(" to ");

/** The values of the placeholders in the schema's texts. */
const placeholders: Record<string, string> = {
  range: range(partBounds.latencyInMs),
  requests: range(partBounds.requests),
  seconds: range(partBounds.seconds),
  permissions: permissionNames.join(", "),
};

function expectedOf(name: ScenarioName): string {
  const property = propertyOf(name);
  const text = property["x-expected"];
  if (text !== undefined) return text.replace(/\{(\w+)\}/g, (all, key: string) => placeholders[key] ?? all);
  if (property.type === "boolean") return "true or false";
  return property.enum ? `one of ${property.enum.join(", ")}` : `a number from ${range(boundsOf(property))}`;
}

/** The expected values of each property of a scenario, in words. */
export const scenarioChoices = Object.fromEntries(scenarioNames.map((name) => [name, expectedOf(name)])) as Record<
  ScenarioName,
  string
>;

/**
 * The scenario with some parts changed.
 *
 * @throws {RangeError} for an unknown property or an invalid value; its message says what is expected
 */
function changedScenario(scenario: Scenario, change: unknown): Scenario {
  const members = definedMembers<Scenario>(change ?? {});
  for (const [name, value] of Object.entries(members)) {
    const known = scenarioNames.find((each) => each === name);
    if (!known) throw new RangeError(`Unknown property '${name}'. Expected one of: ${scenarioNames.join(", ")}.`);
    if (!isValid(known, value)) {
      const text = String(JSON.stringify(value)).slice(0, 100);
      throw new RangeError(`'${name}' must be ${scenarioChoices[known]}, not ${text}.`);
    }
  }
  return { ...scenario, ...members };
}

export function createScenarios(initial: Optional<Scenario> | undefined): Scenarios {
  const atStartup = changedScenario(noFaults, initial);
  let forAll = atStartup;
  const changed = new Map<string, Scenario>();
  const restore = (stored: Scenario | undefined, tenant?: string): void => {
    // Another version may have stored it without some of the properties.
    const scenario = stored && { ...noFaults, ...stored };
    if (tenant === undefined) forAll = scenario ?? atStartup;
    else if (scenario) changed.set(tenant, scenario);
    else changed.delete(tenant);
  };
  const of = (tenant: string): Scenario => changed.get(tenant) ?? forAll;
  return {
    of,
    assert: (change) => void changedScenario(forAll, change),
    ownOf: (tenant) => (tenant === undefined ? (forAll === atStartup ? undefined : forAll) : changed.get(tenant)),
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
      forAll = atStartup;
      changed.clear();
    },
  };
}
