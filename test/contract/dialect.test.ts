import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { contract, type Contract, type Schema } from "./bundle.ts";

const dialect = "https://json-schema.org/draft/2020-12/schema";

interface PrismSchema {
  $schema?: string;
}
interface Part {
  schema?: PrismSchema;
  contents?: { schema?: PrismSchema }[];
  headers?: Part[];
}

// Prism's own options: a schema that doesn't compile with them is silently not validated by the mock.
const prismOptions = { allErrors: true, allowUnionTypes: true, allowMatchingProperties: true, strict: false };
const ajv = new Ajv2020({ ...prismOptions, code: { optimize: false } });
addFormats.default(ajv);

/** Each schema that Prism would leave unchecked, with the reason. */
async function uncheckedSchemas(document: Contract): Promise<string[]> {
  const prismOperations = await getHttpOperationsFromSpec(structuredClone(document));
  return prismOperations.flatMap(({ iid, request, responses }) => {
    const { query = [], headers = [], path = [], body } = request ?? {};
    const parts = [
      ...query,
      ...headers,
      ...path,
      ...(body ? [body] : []),
      ...responses,
      ...responses.flatMap((response) => response.headers ?? []),
    ];
    const schemas = (parts as Part[]).flatMap(({ schema, contents = [] }) => [
      schema,
      ...contents.map((content) => content.schema),
    ]);
    return schemas.flatMap((schema) => {
      if (!schema) return [];
      if (schema.$schema !== dialect) return [`${iid}: validated as ${schema.$schema}`];
      try {
        ajv.compile(schema);
        return [];
      } catch (error) {
        return [`${iid}: ${(error as Error).message}`];
      }
    });
  });
}

function justTheCreate(): Contract {
  const [path] = Object.keys(contract.paths) as [string];
  const { post } = contract.paths[path] as Contract["paths"][string];
  return structuredClone({ ...contract, paths: { [path]: { post } } } as Contract);
}

function withEdit(name: string, edit: (schema: Schema) => void): Contract {
  const edited = justTheCreate();
  edit(edited.components.schemas[name] as Schema);
  return edited;
}
const property = (schema: Schema, name: string): Schema => schema.properties?.[name] as Schema;

describe("the check that Prism validates", () => {
  it("finds that the contract declares Prism's dialect", () => {
    expect(contract.jsonSchemaDialect).toBe(dialect);
  });

  it("finds no schema that Prism can't compile", async () => {
    expect(await uncheckedSchemas(contract)).toEqual([]);
  });

  it("finds nothing wrong with the create before it is edited", async () => {
    expect(await uncheckedSchemas(justTheCreate())).toEqual([]);
  });

  it.each<[string, Contract]>([
    [
      "minLength: '1'",
      withEdit("educationSynchronizationProfileCreate", (schema) =>
        Object.assign(property(schema, "displayName"), { minLength: "1" }),
      ),
    ],
    [
      "type: String",
      withEdit("educationSynchronizationProfileCreate", (schema) =>
        Object.assign(property(schema, "displayName"), { type: "String" }),
      ),
    ],
    [
      "a needless escape in a pattern",
      withEdit("educationIdentityDomainInput", (schema) =>
        Object.assign(property(schema, "name"), { pattern: "^\\#" }),
      ),
    ],
    ["no dialect", { ...justTheCreate(), jsonSchemaDialect: undefined as unknown as string }],
    ["another dialect", { ...justTheCreate(), jsonSchemaDialect: "https://spec.openapis.org/oas/3.1/dialect/base" }],
  ])("detects %s, which would silently disable validation", async (_, broken) => {
    expect(await uncheckedSchemas(broken)).not.toEqual([]);
  });
});
