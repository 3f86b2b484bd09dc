import { describe, expect, it } from "vitest";
import { startMock } from "graph-education-sync/mock";
import { readOperations } from "../../../src/mock/contract/operations.ts";
import { canonicalQuery } from "../../../src/mock/graph/queryOptions.ts";
import { targetOf } from "../../../src/mock/http/requestParts.ts";
import { operations, queryOptionsOf } from "../../contract/bundle.ts";
import { call } from "../../support/caller.ts";
import { startForAll } from "../../support/mock.ts";

const canonical = (search: string, operationId = "listSynchronizationProfiles") => {
  const result = canonicalQuery(
    targetOf(`/${search}`)?.query ?? {},
    readOperations().find(({ id }) => id === operationId) ?? expect.fail(operationId),
  );
  return "query" in result ? { ...result.query } : result.error;
};

describe("query options", () => {
  it.each<[search: string, query: Record<string, unknown>]>([
    ["", {}],
    ["?$top=2", { $top: "2" }],
    ["?top=2&SKIP=1&%24Count=true", { $top: "2", $skip: "1", $count: "true" }],
    ["?top=2&$top=3", { $top: ["2", "3"] }],
    ["?$top=2&$top=3", { $top: ["2", "3"] }],
    ["?$select=displayName,%20state", { $select: "displayName,state" }],
    ["?select=%20a%09,b&orderby=a%20desc%20,%20b", { $select: "a,b", $orderby: "a desc,b" }],
    ["?$filter=a%20eq%20'b,%20c'", { $filter: "a eq 'b, c'" }],
    ["?$select=a,%20b&$select=c", { $select: ["a, b", "c"] }],
    ["?$skiptoken=x", { $skiptoken: "x" }],
    ["?api-version=1&_=2&__proto__=3&access_token=x&=4", {}],
  ])("of %s are %j", (search, query) => expect(canonical(search)).toEqual(query));

  it.each([
    ["?$expand=dataProvider", "$expand"],
    ["?expand=dataProvider", "expand"],
    ["?$top=1&$search=x", "$search"],
    ["?$format=json", "$format"],
    ["?$apply=aggregate(x)", "$apply"],
    ["?$unheard=1", "$unheard"],
    ["?$=1", "$"],
  ])("%s is not supported", (search, target) =>
    expect(canonical(search)).toMatchObject({
      status: 400,
      target,
      message: `The query option '${target}' is not supported. Supported: ${queryOptionsOf("listSynchronizationProfiles").join(", ")}.`,
    }),
  );

  it("are limited to those of the operation", () => {
    expect(canonical("?$select=key", "listSynchronizationErrors")).toMatchObject({
      message: `The query option '$select' is not supported. Supported: ${queryOptionsOf("listSynchronizationErrors").join(", ")}.`,
    });
    for (const search of ["?$top=1", "?top=1", "?$skiptoken=x"])
      expect(canonical(search, "getSynchronizationProfile")).toMatchObject({
        message: expect.stringMatching(/ This operation supports none\.$/) as string,
      });
  });
});

describe.each([
  ["stateful", { profiles: "examples" } as const],
  ["stateless", { stateless: true } as const],
])("a %s mock", async (_, options) => {
  const mock = await startForAll(options);

  it.each(operations.map(({ operationId }) => operationId))(
    "refuses $expand in the query of %s",
    async (operationId) => {
      const { status, body } = await call(mock.url, operationId, {
        id: "86904b1e-c7d0-4ead-b13a-98f11fc400ee",
        query: "?$expand=x",
      });
      expect(status).toBe(400);
      expect(body.error).toMatchObject({ code: "BadRequest", target: "$expand" });
      expect(body.error.message).toMatch(
        /^The query option '\$expand' is not supported\. (Supported: \$top, |This op)/,
      );
      expect(body.error.innerError["request-id"]).toBeDefined();
    },
  );

  it("answers 401 or a preferred answer before it refuses an unsupported option", async () => {
    const query = "?$expand=x";
    const headers = { authorization: "" };
    expect((await call(mock.url, "listSynchronizationProfiles", { query, headers })).status).toBe(401);
    const prefer = { prefer: "code=429" };
    expect((await call(mock.url, "listSynchronizationProfiles", { query, headers: prefer })).status).toBe(429);
  });

  it("treats top=0 like $top=0 and ignores what Graph ignores", async () => {
    const { body: without } = await call(mock.url, "listSynchronizationProfiles", { query: "?top=0" });
    const { body } = await call(mock.url, "listSynchronizationProfiles", { query: "?$top=0&x=1" });
    expect(body.error.code).toBe("BadRequest");
    expect(without.error.message).toBe(body.error.message);
    expect((await call(mock.url, "listSynchronizationProfiles", { query: "?api-version=1&$top=1" })).status).toBe(200);
  });
});

it("top and select mean the same as $top and $select, also on the next page", async () => {
  const mock = await startMock({ profiles: "examples" });
  const { body } = await call(mock.url, "listSynchronizationProfiles", { query: "?top=2&select=state,%20id" });
  expect(body.value.map((item) => Object.keys(item).sort())).toEqual([
    ["id", "state"],
    ["id", "state"],
  ]);
  const next = new URL(String(body["@odata.nextLink"]));
  const { body: second } = await call(mock.url, "listSynchronizationProfiles", { query: next.search });
  expect(second.value).toHaveLength(2);
  await mock.close();
});
