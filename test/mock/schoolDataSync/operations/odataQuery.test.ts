import { describe, expect, it } from "vitest";
import {
  needsWholeList,
  pageOf,
  parseListQuery,
  selected,
  type ListQuery,
  type Query,
} from "../../../../src/mock/schoolDataSync/operations/odataQuery.ts";

const address = "http://mock.example/beta/things";
const things = ["b", "a", "d", "c"].map((name, index) => ({
  position: (index + 1) * 10,
  item: { id: String(index), name, group: index % 2 ? "odd" : "even", size: index },
}));

const parsed = (query: Query): ListQuery => {
  const list = parseListQuery(query, ["name", "group"]);
  if ("status" in list) throw new Error(JSON.stringify(list));
  return list;
};
const list = (query: Query, from = things) => {
  const options = parsed(query);
  const found = from.filter(({ item }) => options.filter?.(item) ?? true);
  return pageOf(found, options, query, address, found.length);
};
const names = (query: Query): unknown[] => list(query).value.map(({ name }) => name);
const nextQuery = (query: Query): Query | undefined => {
  const next = list(query)["@odata.nextLink"];
  return next === undefined ? undefined : Object.fromEntries(new URL(next).searchParams);
};
const token = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("$filter", () => {
  it.each([
    ["name eq 'a'", ["a"]],
    ["name ne 'a'", ["b", "d", "c"]],
    ["name eq 'a' or name eq 'c'", ["a", "c"]],
    ["group eq 'odd' and name ne 'c'", ["a"]],
    ["name eq 'b' or group eq 'odd' and name eq 'a'", ["b", "a"]],
    ["name eq 'a' and group eq 'odd' or name eq 'b'", ["b", "a"]],
    ["  name   eq   'a'  ", ["a"]],
    ["name eq 'it''s'", []],
    ["name ne ''", ["b", "a", "d", "c"]],
  ])("%s finds %j", (filter, found) => expect(names({ $filter: filter })).toEqual(found));

  it("reads a doubled quote as a quote", () => {
    const { filter } = parsed({ $filter: "name eq 'it''s ''so'''" });
    expect([filter?.({ name: "it's 'so'" }), filter?.({ name: "it''s ''so''" })]).toEqual([true, false]);
  });

  const supported = "supports comparisons like name eq 'text', joined by and/or; not:";

  it.each([
    ["?", `${supported} ?`],
    ["name lt 'a'", `${supported} name lt 'a'`],
    ["name eq 'a", `${supported} name eq 'a`],
    ["name eq 'a' and", `${supported} name eq 'a' and`],
    ["name eq 'a' and name", `${supported} name`],
    ["name eq 'a' name eq 'b'", `${supported} name eq 'a' name eq 'b'`],
    [`  name is '${"x".repeat(100)}'`, `${supported} name is '${"x".repeat(29)}`],
    ["xname eq 'a'", "is not supported on the property 'xname'."],
    ["size eq '1'", "is not supported on the property 'size'."],
    ["name/first eq 'a'", "is not supported on the property 'name/first'."],
  ])("%s is refused", (filter, reason) =>
    expect(parseListQuery({ $filter: filter }, ["name", "group"])).toEqual({
      status: 400,
      example: "filterNotSupported",
      message: `The query option '$filter' ${reason}`,
    }),
  );
});

describe("$orderby", () => {
  it.each([
    ["name", ["a", "b", "c", "d"]],
    ["name asc", ["a", "b", "c", "d"]],
    ["name desc", ["d", "c", "b", "a"]],
    ["group,name desc", ["d", "b", "c", "a"]],
    ["group desc,name", ["a", "c", "b", "d"]],
    ["unknown", ["b", "a", "d", "c"]],
    ["size desc", ["b", "a", "d", "c"]],
  ])("%s sorts as %j", (orderby, found) => expect(names({ $orderby: orderby })).toEqual(found));

  it("sorts items without a text first", () => {
    const items = [{ name: "a" }, { name: null }].map((item, index) => ({ position: index + 1, item }));
    const options = parsed({ $orderby: "name" });
    expect(pageOf(items, options, {}, address, 2).value).toEqual([{ name: null }, { name: "a" }]);
  });
});

