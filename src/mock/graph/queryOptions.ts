import { type DocumentedOperation, readOperations } from "../contract/operations.ts";
import type { Reply } from "../contract/reply.ts";
import type { Target } from "../http/requestParts.ts";

type Query = Target["query"];

interface QueryOptions {
  /** As the contract lists them. */
  documented: string[];
  /** The contract's spelling of each that is taken, by its name in lower case. */
  spelling: Map<string, string>;
  /** Those whose values are names, separated by commas. */
  lists: Set<string>;
}

/** Of OData. Graph reads them without their `$`, too, and ignores any other name without one. */
const systemQueryOptions = new Set([
  ...["apply", "compute", "count", "deltatoken", "expand", "filter", "format", "index", "levels"],
  ...["orderby", "schemaversion", "search", "select", "skip", "skiptoken", "top"],
]);

function optionsOf({ request }: DocumentedOperation): QueryOptions {
  const parameters = request?.query ?? [];
  const documented = parameters.map(({ name }) => name);
  // Next links carry it; it is not for callers to write.
  const taken = documented.includes("$top") ? [...documented, "$skiptoken"] : documented;
  const lists = parameters.filter(({ schema, explode }) => schema?.type === "array" && !explode);
  return {
    documented,
    spelling: new Map(taken.map((name) => [name.toLowerCase(), name])),
    lists: new Set(lists.map(({ name }) => name)),
  };
}

let ofOperations: Map<string, QueryOptions> | undefined;

const readOptions = (operationId: string): QueryOptions | undefined =>
  (ofOperations ??= new Map(readOperations().map((operation) => [operation.iid, optionsOf(operation)]))).get(
    operationId,
  );

function unsupported(name: string, { documented }: QueryOptions): Reply {
  const target = name.slice(0, 100);
  const supported = documented.length > 0 ? `Supported: ${documented.join(", ")}.` : "This operation supports none.";
  const message = `The query option '${target}' is not supported. ${supported}`;
  return { status: 400, example: "invalidRequest", target, message };
}

const withoutBlanks = (list: string): string =>
  list
    .split(",")
    .map((name) => name.trim())
    .join(",");

/**
 * The query as the contract spells it, without what Graph ignores: its names have their `$`, and lists no blanks.
 *
 * @returns the error that answers a request with an option that the operation doesn't support
 */
export function canonicalQuery(sent: Query, operationId: string | undefined): { query: Query } | { error: Reply } {
  const options = operationId === undefined ? undefined : readOptions(operationId);
  const query = Object.create(null) as Query;
  if (!options) return { query };
  for (const [name, value] of Object.entries(sent)) {
    const bare = name.toLowerCase().replace(/^\$/, "");
    const spelled = options.spelling.get(`$${bare}`);
    if (spelled !== undefined) {
      const values = [query[spelled] ?? [], value].flat();
      query[spelled] = values.length > 1 ? values : (values[0] ?? "");
    } else if (name.startsWith("$") || systemQueryOptions.has(bare)) return { error: unsupported(name, options) };
  }
  for (const name of options.lists) {
    const value = query[name];
    if (typeof value === "string") query[name] = withoutBlanks(value);
  }
  return { query };
}

/** Whether the items of an operation can be counted. */
export const isCountable = (operationId: string | undefined): boolean =>
  operationId !== undefined && readOptions(operationId)?.documented.includes("$count") === true;
