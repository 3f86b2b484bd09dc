import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { answerBatch, batchPath } from "../../../../src/mock/graph/batch/answerBatch.ts";
import { parseBatch } from "../../../../src/mock/graph/batch/batchRequest.ts";
import { graphCallOf } from "../../../../src/mock/graph/graphCall.ts";
import { targetOf } from "../../../../src/mock/http/requestParts.ts";
import { createBody, expectDocumented, send } from "../../../support/caller.ts";
import { applicationToken } from "../../identity/tokens.ts";
import { startForAll, startForTest } from "../../../support/mock.ts";

const profiles = "/education/synchronizationProfiles";
const fabrikamId = "86904b1e-c7d0-4ead-b13a-98f11fc400ee";
const json = { "Content-Type": "application/json" };

interface BatchedAnswer {
  id: string;
  status: number;
  headers: Record<string, string>;
  body?: Record<string, unknown> & { error: { code: string; message: string } };
}

interface BatchAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** In the order of the requests. */
  responses: BatchedAnswer[];
}

async function sendBatch(url: string, body: string, headers: Record<string, string> = {}): Promise<BatchAnswer> {
  const reply = await send("POST", url, { headers, body });
  return { ...reply, responses: (reply.body["responses"] ?? []) as unknown as BatchedAnswer[] };
}

const list = (id: string) => ({ id, method: "GET", url: profiles });
const create = (id: string, body: unknown = createBody("csvNewAccounts")) => ({
  id,
  method: "POST",
  url: profiles,
  headers: json,
  body,
});

const mock = await startForAll({ profiles: "examples", bodyLimit: 200_000 });
afterEach(() => mock.reset());

const batch = (requests: unknown, { version = "/beta", ...headers }: Record<string, string> = {}) =>
  sendBatch(`${mock.url}${version}/$batch`, JSON.stringify({ requests }), headers);
const statuses = ({ responses }: BatchAnswer) => responses.map(({ status }) => status);

