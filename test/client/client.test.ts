import createClient from "openapi-fetch";
import { describe, expect, test, vi } from "vitest";
import { createGraphEducationClient, GraphError, unwrap } from "graph-education-sync";
import { BASE, json, newProfile, profile, PROFILE, PROFILES, stubClient, stubFetch } from "./stub.ts";

const path = (educationSynchronizationProfileId: string) => ({
  params: { path: { educationSynchronizationProfileId } },
});

describe("request URLs", () => {
  test.for(["", ".", "..", undefined, null])("the id %o is rejected before anything is sent", async (id) => {
    const { client, sent } = stubClient([json(200, {})]);
    await expect(client.POST(`${PROFILE}/pause`, path(id as string))).rejects.toThrow(
      'educationSynchronizationProfileId cannot be "',
    );
    expect(sent).toEqual([]);
  });

  test.for([{}, { params: {} }, { params: { path: {} } }])("a call with %o and no id is rejected", async (init) => {
    const { client, sent } = stubClient([json(200, {})]);
    await expect(client.GET(PROFILE, init as never)).rejects.toThrow("educationSynchronizationProfileId cannot be");
    expect(sent).toEqual([]);
  });

  test.for([
    ["a/b?c#d", "a%2Fb%3Fc%23d"],
    ["...", "..."],
    ["%2e%2e", "%252e%252e"],
    ["Schüler 1", "Sch%C3%BCler%201"],
    ["{a730ff27-ff27}", "%7Ba730ff27-ff27%7D"],
  ] as const)("the id %s is escaped into one path segment", async ([id, segment]) => {
    const { client, sent } = stubClient([json(200, profile)]);
    await client.GET(PROFILE, path(id));
    expect(sent[0]!.url).toBe(`${BASE}${PROFILES}/${segment}`);
  });

  test("arrays are joined by commas, and a filter is escaped with its braces", async () => {
    const { client, sent } = stubClient([json(200, { value: [] })]);
    const $filter = "displayName eq 'A&{b}'";
    await client.GET(PROFILES, {
      params: { query: { $select: ["id", "state"], $orderby: ["displayName desc"], $filter } },
    });
    expect(sent[0]!.url).toBe(
      `${BASE}${PROFILES}?$select=id,state&$orderby=displayName%20desc&$filter=displayName%20eq%20%27A%26%7Bb%7D%27`,
    );
  });

  test("another baseUrl works with or without a trailing slash", async () => {
    for (const baseUrl of ["http://127.0.0.1:4010/beta", "http://127.0.0.1:4010/beta/"]) {
      const { client, sent } = stubClient([json(200, { value: [] })], { baseUrl });
      await client.GET(PROFILES);
      expect(sent[0]!.url).toBe(`http://127.0.0.1:4010/beta${PROFILES}`);
      expect(sent[0]!.headers.authorization).toBe("Bearer secret");
    }
  });

  test("a call that overrides the baseUrl sends no token there", async () => {
    const { client, sent } = stubClient([json(200, { value: [] })]);
    await client.GET(PROFILES, { baseUrl: "https://elsewhere.example" });
    expect(sent[0]!.headers).not.toHaveProperty("authorization");
  });
});

