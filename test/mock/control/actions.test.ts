import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { replay } from "../../../src/mock/control/replay.ts";
import { call, control, createBody, type RequestParts } from "../../support/caller.ts";
import { hasIpv6 } from "../../support/ipv6.ts";
import { startForAll, startForTest } from "../../support/mock.ts";

const create = "createSynchronizationProfile";
const list = "listSynchronizationProfiles";

const mock = await startForAll({ bodyLimit: 1_000_000 });
beforeEach(() => mock.reset());

const pathsIn = async (query: string): Promise<unknown[]> =>
  (await control(mock, "GET", `/journal${query}`)).body.value.map(({ path, tenant }) => `${tenant} ${path}`);

describe("GET /_mock", () => {
  it("says what to call, who is a caller, and where a browser gets to", async () => {
    const { body, headers } = await control(mock, "GET", "");
    expect(body["help"]).toMatchObject({
      browsers: "the console",
      caller: expect.stringMatching(/x-mock-tenant header; with --isolate .* the same bearer token, or/) as string,
      "POST /_mock/reset": expect.stringMatching(/\w+ \w+/) as string,
      "GET /_mock/journal/{requestId}": expect.stringMatching(/\w+ \w+/) as string,
    });
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-type": "application/json",
      "cache-control": "no-store",
      vary: "Accept",
    });
  });

  it("lists the caller's tenant first and every other tenant once", async () => {
    for (const tenant of ["a", "b", "a"]) await call(mock.url, list, { headers: { "x-mock-tenant": tenant } });
    const { body } = await control(mock, "GET", "", { headers: { "x-mock-tenant": "b" } });
    const { tenant, tenants } = body["mock"] as { tenant: string; tenants: string[] };
    expect([tenant, tenants[0], [...tenants].sort()]).toEqual(["b", "b", ["a", "b"]]);
  });
});

describe("a call of the control API", () => {
  it.each<[method: string, path: string, parts: RequestParts, status: number, code: string, message: string | RegExp]>([
    ["GET", `/${"x".repeat(600)}`, {}, 404, "ResourceNotFound", /^The control API has no path \/_mock\/x{493}\. GET/],
    ["PATCH", "/journal", {}, 405, "MethodNotAllowed", "PATCH is not allowed here. Allowed: GET, HEAD, DELETE."],
    ["GET", `/profiles/${"x".repeat(300)}`, {}, 404, "ResourceNotFound", /^The tenant has no profile x{256}\.$/],
    [
      "GET",
      `/journal/${"x".repeat(300)}`,
      {},
      404,
      "ResourceNotFound",
      /no request x{64}\. It keeps the latest 1,000\./,
    ],
    ["GET", "/health?x=1", {}, 400, "BadRequest", "Unknown query parameter 'x'. Expected: none."],
    ["GET", `/journal?${"x".repeat(200)}=1`, {}, 400, "BadRequest", /parameter 'x{100}'\. Expected: tenant, status, /],
    ["POST", "/scenario", { body: "null" }, 400, "BadRequest", "The body must be a JSON object."],
    ["POST", "/scenario", { body: "5" }, 400, "BadRequest", "The body must be a JSON object."],
    ["POST", "/scenario", { body: "[]" }, 400, "BadRequest", "The body must be a JSON object."],
    ["POST", "/scenario", { body: "{}", headers: { "content-type": "text/plain" } }, 400, "BadRequest", /accepts JSON/],
    [
      "POST",
      "/scenario",
      { body: "{" },
      400,
      "BadRequest",
      /accepts JSON, declared as application\/json, of up to 4 MB/,
    ],
    ["POST", "/scenario", { body: `{"a":"${"x".repeat(1_000_000)}"}` }, 400, "BadRequest", /accepts JSON/],
  ])("explains why: %s %.30s", async (method, path, parts, status, code, message) => {
    const { status: answered, headers, body } = await control(mock, method, path, parts);
    expect([answered, body.error.code, headers.get("allow")]).toEqual([
      status,
      code,
      status === 405 ? "GET, HEAD, DELETE" : null,
    ]);
    expect(body.error.message).toMatch(message);
  });

  it("gets 409 Conflict for a transition that the profile can't make", async () => {
    const { body: profile } = await call(mock.url, create, { body: createBody("csvNewAccounts") });
    const { status, body } = await control(mock, "POST", `/profiles/${String(profile["id"])}/transitions`, {
      body: { to: "paused" },
    });
    expect([status, body.error.code]).toEqual([409, "Conflict"]);
  });

  it("may have any body if the operation expects none", async () => {
    const headers = { "content-type": "text/plain" };
    expect((await control(mock, "DELETE", "/journal", { body: "anything", headers })).status).toBe(200);
  });
});

describe("the journal", () => {
  beforeEach(async () => {
    for (const tenant of ["a", "b", "b"]) await call(mock.url, list, { headers: { "x-mock-tenant": tenant } });
    await call(mock.url, list);
  });

  it("is read of the caller's tenant, of another or of all, up to a limit", async () => {
    const path = "/education/synchronizationProfiles";
    expect(await pathsIn("")).toContain(`default ${path}`);
    expect(await pathsIn("")).not.toContain(`a ${path}`);
    expect(await pathsIn("?tenant=b")).toEqual([`b ${path}`, `b ${path}`]);
    expect(await pathsIn("?tenant=b&top=1")).toEqual([`b ${path}`]);
    expect((await pathsIn("?tenant=*")).slice(0, 4)).toEqual(
      ["a", "b", "b", "default"].map((name) => `${name} ${path}`),
    );
  });

  it("is cleared of the caller's tenant, of another or of all", async () => {
    const tenants = async () => [...new Set((await mock.journal()).map(({ tenant }) => tenant))];
    await control(mock, "DELETE", "/journal?tenant=b");
    expect(await tenants()).toEqual(["a", "default"]);
    await control(mock, "DELETE", "/journal", { headers: { "x-mock-tenant": "a" } });
    expect((await pathsIn("?tenant=a")).filter((path) => !String(path).includes("_mock"))).toEqual([]);
    await control(mock, "DELETE", "/journal?tenant=*");
    expect((await pathsIn("?tenant=*")).filter((path) => !String(path).includes("_mock"))).toEqual([]);
  });
});

