import type { Operation } from "../contract/operations.ts";
import type { Reply } from "../contract/reply.ts";
import type { Target } from "../http/requestParts.ts";

type Query = Target["query"];

/** OData's system query options. Graph also accepts them without `$`, and ignores any other name without one. */
const systemQueryOptions = new Set([
  ...["apply", "compute", "count", "deltatoken", "expand", "filter", "format", "index", "levels"],
  ...["orderby", "schemaversion", "search", "select", "skip", "skiptoken", "top"],
]);

function unsupported(name: string, { query: { documented } }: Operation): Reply {
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
 * The query in the contract's spelling, without the options that Graph ignores: names start with `$`, lists have no spaces.
 *
 * @returns an error if the operation doesn't support one of the options
 */
export function canonicalQuery(sent: Query, operation: Operation): { query: Query } | { error: Reply } {
  const query = Object.create(null) as Query;
  for (const [name, value] of Object.entries(sent)) {
    const bare = name.toLowerCase().replace(/^\$/, "");
    const spelled = operation.query.spelling.get(`$${bare}`);
    if (spelled !== undefined) {
      const values = [query[spelled] ?? [], value].flat();
      query[spelled] = values.length > 1 ? values : (values[0] ?? "");
    } else if (name.startsWith("$") || systemQueryOptions.has(bare)) return { error: unsupported(name, operation) };
  }
  for (const name of operation.query.lists) {
    const value = query[name];
    if (typeof value === "string") query[name] = withoutBlanks(value);
  }
  return { query };
}

/** Whether the items of an operation can be counted. */
export const isCountable = ({ query }: Operation): boolean => query.documented.includes("$count");