describe("responses", () => {
  test.for([201, 202])("a create answered with %i returns the profile", async (status) => {
    const { client, sent } = stubClient([json(status, { ...profile, state: "provisioning" })]);
    const created = unwrap(await client.POST(PROFILES, { body: newProfile }));
    expect(created.state).toBe("provisioning");
    expect(JSON.parse(sent[0]!.body)).toEqual(newProfile);
    expect(sent[0]!.headers["content-type"]).toBe("application/json");
  });

  test.for([
    { what: "202, no body", response: new Response(null, { status: 202 }) },
    { what: "202, length 0", response: new Response("", { status: 202, headers: { "content-length": "0" } }) },
    { what: "204", response: new Response(null, { status: 204 }) },
  ])("a delete answered with $what returns undefined", async ({ response }) => {
    const { client } = stubClient([response]);
    expect(unwrap(await client.DELETE(PROFILE, path("1")))).toBeUndefined();
  });

  test("an OData content type is read as JSON, and dates stay strings", async () => {
    const type = "application/json; odata.metadata=minimal; charset=utf-8";
    const status = { id: "1", status: "inProgress", lastSynchronizationDateTime: "2017-07-04T22:06:37.6472621Z" };
    const { client } = stubClient([json(200, status, { "content-type": type })]);
    expect(unwrap(await client.GET(`${PROFILE}/profileStatus`, path("1")))).toEqual(status);
  });

  const unreadable = [
    { what: "HTML", body: "<html>Sign in</html>", type: "text/html" },
    { what: "truncated JSON", body: '{"id":"1","disp', type: "application/json" },
    { what: "text without a type", body: "upstream ok", type: "" },
  ].flatMap((answer) => [
    { ...answer, length: undefined },
    { ...answer, what: `${answer.what} of known length`, length: String(answer.body.length) },
  ]);
  test.for(unreadable)("a success with $what rejects with a GraphError", async ({ body, type, length }) => {
    const headers = { "content-type": type, "client-request-id": "c1", ...(length && { "content-length": length }) };
    const { client } = stubClient([new Response(body, { headers })]);
    const error: unknown = await client.GET(PROFILE, path("1")).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(GraphError);
    expect(error).toMatchObject({
      name: "GraphError",
      message: "HTTP 200: unreadable response body",
      statusCode: 200,
      kind: "unreadable",
      code: undefined,
      clientRequestId: "c1",
      innerErrors: [],
      details: [],
    });
  });
});

describe("middleware", () => {
  test("sees each request once, without the token, and only the last response", async () => {
    const { client, sent } = stubClient([json(429, {}, { "retry-after": "0" }), json(201, profile)]);
    const seen: unknown[] = [];
    client.use({
      onRequest: ({ request }) => void seen.push(request.headers.get("authorization")),
      onResponse: ({ request, response }) =>
        void seen.push(request.headers.get("authorization"), response.status, [...response.headers.keys()]),
    });
    await client.POST(PROFILES, { body: newProfile });
    expect(seen).toEqual([null, null, 201, ["content-type"]]);
    expect(sent.map((r) => r.headers.authorization)).toEqual(["Bearer secret", "Bearer secret"]);
    expect(sent[1]).toEqual(sent[0]);
  });

  test("can read a clone of the response", async () => {
    const { client } = stubClient([json(200, profile)]);
    const seen: unknown[] = [];
    client.use({ onResponse: async ({ response }) => void seen.push(await response.clone().json()) });
    expect(unwrap(await client.GET(PROFILE, path("1")))).toEqual(profile);
    expect(seen).toEqual([profile]);
  });

  test("can answer a request without a token or the network", async () => {
    const getToken = vi.fn(() => "secret");
    const { client, sent } = stubClient([json(200, {})], { getToken });
    client.use({ onRequest: () => json(200, profile) });
    expect(unwrap(await client.GET(PROFILE, path("1")))).toEqual(profile);
    expect(getToken).not.toHaveBeenCalled();
    expect(sent).toEqual([]);
  });

  test("receives the error of a credential in onError", async () => {
    const { client } = stubClient([json(200, {})], { getToken: () => Promise.reject(new Error("sign in again")) });
    const onError = vi.fn();
    client.use({ onError });
    await expect(client.GET(PROFILES)).rejects.toThrow("sign in again");
    expect(onError).toHaveBeenCalledOnce();
  });
});

describe("a long-lived client", () => {
  test("uses the global fetch at the time of the call", async () => {
    const client = createGraphEducationClient({ getToken: () => "secret" });
    const { fetch, sent } = stubFetch(json(200, { value: [] }));
    vi.stubGlobal("fetch", (request: Request, init: RequestInit) => fetch(new Request(request, init)));
    await client.GET(PROFILES);
    expect(sent[0]!.headers.authorization).toBe("Bearer secret");
  });

  test("starts the time limit with each call", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const { client } = stubClient([json(200, { value: [] })], { timeoutInMs: 40 });
      await vi.advanceTimersByTimeAsync(10_000);
      expect((await client.GET(PROFILES)).response.status).toBe(200);
    } finally {
      vi.useRealTimers();
    }
  });

  test("has the methods of an openapi-fetch client", () => {
    const own = Object.keys(createGraphEducationClient());
    expect(own).toEqual(Object.keys(createClient()));
  });
});
