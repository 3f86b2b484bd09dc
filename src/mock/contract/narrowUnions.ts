import type { PrismOperation } from "./loadPrism.ts";

// As much of JSON Schema as the contract writes around its unions.
interface Schema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  items?: Schema;
  required?: string[];
}

interface Union {
  path: string[];
  branches: { schema: Schema; types: unknown[] }[];
}

const typeKey = "@odata.type";

const property = (value: unknown, name: string): unknown =>
  (value as Record<string, unknown> | null | undefined)?.[name];

function typeNames({ properties }: Schema): unknown[] {
  const { enum: names, const: name } = properties?.[typeKey] ?? {};
  return names ?? (name === undefined ? [] : [name]);
}

const isNullable = ({ oneOf }: Schema): boolean => oneOf?.[1]?.type === "null";
const isToldByType = ({ oneOf = [] }: Schema): boolean => oneOf.every((branch) => typeNames(branch).length > 0);

function findUnions(schema: Schema, path: string[] = []): Union[] {
  if (schema.oneOf && !isNullable(schema)) {
    if (!isToldByType(schema)) return [];
    return [{ path, branches: schema.oneOf.map((branch) => ({ schema: branch, types: typeNames(branch) })) }];
  }
  const { properties = {} } = schema.oneOf?.[0] ?? schema;
  return Object.entries(properties).flatMap(([name, part]) => findUnions(part, [...path, name]));
}

const found = new WeakMap<Schema, Union[]>();

function unionsOf(schema: Schema): Union[] {
  const unions = found.get(schema) ?? findUnions(schema);
  found.set(schema, unions);
  return unions;
}

/** Which branch of each union the value means by its `@odata.type`, outermost first; -1 for one that there is not. */
function choices(schema: Schema, value: unknown): number[] {
  return unionsOf(schema).flatMap(({ path, branches }) => {
    const part = path.reduce(property, value);
    const index = branches.findIndex(({ types }) => types.includes(property(part, typeKey)));
    return [index, ...(branches[index] ? choices(branches[index].schema, part) : [])];
  });
}

function chosenBranch(branches: Schema[], value: unknown): Schema {
  const name = property(value, typeKey);
  const chosen = branches.find((branch) => typeNames(branch).includes(name));
  if (chosen) return narrowed(chosen, value);
  const known = branches.flatMap(typeNames);
  return { type: "object", required: [typeKey], properties: { [typeKey]: { enum: known } } };
}

function orNull(branch: Schema): Schema {
  const type = [branch.type ?? [], "null"].flat();
  return branch.enum ? { ...branch, type, enum: [...branch.enum, null] } : { ...branch, type };
}

function narrowed(schema: Schema, value: unknown): Schema {
  if (schema.oneOf) {
    const [first] = schema.oneOf as [Schema];
    if (isNullable(schema)) return orNull(narrowed(first, value));
    return isToldByType(schema) ? chosenBranch(schema.oneOf, value) : schema;
  }
  // Each item may mean another branch.
  if (schema.items && unionsOf(schema.items).length === 0) {
    return { ...schema, items: narrowed(schema.items, undefined) };
  }
  if (!schema.properties) return schema;
  const properties = Object.entries(schema.properties).map(([name, part]) => [
    name,
    narrowed(part, property(value, name)),
  ]);
  return { ...schema, properties: Object.fromEntries(properties) as Record<string, Schema> };
}

type Content = { schema?: object };
const made = new WeakMap<PrismOperation, Map<string, PrismOperation>>();

// Ajv keeps each schema it has compiled for ever, so equal choices have to share one.
function narrowedOnce(
  operation: PrismOperation,
  place: string,
  content: Content | undefined,
  value: unknown,
  changes: (content: Content) => object,
): PrismOperation {
  if (!content?.schema) return operation;
  const known = made.get(operation) ?? new Map<string, PrismOperation>();
  made.set(operation, known);
  const key = `${place} ${choices(content.schema, value).join()}`;
  const narrow = (schema: Schema) =>
    ({ ...operation, ...changes({ ...content, schema: narrowed(schema, value) }) }) as PrismOperation;
  const result = known.get(key) ?? narrow(content.schema);
  known.set(key, result);
  return result;
}

/**
 * The operation without those branches of its request's unions that `body` does not mean by its `@odata.type`. It
 * accepts the same bodies, and finds fewer violations: of a union, only those of the branch that was meant.
 */
export function withRequestNarrowed(operation: PrismOperation, body: unknown): PrismOperation {
  const { request } = operation;
  return narrowedOnce(operation, "request", request?.body?.contents?.[0], body, (content) => ({
    request: { ...request, body: { ...request?.body, contents: [content] } },
  }));
}

/** The operation with its answer of this status alone, narrowed in the same way. */
export function withResponseNarrowed(operation: PrismOperation, status: number, body: unknown): PrismOperation {
  const response = operation.responses.find(({ code }) => code === String(status));
  return narrowedOnce(operation, String(status), response?.contents?.[0], body, (content) => ({
    responses: [{ ...response, contents: [content] }],
  }));
}
