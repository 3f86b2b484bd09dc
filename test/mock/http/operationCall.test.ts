import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Mock, startMock } from "graph-education-sync/mock";
import { operationCall, withoutBlanks } from "../../../src/mock/http/operationCall.ts";
import type { RequestContext } from "../../../src/mock/http/httpServer.ts";
import { call } from "../caller.ts";

const context = (path: string, prefer?: string): RequestContext =>
  ({ request: { headers: { prefer } }, origin: "http://h:1", version: "/beta", path }) as unknown as RequestContext;

describe("a request in the service's terms", () => {
  it("has the addresses as the caller knows them, the profile's id and the body", () => {
    const body = { displayName: "x" };
    expect(operationCall(context("/education/synchronizationProfiles/a%20b/errors"), { $top: "1" }, body)).toEqual({
      origin: "http://h:1",
      base: "http://h:1/beta",
      profileId: "a b",
      query: { $top: "1" },
      preferences: [],
      body,
    });
    expect(operationCall(context("/education/synchronizationProfiles"), {}, undefined).profileId).toBe("");
  });

  it.each([
    ["include-unknown-enum-members", ["include-unknown-enum-members"]],
    [
      "Respond-Async, wait=5; x , Include-Unknown-Enum-Members",
      ["respond-async", "wait", "x", "include-unknown-enum-members"],
    ],
  ])("has the preferences of %s", (prefer, names) =>
    expect(operationCall(context("/", prefer), {}, undefined).preferences).toEqual(names),
  );
});

describe("a blank beside a comma", () => {
  let mock: Mock;
  beforeAll(async () => void (mock = await startMock({ profiles: "cast" })), 30_000);
  afterAll(() => mock.close());

  it.each([
    "?$select=displayName,%20state&$top=1",
    "?$select=%20displayName%20,state&$top=1&$orderby=state%20desc,%20id",
  ])("in %s is none of a property's name", async (query) => {
    const { status, body } = await call(mock.url, "listSynchronizationProfiles", { query });
    expect(status).toBe(200);
    expect(Object.keys(body.value[0]!).sort()).toEqual(["displayName", "id", "state"]);
    expect(body["@odata.nextLink"]).toContain("$select=displayName%2Cstate&");
  });

  it("stays in what is no list of names, and in what was sent twice", () => {
    const query = { $filter: "a eq 'b, c'", $select: ["a, b", "c"], "x, y": "1, 2" };
    expect(withoutBlanks(query)).toEqual(query);
    expect(withoutBlanks({ $select: "a,\t b", $orderby: " a desc , b" })).toEqual({
      $select: "a,b",
      $orderby: "a desc,b",
    });
  });
});
