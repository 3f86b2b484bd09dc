import type { Scenario } from "../../../generated/controlTypes.ts";
import { scenarioProperties } from "../../../generated/scenario.ts";

export { noFaults } from "../../../generated/scenario.ts";
export type { Scenario, Throttle } from "../../../generated/controlTypes.ts";

type Properties = typeof scenarioProperties;

export type ScenarioName = keyof Scenario;

/** A scenario property's schema in the document of the control API. */
export interface ScenarioProperty {
  type?: string;
  minimum?: number;
  maximum?: number;
  enum?: readonly string[];
  /** The expected values, in words. */
  "x-expected"?: string;
  "x-unit"?: string;
  /** The command's flag in camel case, and the name of its value, if it has one. */
  "x-flag": { name: string; value?: string; help: string };
  /** The console's texts: for the input, for the active scenario, and for a request that got the fault. */
  "x-console"?: { label: string; inForce: string; cause: string };
}

export const scenarioNames = Object.keys(scenarioProperties) as ScenarioName[];

export const propertyOf = (name: ScenarioName): ScenarioProperty => scenarioProperties[name];

/** The name of its flag, in camel case. */
export type FlagOf<Name extends ScenarioName> = Properties[Name]["x-flag"]["name"];

/** A fault that is a single number or boolean, whose schema has everything that flags, console and messages need. */
export type PlainFault = {
  [Name in ScenarioName]: Properties[Name] extends { "x-console": object } ? Name : never;
}[ScenarioName];

export const isPlainFault = (name: ScenarioName): name is PlainFault => "x-console" in scenarioProperties[name];

export const plainFaults = scenarioNames.filter(isPlainFault);

export type Bounds = readonly [min: number, max: number];

export const boundsOf = ({ minimum = 0, maximum = Infinity }: { minimum?: number; maximum?: number }): Bounds => [
  minimum,
  maximum,
];

const throttle = scenarioProperties.throttle.oneOf[0].properties;

/** The bounds of numbers within a property. */
export const partBounds = {
  latencyInMs: boundsOf(scenarioProperties.latencyInMs.oneOf[0]),
  requests: boundsOf(throttle.requests),
  seconds: boundsOf(throttle.seconds),
};
