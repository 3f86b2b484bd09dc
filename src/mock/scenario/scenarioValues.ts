import type { Scenario } from "../../../generated/controlTypes.ts";
import { scenarioProperties } from "../../../generated/scenario.ts";

export { noFaults } from "../../../generated/scenario.ts";
export type { Scenario, Throttle } from "../../../generated/controlTypes.ts";

type Properties = typeof scenarioProperties;

export type ScenarioName = keyof Scenario;

/** What the document of the control API says of a property of a scenario. */
export interface ScenarioProperty {
  type?: string;
  minimum?: number;
  maximum?: number;
  enum?: readonly string[];
  /** What its values are, in words. */
  "x-expected"?: string;
  "x-unit"?: string;
  /** The flag of the command in camel case, and the name of its value; a switch has none. */
  "x-flag": { name: string; value?: string; help: string };
  /** What the console says: beside the control, of the scenario in force, and of a request that met the fault. */
  "x-console"?: { label: string; inForce: string; cause: string };
}

export const scenarioNames = Object.keys(scenarioProperties) as ScenarioName[];

export const propertyOf = (name: ScenarioName): ScenarioProperty => scenarioProperties[name];

/** The name of its flag, in camel case. */
export type FlagOf<Name extends ScenarioName> = Properties[Name]["x-flag"]["name"];

/** A fault that is one number or one switch, of which its schema says all that flags, console and messages need. */
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

/** The bounds of numbers that are parts of a property. */
export const partBounds = {
  latencyInMs: boundsOf(scenarioProperties.latencyInMs.oneOf[0]),
  requests: boundsOf(throttle.requests),
  seconds: boundsOf(throttle.seconds),
};
