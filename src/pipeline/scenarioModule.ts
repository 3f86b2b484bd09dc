type Schema = { [keyword: string]: unknown; properties?: Record<string, Schema> };

/** The part of the control API's document that is read here. */
export interface ControlSchemas {
  components: { schemas: Record<string, Schema> & { Scenario: Required<Pick<Schema, "properties">> } };
}

/** The schema with its references resolved. */
function resolved(schema: unknown, schemas: Record<string, Schema>): unknown {
  if (Array.isArray(schema)) return schema.map((each) => resolved(each, schemas));
  if (typeof schema !== "object" || schema === null) return schema;
  const { $ref } = schema as { $ref?: string };
  if ($ref !== undefined) return resolved(schemas[$ref.replace("#/components/schemas/", "")], schemas);
  return Object.fromEntries(Object.entries(schema).map(([keyword, value]) => [keyword, resolved(value, schemas)]));
}

/** The module that defines the properties of a scenario for the mock, the command and the console. */
export function scenarioModule({ components: { schemas } }: ControlSchemas): string {
  const { properties } = schemas.Scenario;
  const noFaults = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, schema["default"]]));
  const jsonOf = (value: unknown): string => JSON.stringify(value, undefined, 2);
  return `// Generated from openapi/control.yaml by src/pipeline/scenarioModule.ts; do not edit.
import type { Scenario } from "./controlTypes.ts";

export const noFaults: Scenario = ${jsonOf(noFaults)};

/** The schema of each property of a scenario. */
export const scenarioProperties = ${jsonOf(resolved(properties, schemas))} as const;
`;
}