it("a caller's own files are read like uploads", async () => {
  const { body: profile } = await call(mock.url, create, { body: createBody("csvNewAccounts") });
  const files = { "School.csv": "SIS ID,Name\n1,One\n1,Two\n" };
  const { body } = await control(mock, "POST", `/profiles/${String(profile["id"])}/files`, { body: { files } });
  expect(body["files"]).toMatchObject([{ fileName: "school.csv", rows: 2 }]);
});

it("events are streamed uncached and unbuffered on their own connection", async () => {
  const stop = new AbortController();
  const { headers } = await fetch(`${mock.url}/_mock/events`, { signal: stop.signal });
  expect(Object.fromEntries(headers)).toMatchObject({
    "content-type": "text/event-stream",
    "cache-control": "no-store",
    connection: "close",
    "x-accel-buffering": "no",
  });
  stop.abort();
});

it("the control API answers 503 when its store fails, and /health says why", async () => {
  const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  const folder = await mkdtemp(join(tmpdir(), "graph-education-sync-"));
  const stored = await startForTest({ store: folder });
  try {
    await rm(folder, { recursive: true });
    const { status, body } = await control(stored, "GET", "/health");
    expect([status, body["message"]]).toEqual([503, expect.stringContaining("its folder was removed")]);
    const seeded = await control(stored, "POST", "/profiles", { body: { set: "examples" } });
    expect([seeded.status, seeded.body.error.code]).toEqual([503, "ServiceUnavailable"]);
    const messages = (await stored.journal()).map(({ path, errorMessage }) => [path, errorMessage]);
    expect(messages).toContainEqual(["/_mock/health", expect.stringContaining("its folder was removed")]);
  } finally {
    warned.mockRestore();
  }
});

describe("a replay", () => {
  it("sends the request again, and returns the status and the id of its answer", async () => {
    const body = { ...(createBody("csvNewAccounts") as object), displayName: "Once more" };
    const first = await call(mock.url, create, { body });
    const { body: replayed } = await control(mock, "POST", `/journal/${first.headers.get("request-id")}/replay`, {
      body: {},
    });
    const sent = (await mock.journal()).filter(({ operationId }) => operationId === create);
    expect(replayed).toEqual({ status: 201, requestId: sent[1]?.requestId });
    expect(sent.map(({ body: kept }) => kept)).toEqual([body, body]);
  });

  it("is refused if the request's body was too large to keep", async () => {
    const body = { ...(createBody("csvNewAccounts") as object), displayName: "x".repeat(200_000) };
    const refused = await call(mock.url, create, { body });
    const { status, body: error } = await control(
      mock,
      "POST",
      `/journal/${refused.headers.get("request-id")}/replay`,
      { body: {} },
    );
    expect([status, error.error.code]).toEqual([409, "Conflict"]);
    expect(error.error.message).toBe("The body of this request was too large to be kept.");
  });

  it("reaches a mock over https without trusting its certificate authority", async () => {
    const secure = await startForTest({ https: true });
    const answer = await replay(secure.url, "GET", {
      target: "/_mock/health",
      requestHeaders: {},
      responseHeaders: {},
    });
    expect(answer?.status).toBe(200);
  });

  it.each(["127.0.0.1", ...(hasIpv6 ? ["::1"] : [])])(
    "omits connection headers and headers without a value (%s)",
    async (host) => {
      let seen: { headers: IncomingHttpHeaders; url: string; body: string } | undefined;
      const server = createServer((request, response) => {
        let body = "";
        request.on("data", (part: Buffer) => (body += part.toString()));
        request.on("end", () => {
          seen = { headers: request.headers, url: request.url ?? "", body };
          response.end();
        });
      });
      await new Promise<void>((listening) => server.listen(0, host, listening));
      const { port } = server.address() as AddressInfo;
      const connection = { connection: "upgrade, x-hop", "keep-alive": "timeout=9", upgrade: "h2c", expect: "x" };
      const requestHeaders = { ...connection, "content-length": "999", "transfer-encoding": "gzip", "x-own": "kept" };
      const replayed = await replay(`http://${host.includes(":") ? `[${host}]` : host}:${port}`, "POST", {
        target: "/path?query=1",
        requestHeaders: { ...requestHeaders, "x-none": undefined },
        requestBody: Buffer.from("body"),
        responseHeaders: {},
      });
      server.close();
      expect(replayed).toEqual({ status: 200, requestId: "" });
      const { host: _, "content-length": length, "transfer-encoding": encoding, ...headers } = seen?.headers ?? {};
      expect(headers).toEqual({ connection: "close", "x-own": "kept" });
      expect([length === "999", encoding === "gzip"]).toEqual([false, false]);
      expect([seen?.url, seen?.body]).toEqual(["/path?query=1", "body"]);
    },
  );
});