describe("a batch", () => {
  it("to /v1.0 refuses a request for profiles", async () => {
    const { responses } = await batch([{ id: "1", method: "GET", url: profiles }], { version: "/v1.0" });
    expect(responses[0]).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining("segment") as string } },
    });
  });

  it.each(["", "/beta"])("to %s/ answers each request as if sent alone", async (version) => {
    const { status, headers, responses } = await batch(
      [
        { id: "one", method: "get", url: `${profiles}/${fabrikamId}?top=1` },
        { id: "2", method: "GET", url: "Education/synchronizationProfiles/?top=1&$select=displayName,%20state" },
        { id: "3", method: "GET", url: `${profiles}('${fabrikamId}')/profileStatus`, headers: { Accept: "text/csv" } },
        { id: "4", method: "GET", url: `${profiles}('${fabrikamId}')/profileStatus` },
        create("5", { displayName: "x" }),
        { id: "6", method: "DELETE", url: `${profiles}/${fabrikamId}/start` },
      ],
      { version },
    );
    expect(status).toBe(200);
    expect(headers.get("request-id")).toMatch(/^[\da-f-]{36}$/);
    expect(responses.map(({ id, status }) => [id, status])).toEqual([
      ["one", 400],
      ["2", 200],
      ["3", 406],
      ["4", 200],
      ["5", 400],
      ["6", 405],
    ]);
    expect(responses[1]?.body?.["@odata.nextLink"]).toMatch(
      `${mock.url}${version}${profiles}?$top=1&$select=displayName%2Cstate&$skiptoken=`,
    );
    expect(responses[1]?.headers["Content-Type"]).toBe("application/json");
    expectDocumented("listSynchronizationProfiles", 200, JSON.stringify(responses[1]?.body));
    expectDocumented("createSynchronizationProfile", 400, JSON.stringify(responses[4]?.body));
    expect(new Set(responses.map((each) => each.headers["request-id"])).size).toBe(6);
  });

  it.each([
    ["JSON", createBody("csvNewAccounts")],
    ["base64", Buffer.from(JSON.stringify(createBody("csvNewAccounts"))).toString("base64")],
    ["base64url", Buffer.from(JSON.stringify(createBody("csvNewAccounts"))).toString("base64url")],
  ])("accepts a body as %s", async (_, body) => {
    const { responses } = await batch([create("1", body)]);
    expect(responses).toMatchObject([{ status: 201, body: { displayName: "Fabrikam Unified School District" } }]);
    expect(responses[0]?.headers["Location"]).toBe(`${mock.url}/beta${profiles}/${String(responses[0]?.body?.["id"])}`);
  });

  it("answers without a body if the operation has none", async () => {
    const { responses } = await batch([{ id: "1", method: "DELETE", url: `${profiles}/${fabrikamId}` }]);
    expect(responses).toMatchObject([{ id: "1", status: 202 }]);
    expect(responses[0]).not.toHaveProperty("body");
  });

  it("runs a request after those it depends on, and not if one of them failed", async () => {
    const { responses } = await batch([
      create("Create"),
      {
        ...list("list"),
        url: `${profiles}?$filter=displayName eq 'Fabrikam Unified School District'`,
        dependsOn: ["create"],
      },
      { id: "missing", method: "GET", url: `${profiles}/none`, dependsOn: null },
      { ...list("after"), dependsOn: ["list", "MISSING"] },
      { ...list("last"), dependsOn: ["after"] },
    ]);
    expect(responses.map(({ status }) => status)).toEqual([201, 200, 404, 424, 424]);
    expect(responses[1]?.body?.["value"]).toContainEqual(expect.objectContaining({ id: responses[0]?.body?.["id"] }));
    expect(responses[3]?.body?.error).toMatchObject({
      code: "FailedDependency",
      message: "The request was not executed, as request missing failed with 404.",
    });
    expect(responses[4]?.body?.error.message).toContain("request after failed with 424");
  });

  it("accepts up to 20 requests", async () => {
    const many = Array.from({ length: 20 }, (_, at) => list(String(at)));
    expect(new Set(statuses(await batch(many)))).toEqual(new Set([200]));
    const { status, text } = await batch([...many, list("20")]);
    expect(status).toBe(400);
    expect(text).toContain("Number of requests inside batch exceed the limit of 20.");
  });

  it("passes its token to requests without their own", async () => {
    const application = await applicationToken(mock.url);
    const requests = [list("1"), create("2"), { ...create("3"), headers: { ...json, Authorization: "bearer mine" } }];
    const answered = await batch(requests, { authorization: `Bearer ${application}` });
    expect(statuses(answered)).toEqual([200, 403, 201]);
    expect(answered.responses[1]?.body?.error.message).toBe("Required roles claim values are not provided.");
    const withoutToken = await batch([list("1")], { authorization: "" });
    expect([withoutToken.status, ...statuses(withoutToken)]).toEqual([200, 401]);
    expect(withoutToken.responses[0]?.headers["WWW-Authenticate"]).toBeDefined();
  });

  it("has its requests throttled, but is not throttled itself", async () => {
    await mock.scenario({ throttle: { requests: 2, seconds: 60 } });
    const first = await batch([list("1"), list("2"), list("3")]);
    expect([first.status, ...statuses(first)]).toEqual([200, 200, 200, 429]);
    expect(first.responses[2]?.headers["Retry-After"]).toBe("60");
    const second = await batch([list("1")]);
    expect([second.status, ...statuses(second)]).toEqual([200, 429]);
  });

  it("has each request in the journal of its tenant", async () => {
    const own = "c1a9d3f0-6b52-4e0e-8f7d-2a44b7c31e88";
    const requests = [create("1"), { ...list("2"), url: `${profiles}?$top=1&access_token=hush`, dependsOn: ["1"] }];
    const { responses } = await batch(requests, { "x-mock-tenant": "other", "client-request-id": own });
    const entries = await mock.journal("other");
    expect(entries.map(({ method, path, status }) => [method, path, status])).toEqual([
      ["POST", `/beta${profiles}`, 201],
      ["GET", `/beta${profiles}?$top=1&access_token=***`, 200],
      ["POST", "/beta/$batch", 200],
    ]);
    expect(entries[0]).toMatchObject({
      operationId: "createSynchronizationProfile",
      requestId: responses[0]?.headers["request-id"],
      clientRequestId: own,
      body: { displayName: "Fabrikam Unified School District" },
    });
    expect(JSON.stringify(entries)).not.toContain("hush");
  });

  it("reaches only the API of its version", async () => {
    const paths = [`/beta${profiles}`, "/$batch", "/_mock/reset", "/", "/any-tenant/oauth2/v2.0/token", "/_blob/x"];
    const requests = paths.map((url) => ({ id: url, method: "POST", url, headers: json, body: {} }));
    expect(statuses(await batch(requests))).toEqual(paths.map(() => 404));
  });
});

