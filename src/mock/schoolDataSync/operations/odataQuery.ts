type Item = object;
export type Query = Readonly<Record<string, string | string[]>>;

/** An item of a collection, and its position in the collection's own order, from 1. */
export interface Positioned<Entity extends Item = Item> {
  position: number;
  item: Entity;
}

/** The parsed query options of a list. */
export interface ListQuery {
  filter: ((item: Item) => boolean) | undefined;
  compare: ((a: Positioned, b: Positioned) => number) | undefined;
  /** Position after which the page begins, in an unsorted list. */
  after: number;
  skip: number;
  top: number;
  count: boolean;
  select: string[] | undefined;
}

export interface Page<Entity extends Item> {
  "@odata.count"?: number;
  "@odata.nextLink"?: string;
  value: Entity[];
}

/** The error for a query option that the list does not support. */
export interface ListError {
  status: 400;
  example: "invalidRequest" | "filterNotSupported";
  target?: string;
  message: string;
}

const valueOf = (item: Item, name: string): unknown => (item as Readonly<Record<string, unknown>>)[name];

const defaultPageSize = 100;
const comparison = /\s*(?:(\w[\w/]*)\s+(eq|ne)\s+'((?:[^']|'')*)')\s*(?:(and|or)\s+(?=\S)|$)/y;

const badRequest = (target: string, message: string): ListError => ({
  status: 400,
  example: "invalidRequest",
  target,
  message,
});
const unsupported = (message: string): ListError => ({ status: 400, example: "filterNotSupported", message });

/** A predicate for `$filter`; `and` binds tighter than `or`. */
function parseFilter(text: string, filterable: string[]): ((item: Item) => boolean) | ListError {
  const alternatives: ((item: Item) => boolean)[][] = [[]];
  let at = 0;
  while (at < text.length) {
    comparison.lastIndex = at;
    const match = comparison.exec(text);
    if (!match) {
      const near = text.slice(at, at + 40).trim();
      const example = `${filterable[0]} eq 'text'`;
      return unsupported(
        `The query option '$filter' supports comparisons like ${example}, joined by and/or; not: ${near}`,
      );
    }
    const [all, name = "", operator, quoted = "", joint] = match;
    if (!filterable.includes(name))
      return unsupported(`The query option '$filter' is not supported on the property '${name}'.`);
    const value = quoted.replaceAll("''", "'");
    alternatives.at(-1)?.push((item) => (valueOf(item, name) === value) === (operator === "eq"));
    if (joint === "or") alternatives.push([]);
    at += all.length;
  }
  return (item) => alternatives.some((all) => all.every((holds) => holds(item)));
}

function parseOrderBy(orderby: string): (a: Positioned, b: Positioned) => number {
  const keys = orderby.split(",").map((key) => key.split(" ") as [string, string?]);
  const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
  return ({ item: a }, { item: b }) => {
    for (const [name, direction] of keys) {
      const [left, right] = [textOf(valueOf(a, name)), textOf(valueOf(b, name))];
      const order = left < right ? -1 : 1;
      if (left !== right) return direction === "desc" ? -order : order;
    }
    return 0;
  };
}

type SkipToken = Partial<Pick<ListQuery, "after" | "skip">>;

const encodeToken = (token: SkipToken): string => Buffer.from(JSON.stringify(token)).toString("base64url");

function decodeToken(token: string): SkipToken | undefined {
  try {
    const decoded = JSON.parse(Buffer.from(token, "base64url").toString()) as SkipToken;
    const isCount = (value = 0): boolean => Number.isSafeInteger(value) && value >= 0;
    const hasOne = (decoded.after === undefined) !== (decoded.skip === undefined);
    return hasOne && isCount(decoded.after) && isCount(decoded.skip) ? decoded : undefined;
  } catch {
    return undefined;
  }
}

const optionOf = (query: Query, name: string): string | undefined =>
  query[name] === undefined ? undefined : String(query[name]);

/**
 * Parses the contract's query options, each of which is valid on its own.
 *
 * @returns the parsed options, or an error
 */
export function parseListQuery(query: Query, filterable: string[]): ListQuery | ListError {
  const filterText = optionOf(query, "$filter");
  const filter = filterText === undefined ? undefined : parseFilter(filterText, filterable);
  if (typeof filter === "object") return filter;
  const orderby = optionOf(query, "$orderby");
  const tokenText = optionOf(query, "$skiptoken");
  const token = tokenText === undefined ? { skip: Number(optionOf(query, "$skip") || 0) } : decodeToken(tokenText);
  if (!token || (token.after !== undefined && orderby !== undefined))
    return badRequest("$skiptoken", "The query option '$skiptoken' was not issued by this server for this query.");
  return {
    filter,
    compare: orderby === undefined ? undefined : parseOrderBy(orderby),
    after: token.after ?? 0,
    skip: token.skip ?? 0,
    top: Number(optionOf(query, "$top") || defaultPageSize),
    count: optionOf(query, "$count") === "true",
    select: optionOf(query, "$select")?.split(","),
  };
}

/** Whether the whole list is needed, because it is sorted, skipped into, or filtered and counted. */
export const needsWholeList = ({ compare, skip, count, filter }: ListQuery): boolean =>
  compare !== undefined || skip > 0 || (count && filter !== undefined);

const carriedOptions = ["$top", "$filter", "$orderby", "$count", "$select"];

function nextLink(address: string, query: Query, token: SkipToken): string {
  const carried = carriedOptions.flatMap((name) => {
    const text = optionOf(query, name);
    return text === undefined ? [] : [`${name}=${encodeURIComponent(text)}`];
  });
  return `${address}?${[...carried, `$skiptoken=${encodeToken(token)}`].join("&")}`;
}

/** The selected properties and the id. */
export const selected = <Entity extends { id: string }>(
  item: Entity,
  select: string[],
): Partial<Entity> & Pick<Entity, "id"> =>
  Object.fromEntries(
    Object.entries(item).filter(([name]) => name === "id" || select.includes(name)),
  ) as Partial<Entity> & Pick<Entity, "id">;

/**
 * One page of a list, and the link to the next.
 *
 * @param items those that match the filter, in the collection's own order; if the whole list is not needed, those from the
 *   start of the page are sufficient, up to one more than fits
 * @param address the collection's URL on this server, without a query
 * @param total number of items that match the filter
 */
export function pageOf<Entity extends Item>(
  items: Positioned<Entity>[],
  { compare, after, skip, top, count }: ListQuery,
  query: Query,
  address: string,
  total: number,
): Page<Entity> {
  const sorted = compare ? items.toSorted(compare) : items;
  const first = after === 0 ? 0 : sorted.findIndex(({ position }) => position > after);
  const from = first < 0 ? sorted.length : first + skip;
  const page = sorted.slice(from, from + top);
  const last = page.at(-1);
  const hasMore = last !== undefined && from + top < sorted.length;
  return {
    ...(count ? { "@odata.count": total } : {}),
    ...(hasMore
      ? {
          "@odata.nextLink": nextLink(address, query, compare ? { skip: from + top } : { after: last.position }),
        }
      : {}),
    value: page.map(({ item }) => item),
  };
}
