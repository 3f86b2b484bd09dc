import { type DocumentedOperation, type Json, resolve, type Schema } from "./bundle.ts";

export interface BrokenValue {
  /** Path of the broken place, such as `dataProvider.clientId`. */
  place: string;
  /** The JSON Schema keyword that is broken there. */
  keyword: string;
  value: Json;
}

type JsonObject = { [name: string]: Json };

const longerThan = (length: number): string => "a".repeat(length + 1);

const misfitOfFormat: Record<string, string> = {
  uri: "no address",
  date: "2024-02-30",
  "date-time": "yesterday",
  uuid: "314c4481",
};

const types = (schema: Schema): string[] => [schema.type ?? []].flat();

/** A value that the schema accepts, with every property that it declares. */
export function fullValue(node: Schema): Json {
  const schema = resolve(node);
  if (schema.example !== undefined) return schema.example;
  if (schema.const !== undefined) return schema.const;
  if (schema.oneOf) return fullValue(schema.oneOf[0] as Schema);
  if (schema.properties) {
    return Object.fromEntries(Object.entries(schema.properties).map(([name, property]) => [name, fullValue(property)]));
  }
  if (schema.items) return [fullValue(schema.items)];
  if (schema.type === "object" && schema.additionalProperties === false) return {};
  throw new Error(`No example for ${JSON.stringify(schema).slice(0, 200)}`);
}

function wrongType(schema: Schema): Json {
  const accepted = types(schema);
  if (accepted.includes("string")) return 42;
  if (accepted.includes("boolean")) return "Boolean";
  if (accepted.includes("array")) return {};
  if (accepted.includes("object")) return [];
  return "seven";
}

function* brokenText(schema: Schema, place: string): Generator<BrokenValue> {
  const { minLength, maxLength, format, pattern } = schema;
  if (minLength) yield { place, keyword: "minLength", value: String(fullValue(schema)).slice(0, minLength - 1) };
  if (maxLength) yield { place, keyword: "maxLength", value: longerThan(maxLength) };
  if (format) yield { place, keyword: "format", value: misfitOfFormat[format] as string };
  if (pattern) yield { place, keyword: "pattern", value: "-!-!-" };
}

function* brokenNumber({ minimum, maximum }: Schema, place: string): Generator<BrokenValue> {
  if (minimum !== undefined) yield { place, keyword: "minimum", value: minimum - 1 };
  if (maximum !== undefined) yield { place, keyword: "maximum", value: maximum + 1 };
}

function* brokenArray(schema: Schema, place: string): Generator<BrokenValue> {
  const { items, minItems, maxItems } = schema;
  const [item = null] = fullValue(schema) as Json[];
  if (minItems) yield { place, keyword: "minItems", value: Array<Json>(minItems - 1).fill(item) };
  if (maxItems) yield { place, keyword: "maxItems", value: Array<Json>(maxItems + 1).fill(item) };
  for (const broken of brokenValues({ ...resolve(items as Schema), example: item }, `${place}[0]`))
    yield { ...broken, value: [broken.value] };
}

function* brokenObject(schema: Schema, place: string): Generator<BrokenValue> {
  const whole = fullValue(schema) as JsonObject;
  const at = (name: string) => (place ? `${place}.${name}` : name);
  for (const name of schema.required ?? []) {
    const { [name]: _, ...rest } = whole;
    yield { place: at(name), keyword: "required", value: rest };
  }
  if (schema.additionalProperties === false) {
    yield { place: at("unheardOf"), keyword: "additionalProperties", value: { ...whole, unheardOf: true } };
  }
  if (schema.minProperties) yield { place, keyword: "minProperties", value: {} };
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    for (const broken of brokenValues(property, at(name)))
      yield { ...broken, value: { ...whole, [name]: broken.value } };
  }
}

function* brokenUnion(branches: Schema[], place: string): Generator<BrokenValue> {
  const named = branches.map((branch) => resolve(branch)).filter(({ properties }) => properties?.["@odata.type"]);
  if (named.length > 1) {
    const whole = fullValue(named[0] as Schema) as JsonObject;
    yield {
      place: `${place}.@odata.type`,
      keyword: "oneOf",
      value: { ...whole, "@odata.type": "#Microsoft.Education.DataSync.unheardOf" },
    };
    yield { place, keyword: "oneOf", value: "no object" };
  }
  for (const branch of branches) yield* brokenValues(branch, place);
}

/** Each constraint of the schema broken once, in a value that is otherwise as `fullValue` returns it. */
export function* brokenValues(node: Schema, place = ""): Generator<BrokenValue> {
  const schema = resolve(node);
  if (schema.oneOf) return yield* brokenUnion(schema.oneOf, place);
  if (types(schema).length > 0) yield { place, keyword: "type", value: wrongType(schema) };
  if (schema.enum) yield { place, keyword: "enum", value: "unheardOf" };
  else if (schema.const !== undefined) yield { place, keyword: "const", value: "unheardOf" };
  else if (types(schema).includes("string")) yield* brokenText(schema, place);
  else if (types(schema).some((type) => type === "number" || type === "integer")) yield* brokenNumber(schema, place);
  if (schema.items) yield* brokenArray(schema, place);
  if (schema.properties) yield* brokenObject(schema, place);
}

/**
 * The broken bodies of each operation. If two operations expect the same type, the second one gets only one body per
 * keyword, which is enough to show that they judge alike.
 */
export function brokenBodiesOf(all: readonly DocumentedOperation[]): Map<DocumentedOperation, BrokenValue[]> {
  const known = new Set<string>();
  return new Map(
    all.map((documented) => {
      const { schema } = documented.requestBody ?? {};
      if (!schema) return [documented, []];
      const broken = [...brokenValues(schema)];
      const text = JSON.stringify(schema);
      const isKnown = known.has(text);
      known.add(text);
      if (!isKnown) return [documented, broken];
      return [
        documented,
        broken.filter(({ keyword }, at) => broken.findIndex((one) => one.keyword === keyword) === at),
      ];
    }),
  );
}
