import type { Reply } from "../contract/reply.ts";

type Item = Record<string, unknown>;
type Query = Record<string, string | string[]>;

/** One page of a collection, ready to be answered; or why there is none. */
export type Page = { value: Item[]; "@odata.count"?: number; "@odata.nextLink"?: string } | Reply;

const defaultPageSize = 100;
const comparison = /\s*(?:(\w[\w/]*)\s+(eq|ne)\s+'((?:[^']|'')*)')\s*(?:(and|or)\s+(?=\S)|$)/y;

const badRequest = (target: string, message: string): Reply => ({
  status: 400,
  example: "invalidRequest",
  target,
  message,
});
const unsupported = (message: string): Reply => ({ status: 400, example: "filterNotSupported", message });

/** A predicate for `$filter`; `and` binds tighter than `or`. */
function parseFilter(text: string, filterable: string[]): ((item: Item) => boolean) | Reply {
  const alternatives: ((item: Item) => boolean)[][] = [[]];
  let at = 0;
  while (at < text.length) {
    comparison.lastIndex = at;
    const found = comparison.exec(text);
    if (!found) {
      const near = text.slice(at, at + 40).trim();
      return unsupported(
        `The query option '$filter' takes comparisons like ${filterable[0]} eq 'text', joined by and/or; not: ${near}`,
      );
    }
    const [all, name, operator, quoted, joint] = found as unknown as [
      string,
      string,
      string,
      string,
      string | undefined,
    ];
    if (!filterable.includes(name))
      return unsupported(`The query option '$filter' is not supported on the property '${name}'.`);
    const wanted = quoted.replaceAll("''", "'");
    alternatives.at(-1)?.push((item) => (item[name] === wanted) === (operator === "eq"));
    if (joint === "or") alternatives.push([]);
    at += all.length;
  }
  return (item) => alternatives.some((all) => all.every((holds) => holds(item)));
}

function ordered(items: Item[], orderby: string): Item[] {
  const keys = orderby.split(",").map((key) => key.trim().split(" ") as [string, string?]);
  const compare = (a: unknown, b: unknown): number => {
    const [left, right] = [a, b].map((value) => (typeof value === "string" ? value : "")) as [string, string];
    return left < right ? -1 : left > right ? 1 : 0;
  };
  return items.toSorted((a, b) => {
    for (const [name, direction] of keys) {
      const order = compare(a[name], b[name]) * (direction === "desc" ? -1 : 1);
      if (order !== 0) return order;
    }
    return 0;
  });
}

const encodeToken = (skip: number): string => Buffer.from(JSON.stringify({ skip })).toString("base64url");

function decodeToken(token: string): number | undefined {
  try {
    const { skip } = JSON.parse(Buffer.from(token, "base64url").toString()) as { skip: number };
    return Number.isSafeInteger(skip) && skip >= 0 ? skip : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Applies the query options of the contract, which Prism has checked one by one.
 *
 * @param address the collection's own address on this server, without a query
 */
export function pageOf(items: Item[], query: Query, address: string, filterable: string[]): Page {
  const option = (name: string): string | undefined => (query[name] === undefined ? undefined : String(query[name]));
  const filter = parseFilter(option("$filter") ?? "", filterable);
  if (typeof filter !== "function") return filter;
  const token = option("$skiptoken");
  const skip = token === undefined ? Number(option("$skip") || 0) : decodeToken(token);
  if (skip === undefined)
    return badRequest("$skiptoken", "The query option '$skiptoken' is none that this server gave out.");

  const found = items.filter(filter);
  const sorted = option("$orderby") === undefined ? found : ordered(found, option("$orderby") as string);
  const end = skip + Number(option("$top") || defaultPageSize);
  const select = option("$select")?.split(",");
  const value = sorted
    .slice(skip, end)
    .map((item) =>
      select
        ? Object.fromEntries(Object.entries(item).filter(([name]) => name === "id" || select.includes(name)))
        : item,
    );
  const carried = ["$top", "$filter", "$orderby", "$count", "$select"].flatMap((name) => {
    const text = option(name);
    return text === undefined ? [] : [`${name}=${encodeURIComponent(text)}`];
  });
  const next = `${address}?${[...carried, `$skiptoken=${encodeToken(end)}`].join("&")}`;
  return {
    ...(option("$count") === "true" ? { "@odata.count": found.length } : {}),
    ...(end < sorted.length ? { "@odata.nextLink": next } : {}),
    value,
  };
}
