import { describe, expect, it } from "vitest";
import { operationCall } from "../../../src/mock/graph/operationCall.ts";
import type { RequestContext } from "../../../src/mock/http/httpServer.ts";

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
