import { describe, expect, it } from "vitest";
import { contract, operations, resolve, type Schema } from "./bundle.ts";

type Visit = (schema: Schema, place: string) => void;

function walk(node: Schema, place: string, visit: Visit): void {
  visit(node, place);
  for (const [name, property] of Object.entries(node.properties ?? {})) walk(property, `${place}.${name}`, visit);
  for (const [index, branch] of (node.oneOf ?? []).entries()) walk(branch, `${place}|${index}`, visit);
  if (node.items) walk(node.items, `${place}[]`, visit);
}

function everySchema(visit: Visit): void {
  for (const [name, schema] of Object.entries(contract.components.schemas)) walk(schema, name, visit);
  for (const { operationId, parameters, responses } of operations) {
    for (const { name, schema } of parameters) walk(schema, `${operationId} ${name}`, visit);
    for (const { status, headers } of responses) {
      for (const [name, { schema }] of Object.entries(headers)) walk(schema, `${operationId} ${status} ${name}`, visit);
    }
  }
}

function schemasWhere(fails: (schema: Schema) => boolean): string[] {
  const found: string[] = [];
  everySchema((schema, place) => {
    if (fails(schema)) found.push(place);
  });
  return found;
}

const is = ({ type }: Schema, name: string): boolean => [type].flat().includes(name);

describe("the contract says everything", () => {
  it("each object is closed", () => {
    expect(schemasWhere((schema) => is(schema, "object") && schema.additionalProperties !== false)).toEqual([]);
  });

  it("each array is bounded", () => {
    expect(schemasWhere((schema) => is(schema, "array") && schema.maxItems === undefined)).toEqual([]);
  });

  it("each string is bounded", () => {
    const unbounded = (schema: Schema) =>
      is(schema, "string") && schema.maxLength === undefined && schema.enum === undefined && schema.const === undefined;
    expect(schemasWhere(unbounded)).toEqual([]);
  });

  it("each number is bounded", () => {
    const unbounded = (schema: Schema) =>
      (is(schema, "number") || is(schema, "integer")) && (schema.minimum === undefined || schema.maximum === undefined);
    expect(schemasWhere(unbounded)).toEqual([]);
  });

  it("each property is described", () => {
    const bare: string[] = [];
    everySchema((schema, place) => {
      for (const [name, property] of Object.entries(schema.properties ?? {})) {
        if (!(property.description ?? resolve(property).description)) bare.push(`${place}.${name}`);
      }
    });
    expect(bare).toEqual([]);
  });

  it("each schema and property is described in words of its own, with nothing left to do", () => {
    expect(schemasWhere(({ description }) => /\bTODO\b|\bTBD\b/i.test(description ?? ""))).toEqual([]);
  });

  it("four of five properties in an answer are always there, annotations and $select aside", () => {
    const answered = new Set<Schema>();
    const collect = (node: Schema): void => {
      const schema = resolve(node);
      if (answered.has(schema)) return;
      answered.add(schema);
      for (const part of [...Object.values(schema.properties ?? {}), ...(schema.oneOf ?? []), ...(schema.items ? [schema.items] : [])]) collect(part);
    };
    for (const { responses } of operations) for (const { schema } of responses) if (schema) collect(schema);

    answered.delete(contract.components.schemas["educationSynchronizationProfileListItem"] as Schema);
    const required = [...answered].flatMap(({ properties = {}, required = [] }) =>
      Object.keys(properties).filter((name) => !name.startsWith("@odata.")).map((name) => required.includes(name)),
    );
    const share = required.filter(Boolean).length / required.length;
    expect(share).toBeGreaterThanOrEqual(0.8);
  });
});