describe("a refused batch", () => {
  const deep = `${"[".repeat(90_000)}${"]".repeat(90_000)}`;
  it.each<[what: string, body: string, message: string]>([
    ["no JSON", "{", "Invalid batch payload format. Expected"],
    ["no object", "[]", "Invalid batch payload format. Expected"],
    ["no requests", "{}", "Invalid batch payload format. Expected"],
    ["an empty list", '{"requests":[]}', "Invalid batch payload format. Expected"],
    [
      "a body that is nested deeper than 64 levels",
      `{"requests":[{"id":"1","method":"POST","url":"/a","body":${deep}}]}`,
      "nested deeper than 64 levels",
    ],
  ])("has %s", async (_, body, message) => {
    const { status, text } = await sendBatch(`${mock.url}/$batch`, body);
    expect(status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ error: { code: "BadRequest", innerError: {} } });
    expect(text).toContain(message);
  });

  const get = { id: "1", method: "GET", url: profiles };
  const refused: [request: unknown, message: string][] = [
    ["x", "requests[1] must be an object"],
    [{ ...get, id: 1 }, "requests[1].id must be a string"],
    [{ ...get, id: "" }, "requests[1].id must be a string"],
    [{ ...get, id: "FIRST" }, "Request Id FIRST has to be unique in a batch."],
    [{ ...get, method: "HEAD" }, "requests[1].method must be one of GET, POST, PATCH, PUT, DELETE"],
    [{ ...get, method: undefined }, "requests[1].method must be"],
    [{ ...get, url: "" }, "requests[1].url must be relative"],
    [{ ...get, url: 7 }, "requests[1].url must be relative"],
    [{ ...get, url: "https://graph.microsoft.com/beta/education" }, "requests[1].url must be relative"],
    [{ ...get, url: "//evil.example/education" }, "requests[1].url must be relative"],
    [{ ...get, url: "/education/%zz" }, "requests[1].url must be relative and well-formed"],
    [{ ...get, url: `/${"x".repeat(16_384)}` }, "requests[1] must not have more than 16 kB of URL and headers"],
    [{ ...get, headers: { a: "x".repeat(16_384) } }, "requests[1] must not have more than 16 kB of URL and headers"],
    [{ ...get, headers: [] }, "requests[1].headers must be an object"],
    [{ ...get, headers: { Prefer: 1 } }, "requests[1].headers['Prefer'] must be a string of ASCII"],
    [{ ...get, headers: { Prefer: "a\nb" } }, "requests[1].headers['Prefer'] must be a string of ASCII"],
    [{ ...create("1"), body: "not base64!" }, "requests[1].body must be JSON, or a string in base64"],
    [{ ...create("1"), body: undefined }, "Write request id : 1 does not contain Content-Type header or body."],
    [{ ...create("1"), headers: undefined }, "Write request id : 1 does not contain Content-Type header or body."],
    [{ ...get, dependsOn: "first" }, "requests[1].dependsOn must be an array"],
    [{ ...get, dependsOn: ["1"] }, "requests[1].dependsOn must only contain ids of earlier requests"],
    [{ ...get, dependsOn: ["none"] }, "requests[1].dependsOn must only contain ids of earlier requests"],
  ];
  it.each(refused.map(([request, message]) => ({ request, message })))("explains $message", ({ request, message }) => {
    const second: unknown = JSON.parse(JSON.stringify(request));
    expect(parseBatch({ requests: [list("first"), second] })).toContain(message);
  });

  it("runs none of its requests", async () => {
    expect((await batch([create("1"), create("1")])).status).toBe(400);
    expect((await mock.journal()).map(({ path, status }) => [path, status])).toEqual([["/beta/$batch", 400]]);
  });

  it("gets its own status", async () => {
    const answer = await fetch(`${mock.url}/beta/$batch`);
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST, OPTIONS"]);
    expect((await sendBatch(`${mock.url}/$batch`, "{}", { "content-type": "text/plain" })).status).toBe(415);
    expect((await sendBatch(`${mock.url}/$batch`, `{"x":"${"x".repeat(200_000)}"}`)).status).toBe(413);
  });
});

it("a batch of 20 long lists is answered in parts", async () => {
  const request = { method: "POST", headers: { "content-type": "application/json" }, origin: "", tenant: "" };
  const ids = { requestId: "", clientRequestId: "", date: "" };
  const target = targetOf(batchPath)!;
  const bytes = Buffer.from(JSON.stringify({ requests: Array.from({ length: 20 }, (_, id) => list(String(id))) }));
  const long = `"${"x".repeat(10_000)}"`;
  const { body, parts = [] } = await answerBatch(graphCallOf({ ...request, target, ids, bytes }, false), {
    isStateless: false,
    idsOf: () => ids,
    answer: () => Promise.resolve({ status: 200, headers: {}, body: long }),
    onAnswered: () => undefined,
  });
  expect(body).toBeUndefined();
  expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(11_000);
  const { responses } = JSON.parse(Buffer.concat(parts).toString()) as { responses: BatchedAnswer[] };
  expect(responses.map(({ id, body: each }) => [id, each])).toEqual(
    Array.from({ length: 20 }, (_, id) => [String(id), "x".repeat(10_000)]),
  );
});

it("a stateless mock answers a batch with the same bytes each time", async () => {
  const stateless = await startForTest({ stateless: true });
  const body = JSON.stringify({
    requests: [list("1"), create("2", { displayName: "x" }), { ...list("3"), dependsOn: ["2"] }],
  });
  const answered = await sendBatch(`${stateless.url}/beta/$batch`, body);
  expect(statuses(answered)).toEqual([200, 400, 424]);
  expect((await sendBatch(`${stateless.url}/beta/$batch`, body)).text).toBe(answered.text);
});

it("a batch gets 503 for the requests that need a removed store", async () => {
  const store = await mkdtemp(join(tmpdir(), "batch-"));
  vi.spyOn(process, "emitWarning").mockReturnValue();
  const stored = await startForTest({ store });
  await rm(store, { recursive: true });
  const requests = [create("1", {}), create("2")];
  const answered = await sendBatch(`${stored.url}/beta/$batch`, JSON.stringify({ requests }));
  expect([answered.status, ...statuses(answered)]).toEqual([200, 400, 503]);
  expect(answered.responses[1]?.headers["Retry-After"]).toBe("1");
  expect((await stored.journal()).map(({ status }) => status).sort()).toEqual([200, 400, 503]);
  vi.restoreAllMocks();
});