describe("a page", () => {
  it.each<[Query, string[]]>([
    [{}, ["b", "a", "d", "c"]],
    [{ $top: "", $skip: "" }, ["b", "a", "d", "c"]],
    [{ $top: "2" }, ["b", "a"]],
    [{ $skip: "1" }, ["a", "d", "c"]],
    [{ $skip: "1", $top: "2" }, ["a", "d"]],
    [{ $skip: "9" }, []],
    [{ $skip: "1", $orderby: "name" }, ["b", "c", "d"]],
    [{ $skiptoken: token({ after: 20 }) }, ["d", "c"]],
    [{ $skiptoken: token({ after: 25 }), $top: "1" }, ["d"]],
    [{ $skiptoken: token({ after: 40 }) }, []],
    [{ $skiptoken: token({ after: 0 }) }, ["b", "a", "d", "c"]],
    [{ $skiptoken: token({ skip: 3 }) }, ["c"]],
    [{ $skiptoken: token({ skip: 3 }), $orderby: "name" }, ["d"]],
    [{ $skiptoken: token({ skip: 1 }), $skip: "3" }, ["a", "d", "c"]],
  ])("of %j contains %j", (query, found) => expect(names(query)).toEqual(found));

  it("has a hundred items by default", () => {
    const many = Array.from({ length: 101 }, (_, index) => ({ position: index + 1, item: { name: `${index}` } }));
    const { value, "@odata.nextLink": next } = list({}, many as never);
    expect([value.length, next === undefined]).toEqual([100, false]);
    expect(list({}, many.slice(1) as never)["@odata.nextLink"]).toBeUndefined();
  });

  it.each<Query>([
    { $top: "1" },
    { $top: "3", $count: "true" },
    { $top: "1", $filter: "group eq 'odd'", $select: "name" },
    { $top: "1", $orderby: "name desc", $select: "name", $count: "false", $filter: "name ne 'it''s & so'" },
  ])("of %j links to the rest with every option that applies", (query) => {
    const all: unknown[] = [];
    let page: Query | undefined = query;
    for (let pages = 0; page && pages < 9; pages += 1) {
      all.push(...names(page));
      const next = nextQuery(page);
      if (next) expect(next).toEqual({ ...query, $skiptoken: next["$skiptoken"] });
      page = next;
    }
    expect(all).toEqual(names({ ...query, $top: "4" }));
  });

  it("doesn't carry $skip into its link", () => {
    expect(Object.keys(nextQuery({ $top: "1", $skip: "1" }) ?? {})).toEqual(["$top", "$skiptoken"]);
  });

  it("is linked to under the collection's URL", () => {
    expect(list({ $top: "3" })["@odata.nextLink"]).toBe(`${address}?$top=3&$skiptoken=${token({ after: 30 })}`);
    expect(list({ $top: "3", $orderby: "name" })["@odata.nextLink"]).toBe(
      `${address}?$top=3&$orderby=name&$skiptoken=${token({ skip: 3 })}`,
    );
  });

  it("skips no item when a listed one is deleted meanwhile", () => {
    const query = nextQuery({ $top: "2" }) as Query;
    expect(list(query, things.slice(1)).value.map(({ name }) => name)).toEqual(["d", "c"]);
  });

  it.each<[Query, number | undefined]>([
    [{ $count: "true", $top: "1" }, 4],
    [{ $count: "true", $filter: "group eq 'odd'" }, 2],
    [{ $count: "true", $skiptoken: token({ after: 20 }) }, 4],
    [{ $count: "false" }, undefined],
    [{}, undefined],
  ])("of %j counts %s", (query, count) => expect(list(query)["@odata.count"]).toBe(count));

  it("has the items themselves", () => expect(list({}).value[0]).toBe(things[0]?.item));
});

describe("$select", () => {
  it("keeps the selected properties and the id", () => {
    const { select = [] } = parsed({ $select: "size,name" });
    expect(selected({ id: "0", name: "b", group: "even", size: 0 }, select)).toEqual({ id: "0", name: "b", size: 0 });
  });
});

describe("$skiptoken", () => {
  it.each([
    "nonsense",
    "",
    token(null),
    token({}),
    token({ skip: -1 }),
    token({ skip: 1.5 }),
    token({ skip: "1" }),
    token({ after: -1 }),
    token({ after: "1" }),
    token({ after: 1, skip: 1 }),
  ])("%j is refused", (skiptoken) =>
    expect(parseListQuery({ $skiptoken: skiptoken }, [])).toEqual({
      status: 400,
      example: "invalidRequest",
      target: "$skiptoken",
      message: "The query option '$skiptoken' was not issued by this server for this query.",
    }),
  );

  it("of an unsorted list is refused for a sorted one", () => {
    expect(parseListQuery({ $skiptoken: token({ after: 1 }), $orderby: "name" }, [])).toMatchObject({ status: 400 });
  });
});

describe("a query", () => {
  it.each<[Query, boolean]>([
    [{}, false],
    [{ $top: "5", $filter: "name eq 'a'", $select: "name", $count: "false", $skip: "0" }, false],
    [{ $skiptoken: token({ after: 9 }) }, false],
    [{ $skip: "1" }, true],
    [{ $count: "true" }, false],
    [{ $count: "true", $filter: "name eq 'a'" }, true],
    [{ $orderby: "name" }, true],
  ])("%j needs the whole list: %s", (query, whole) => expect(needsWholeList(parsed(query))).toBe(whole));
});
