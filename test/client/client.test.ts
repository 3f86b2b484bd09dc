import createClient from "openapi-fetch";
import { describe, expect, test, vi } from "vitest";
import { createGraphEducationClient, GraphError, unwrap } from "graph-education-sync";
import { BASE, json, newProfile, profile, PROFILE, PROFILES, stubClient, stubFetch } from "./stub.ts";

const path = (educationSynchronizationProfileId: string) => ({
  params: { path: { educationSynchronizationProfileId } },
});

describe("addresses", () => {
  test.for(["", ".", "..", undefined, null])("the id %o is refused before anything is sent", async (id) => {
    const { client, sent } = stubClient([json(200, {})]);
    await expect(client.POST(`${PROFILE}/pause`, path(id as string))).rejects.toThrow(
      'educationSynchronizationProfileId cannot be "',
    );
    expect(sent).toEqual([]);
  });

  test.for([{}, { params: {} }, { params: { path: {} } }])("a call with %o and no id is refused, too", async (init) => {
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
  ] as const)("the id %s stays one segment", async ([id, segment]) => {
    const { client, sent } = stubClient([json(200, profile)]);
    await client.GET(PROFILE, path(id));
    expect(sent[0]!.url).toBe(`${BASE}${PROFILES}/${segment}`);
  });

  test("arrays become comma lists, a filter is escaped, braces in it are no template", async () => {
    const { client, sent } = stubClient([json(200, { value: [] })]);
    const $filter = "displayName eq 'A&{b}'";
    await client.GET(PROFILES, {
      params: { query: { $select: ["id", "state"], $orderby: ["displayName desc"], $filter } },
    });
    expect(sent[0]!.url).toBe(
      `${BASE}${PROFILES}?$select=id,state&$orderby=displayName%20desc&$filter=displayName%20eq%20%27A%26%7Bb%7D%27`,
    );
  });

  test("another baseUrl, with or without a slash at its end", async () => {
    for (const baseUrl of ["http://127.0.0.1:4010/beta", "http://127.0.0.1:4010/beta/"]) {
      const { client, sent } = stubClient([json(200, { value: [] })], { baseUrl });
      await client.GET(PROFILES);
      expect(sent[0]!.url).toBe(`http://127.0.0.1:4010/beta${PROFILES}`);
      expect(sent[0]!.headers.authorization).toBe("Bearer secret");
    }
  });

  test("a call that names another baseUrl does not take the token there", async () => {
    const { client, sent } = stubClient([json(200, { value: [] })]);
    await client.GET(PROFILES, { baseUrl: "https://elsewhere.example" });
    expect(sent[0]!.headers).not.toHaveProperty("authorization");
  });
});

describe("answers", () => {
  test.for([201, 202])("create answers %i with the profile", async (status) => {
    const { client, sent } = stubClient([json(status, { ...profile, state: "provisioning" })]);
    const created = unwrap(await client.POST(PROFILES, { body: newProfile }));
    expect(created.state).toBe("provisioning");
    expect(JSON.parse(sent[0]!.body)).toEqual(newProfile);
    expect(sent[0]!.headers["content-type"]).toBe("application/json");
  });

  test.for([
    { what: "202 and nothing", response: new Response(null, { status: 202 }) },
    { what: "202 of length 0", response: new Response("", { status: 202, headers: { "content-length": "0" } }) },
    { what: "204", response: new Response(null, { status: 204 }) },
  ])("delete answered with $what gives undefined", async ({ response }) => {
    const { client } = stubClient([response]);
    expect(unwrap(await client.DELETE(PROFILE, path("1")))).toBeUndefined();
  });

  test("an OData content type is JSON, and dates stay the strings they are", async () => {
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
  test.for(unreadable)("a success with $what is a GraphError with the status", async ({ body, type, length }) => {
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

describe("hooks of the user", () => {
  test("see each request once, without the token, and only the last answer", async () => {
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

  test("may read a clone of the answer", async () => {
    const { client } = stubClient([json(200, profile)]);
    const seen: unknown[] = [];
    client.use({ onResponse: async ({ response }) => void seen.push(await response.clone().json()) });
    expect(unwrap(await client.GET(PROFILE, path("1")))).toEqual(profile);
    expect(seen).toEqual([profile]);
  });

  test("that answer themselves need no token and no network", async () => {
    const getToken = vi.fn(() => "secret");
    const { client, sent } = stubClient([json(200, {})], { getToken });
    client.use({ onRequest: () => json(200, profile) });
    expect(unwrap(await client.GET(PROFILE, path("1")))).toEqual(profile);
    expect(getToken).not.toHaveBeenCalled();
    expect(sent).toEqual([]);
  });

  test("for errors see a credential that fails", async () => {
    const { client } = stubClient([json(200, {})], { getToken: () => Promise.reject(new Error("sign in again")) });
    const onError = vi.fn();
    client.use({ onError });
    await expect(client.GET(PROFILES)).rejects.toThrow("sign in again");
    expect(onError).toHaveBeenCalledOnce();
  });
});

describe("one client for its whole life", () => {
  test("the global fetch is the one at the time of the call", async () => {
    const client = createGraphEducationClient({ getToken: () => "secret" });
    const { fetch, sent } = stubFetch(json(200, { value: [] }));
    vi.stubGlobal("fetch", (request: Request, init: RequestInit) => fetch(new Request(request, init)));
    await client.GET(PROFILES);
    expect(sent[0]!.headers.authorization).toBe("Bearer secret");
  });

  test("the time limit begins with each call, not with the client", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const { client } = stubClient([json(200, { value: [] })], { timeoutInMs: 40 });
      await vi.advanceTimersByTimeAsync(10_000);
      expect((await client.GET(PROFILES)).response.status).toBe(200);
    } finally {
      vi.useRealTimers();
    }
  });

  test("is what openapi-fetch makes", () => {
    const own = Object.keys(createGraphEducationClient());
    expect(own).toEqual(Object.keys(createClient()));
  });
});
