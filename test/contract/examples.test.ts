import { describe, expect, it } from "vitest";
import { contract, type Example, operations, type Schema } from "./bundle.ts";
import { faults } from "./validator.ts";

const requests = operations.flatMap(({ operationId, requestBody }) =>
  requestBody ? [{ where: `request of ${operationId}`, ...requestBody }] : [],
);
const responses = operations.flatMap(({ operationId, responses }) =>
  responses.flatMap(({ status, schema, examples }) =>
    schema ? [{ where: `${status} of ${operationId}`, schema, examples }] : [],
  ),
);

const each = (bodies: { where: string; schema: Schema; examples: Record<string, Example> }[]) =>
  bodies.flatMap(({ where, schema, examples }) =>
    Object.entries(examples).map(([name, { value }]) => [where, name, schema, value] as const),
  );

describe("the contract's examples", () => {
  it.each([...requests, ...responses].map((body) => [body.where, body.examples] as const))(
    "include one for the %s",
    (_, examples) => {
      expect(Object.keys(examples)).not.toEqual([]);
    },
  );

  it.each(each(requests))("%s: %s is valid", (_, __, schema, value) => {
    expect(faults(schema, value)).toEqual([]);
  });

  it.each(each(responses))("%s: %s is valid", (_, __, schema, value) => {
    expect(faults(schema, value)).toEqual([]);
  });

  const headers = operations.flatMap(({ operationId, responses }) =>
    responses.flatMap(({ status, headers }) =>
      Object.entries(headers).flatMap(([name, { schema, example, examples }]) =>
        (example === undefined ? Object.values(examples ?? {}).map(({ value }) => value) : [example]).map(
          (value) => [`${status} of ${operationId}`, name, schema, value] as const,
        ),
      ),
    ),
  );
  it.each(headers)("%s: the header %s is valid", (_, __, schema, value) => {
    expect(faults(schema, value)).toEqual([]);
  });

  it.each(Object.entries(contract.components.schemas))("%s: each example of a property is valid", (_, schema) => {
    const misfits = Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
      property.example === undefined
        ? []
        : faults(property, property.example).map(({ message }) => `${name} ${message}`),
    );
    expect(misfits).toEqual([]);
  });
});
