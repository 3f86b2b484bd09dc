import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { contract, type Schema } from "./bundle.ts";

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false });
addFormats.default(ajv, { mode: "full" });
ajv.addVocabulary(["discriminator", "example"]);
// By the ids that the contract's references use, so that each is compiled once.
for (const [name, schema] of Object.entries(contract.components.schemas)) {
  ajv.addSchema(schema, `#/components/schemas/${name}`);
}

const compiled = new Map<Schema, (value: unknown) => ErrorObject[]>();

/** Faults of `value` against a schema of the bundle, by JSON Schema 2020-12 with strict formats, without Prism. */
export function faults(schema: Schema, value: unknown): ErrorObject[] {
  let check = compiled.get(schema);
  if (!check) {
    const validate = ajv.compile(schema);
    check = (candidate) => (validate(candidate) ? [] : (validate.errors ?? []));
    compiled.set(schema, check);
  }
  return check(value);
}

/** Faults of a header's or query parameter's text, read as the schema's type. */
export function textFaults(schema: Schema, text: string): ErrorObject[] {
  const value = ["number", "integer", "boolean"].includes(String(schema.type)) ? (JSON.parse(text) as unknown) : text;
  return faults(schema, value);
}
