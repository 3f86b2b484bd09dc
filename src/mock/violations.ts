import type { Prism, PrismOperation } from "./prism.ts";

/** One way in which a request or an answer breaks the contract, as Prism reports it. */
export interface Violation {
  path?: string[];
  message: string;
  code?: string | number;
}

/** A violation in the words of an error's `details`. */
export interface Fault {
  code: string;
  message: string;
  /** Name of the property, query option or header. */
  target?: string;
}

interface Schema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  items?: Schema;
  required?: string[];
}

const typeKey = "@odata.type";
const property = (value: unknown, name: string): unknown =>
  (value as Record<string, unknown> | null | undefined)?.[name];
const typeNames = (branch: Schema): unknown[] => branch.properties?.[typeKey]?.enum ?? [];

function chosenBranch(branches: Schema[], value: unknown): Schema {
  const name = property(value, typeKey);
  const chosen = branches.find((branch) => typeNames(branch).includes(name));
  if (chosen) return narrowed(chosen, value);
  const known = branches.flatMap(typeNames);
  return { type: "object", required: [typeKey], properties: { [typeKey]: { enum: known } } };
}

function orNull(branch: Schema): Schema {
  if (branch.enum) return { ...branch, type: [branch.type ?? [], "null"].flat(), enum: [...branch.enum, null] };
  return { ...branch, type: [branch.type ?? [], "null"].flat() };
}

// Without the branches that the caller did not mean, so that only the faults of the one meant are left.
function narrowed(schema: Schema, value: unknown): Schema {
  if (schema.oneOf) {
    const [first, second] = schema.oneOf as [Schema, Schema];
    return second.type === "null" ? orNull(narrowed(first, undefined)) : chosenBranch(schema.oneOf, value);
  }
  if (schema.items) return { ...schema, items: narrowed(schema.items, undefined) };
  if (!schema.properties) return schema;
  const properties = Object.entries(schema.properties).map(([name, part]) => [
    name,
    narrowed(part, property(value, name)),
  ]);
  return { ...schema, properties: Object.fromEntries(properties) as Record<string, Schema> };
}

// Ajv keeps each schema it has compiled for ever, so equal choices have to share one.
const choices = (schema: Schema, value: unknown): string => {
  if (schema.oneOf && schema.oneOf[1]?.type !== "null") {
    const index = schema.oneOf.findIndex((branch) => typeNames(branch).includes(property(value, typeKey)));
    return index < 0 ? "?" : `${index}${choices(schema.oneOf[index] as Schema, value)}`;
  }
  return Object.entries(schema.properties ?? {})
    .map(([name, part]) => choices(part, property(value, name)))
    .join("");
};

const narrowedOperations = new WeakMap<PrismOperation, Map<string, PrismOperation>>();

function withoutOtherBranches(operation: PrismOperation, body: unknown): PrismOperation {
  const content = operation.request?.body?.contents?.[0];
  if (!content?.schema) return operation;
  const key = choices(content.schema as Schema, body);
  const known = narrowedOperations.get(operation) ?? new Map<string, PrismOperation>();
  narrowedOperations.set(operation, known);
  let result = known.get(key);
  if (!result) {
    const schema = narrowed(content.schema as Schema, body) as typeof content.schema;
    result = {
      ...operation,
      request: { ...operation.request, body: { ...operation.request?.body, contents: [{ ...content, schema }] } },
    } as PrismOperation;
    known.set(key, result);
  }
  return result;
}

const quoted = /'([^']+)'/;
const places: Record<string, string> = {
  body: "property",
  query: "query option",
  header: "header",
  path: "path parameter",
};

function worded({ path = [], message, code }: Violation): Fault {
  const [place = "", ...rest] = path;
  const missing = code === "required" ? quoted.exec(message)?.[1] : undefined;
  const unknown = code === "additionalProperties" ? /found '(.*)'$/s.exec(message)?.[1] : undefined;
  const name = [...rest, ...((missing ?? unknown) ? [missing ?? unknown] : [])].join(".").slice(0, 1024);
  if (!name) {
    const reason = message
      .replace(/^Request body /, "")
      .replace(/^Body parameter is/, "is")
      .slice(0, 1500);
    return {
      code: place === "body" || !place ? "InvalidBody" : "InvalidValue",
      message: `The request body ${reason}.`,
    };
  }
  const subject = `The ${places[place] ?? "parameter"} '${name}'`;
  if (missing) return { code: "MissingProperty", message: `${subject} is required.`, target: name };
  if (unknown) return { code: "UnknownProperty", message: `${subject} is unknown.`, target: name };
  const reason = message
    .replace(/^Request \w+ (?:property|parameter) /, "")
    .slice(rest.join(".").trim().length)
    .trim();
  return {
    code: code === "type" ? "InvalidType" : "InvalidValue",
    message: `${subject} ${reason.slice(0, 1500)}.`,
    target: name,
  };
}

/**
 * What is wrong with a request, field by field. Of a union, only the branch counts that `@odata.type` chose.
 *
 * @param found what Prism found when it validated against the whole contract
 */
export function faultsOf(
  prism: Prism,
  resource: PrismOperation,
  element: Parameters<Prism["validateInput"]>[0]["element"],
  found: Violation[],
): Fault[] {
  const narrow = withoutOtherBranches(resource, element.body);
  const result = narrow === resource ? undefined : prism.validateInput({ resource: narrow, element });
  const violations = result?._tag === "Left" ? result.left : found;
  return violations.slice(0, 100).map((violation) => worded(violation as Violation));
}
