import type { DocumentedOperation } from "./operations.ts";

// The part of JSON Schema that the contract uses around its unions.
interface Schema {
  type?: string | string[];
  enum?: unknown[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  items?: Schema;
}

const typeKey = "@odata.type";

const property = (value: unknown, name: string): unknown =>
  (value as Record<string, unknown> | null | undefined)?.[name];

const typeNames = ({ properties }: Schema): unknown[] => properties?.[typeKey]?.enum ?? [];

const isNullable = ({ oneOf }: Schema): boolean => oneOf?.[1]?.type === "null";

function orNull(branch: Schema): Schema {
  const type = [branch.type ?? [], "null"].flat();
  return branch.enum ? { ...branch, type, enum: [...branch.enum, null] } : { ...branch, type };
}

/**
 * The schema with each union replaced by the branch that the value's `@odata.type` names, or by the list of its types.
 *
 * @param choices collects the index of each branch, outermost first; -1 for an unknown type
 */
function narrowed(schema: Schema, value: unknown, choices: number[]): Schema {
  const { oneOf, items, properties } = schema;
  if (oneOf && isNullable(schema)) return orNull(narrowed(oneOf[0] as Schema, value, choices));
  if (oneOf) {
    const types = oneOf.map(typeNames);
    if (types.some(({ length }) => length === 0)) return schema;
    const index = types.findIndex((names) => names.includes(property(value, typeKey)));
    choices.push(index);
    if (oneOf[index]) return narrowed(oneOf[index], value, choices);
    return { type: "object", required: [typeKey], properties: { [typeKey]: { enum: types.flat() } } } as Schema;
  }
  if (items) {
    const branches: number[] = [];
    const item = narrowed(items, undefined, branches);
    // Each item may name a different branch.
    return branches.length > 0 ? schema : { ...schema, items: item };
  }
  if (!properties) return schema;
  const parts = Object.entries(properties).map(([name, part]) => [
    name,
    narrowed(part, property(value, name), choices),
  ]);
  return { ...schema, properties: Object.fromEntries(parts) as Record<string, Schema> };
}

const cache = new Map<string, DocumentedOperation>();

/**
 * The operation with the unions in its request reduced to the branches that `body` names by `@odata.type`. It accepts the
 * same bodies, but reports fewer violations: for a union, only those of the intended branch.
 */
export function withUnionsNarrowed(operation: DocumentedOperation, body: unknown): DocumentedOperation {
  const { iid, request } = operation;
  const [content] = request?.body?.contents ?? [];
  if (!content) return operation;
  const choices: number[] = [];
  const schema = narrowed(content.schema as Schema, body, choices) as NonNullable<typeof content.schema>;
  // Ajv never frees a compiled schema, so equal choices must share one.
  const key = `${iid} ${choices.join()}`;
  const contents = [{ ...content, schema }];
  const result = cache.get(key) ?? { ...operation, request: { ...request, body: { ...request?.body, contents } } };
  cache.set(key, result as DocumentedOperation);
  return result as DocumentedOperation;
}
