import type { BodySchema } from "../contract/operations.ts";

type Json = Record<string, unknown>;

/**
 * What the service accepted beyond the contract. A body that violates the contract is converted to canonical form by these
 * rules and judged again; if it is then valid, the original violations are what was forgiven.
 */
export const forgiven = {
  caseOfNames: {
    what: "the name of a property in any case",
    canonical: "the contract's spelling",
    source: "Graph, 'Traverse the graph': names are compared without case",
  },
  caseOfValues: {
    what: "a value of an enum in any case",
    canonical: "the contract's spelling",
    source: "Graph, 'Traverse the graph': values are compared without case. Ids, secrets and texts are not",
  },
  typeNames: {
    what: "an @odata.type in any case, with or without #",
    canonical: "the contract's spelling",
    source:
      "the create page of 2018 to 2022 and the official sample program: #microsoft.graph.educationcsvdataprovider",
  },
  defaults: {
    what: "a create or replace without handleSpecialCharacterConstraint or licensesToAssign",
    canonical: "null, which the contract allows and the service reads as false and []",
    source: "the create page since 2018, the official sample program; nullable in the metadata",
  },
  ignored: {
    what: "an id or a state of any value",
    canonical: "left out: only the service sets them",
    source: 'the source\'s request, whose state is "String"; models of the SDKs, whose id is null',
  },
  navigation: {
    what: "errors or profileStatus, if null or empty",
    canonical: "left out",
    source: "models of the SDKs, serialized whole",
  },
  annotations: {
    what: "an OData annotation, such as userDomains@odata.type",
    canonical: "left out",
    source: "OData JSON format 4.01, 4.6",
  },
  placeholders: {
    what: 'the name of a type in place of a value that is no text, such as "Boolean"',
    canonical: "left out",
    source: "the source's own request",
  },
  emptyAction: {
    what: 'null or "" on an operation without parameters',
    canonical: "no body",
    source: "PowerShell: -Body ($null | ConvertTo-Json)",
  },
} as const;

const ignoredProperties = ["id", "state"];
const navigationProperties = new Set(["errors", "profilestatus"]);
const typeNames =
  /^(edm\.)?(string|boolean|u?int(16|32|64)|double|guid|date|datetimeoffset|timeofday|duration)( \(.*\))?$/i;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const lower = (value: unknown): string => String(value).toLowerCase();
const typeOf = (value: unknown): string => lower(value).replace(/^#/, "");
const isEmpty = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);

const typeProperty = "@odata.type";
const valuesOf = ({ const: only, enum: values = [] }: BodySchema): readonly unknown[] =>
  only === undefined ? values : [only];

/** The branch of a union that a value is meant for, by its type; the schema itself if it is not a union. */
function branchFor(schema: BodySchema, value: unknown): BodySchema | undefined {
  if (!schema.oneOf) return schema;
  if (value === null) return undefined;
  const branches = schema.oneOf.filter(({ type }) => type !== "null");
  if (branches.length === 1) return branchFor(branches[0] as BodySchema, value);
  if (!isObject(value)) return undefined;
  const type = Object.entries(value).find(([name]) => lower(name) === typeProperty)?.[1];
  return branches.find((branch) =>
    valuesOf(branch.properties?.[typeProperty] ?? {}).some((name) => typeOf(name) === typeOf(type)),
  );
}

const isText = ({ type, format, enum: values }: BodySchema): boolean =>
  [type].flat().includes("string") && format === undefined && values === undefined;
const isPlaceholder = (schema: BodySchema | undefined, value: unknown): boolean =>
  schema !== undefined && !schema.oneOf && typeof value === "string" && !isText(schema) && typeNames.test(value);

function canonicalText(schema: BodySchema, text: string): string {
  const values = valuesOf(schema);
  if (values.length === 0 || values.includes(text)) return text;
  const match =
    values.find((value) => lower(value) === lower(text)) ?? values.find((value) => typeOf(value) === typeOf(text));
  return typeof match === "string" ? match : text;
}

function canonicalObject(properties: Readonly<Record<string, BodySchema>>, body: Json): Json {
  const spelling = new Map(Object.keys(properties).map((name) => [lower(name), name]));
  const members = Object.entries(body).flatMap(([name, value]) => {
    const other = spelling.get(lower(name));
    const known = name in properties || other === undefined || other in body ? name : other;
    if (!(known in properties) && name.includes("@")) return [];
    const schema = Object.hasOwn(properties, known) ? properties[known] : undefined;
    if (isPlaceholder(schema, value)) return [];
    return [[known, schema ? canonicalValue(schema, value) : value] as const];
  });
  return Object.fromEntries(members);
}

function canonicalValue(schema: BodySchema, value: unknown): unknown {
  if (typeof value === "string") return canonicalText(schema, value);
  const { properties, items } = branchFor(schema, value) ?? {};
  if (Array.isArray(value))
    return items
      ? value.filter((each) => !isPlaceholder(items, each)).map((each: unknown) => canonicalValue(items, each))
      : value;
  return properties && isObject(value) ? canonicalObject(properties, value) : value;
}

/** A profile without the properties that only the service sets, and with those that may be omitted. */
function canonicalProfile(profile: Json, { required = [], properties = {} }: BodySchema): Json {
  const isIgnored = (name: string, value: unknown): boolean =>
    ignoredProperties.includes(name) || (navigationProperties.has(lower(name)) && isEmpty(value));
  const sent = Object.fromEntries(Object.entries(profile).filter(([name, value]) => !isIgnored(name, value)));
  const missing = required.filter((name) => !(name in sent) && [properties[name]?.type].flat().includes("null"));
  return { ...sent, ...Object.fromEntries(missing.map((name) => [name, null])) };
}

/** A body in the contract's spelling; `undefined` if it has none. The original is not modified. */
export function canonicalBody(schema: BodySchema, body: unknown): unknown {
  const hasParameters = Object.keys(schema.properties ?? {}).length > 0;
  if (!hasParameters) return body === null || body === "" ? undefined : body;
  const canonical = canonicalValue(schema, body);
  return isObject(canonical) ? canonicalProfile(canonical, schema) : canonical;
}
