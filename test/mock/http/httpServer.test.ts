import { readFileSync } from "node:fs";
import { OutgoingMessage, ServerResponse } from "node:http";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Answer } from "../../../src/mock/http/answer.ts";
import { type HttpServer, type HttpServerOptions, openHttpServer } from "../../../src/mock/http/httpServer.ts";
import { type HttpError, type Service } from "../../../src/mock/http/service.ts";
import { hasIpv6 } from "../../support/ipv6.ts";
import { rawAnswers } from "./rawAnswers.ts";
import { startForAll } from "../../support/mock.ts";

const profiles = "/education/synchronizationProfiles";

const mock = await startForAll({ profiles: "examples" });

async function get(target: string, ...headers: string[]) {
  const lines = [`GET ${target} HTTP/1.1`, "connection: close", "authorization: Bearer x", ...headers];
  const [answer] = await rawAnswers(mock.url, `${lines.join("\r\n")}\r\n\r\n`);
  return answer ?? expect.fail("no answer");
}

describe("an invalid request", () => {
  const host = "host: localhost";
  it.each<[string, string, string[], string]>([
    ["has no Host", profiles, [], "The header 'Host' is required."],
    ["has invalid percent-encoding", "/%zz", [host], "The URL contains invalid percent-encoding."],
    ["has no path", "*", [host], "The URL path must start with a slash."],
    ...["a b", "aéa", "a".repeat(129)].map((tenant): [string, string, string[], string] => [
      `names the tenant ${tenant.slice(0, 5)}`,
      profiles,
      [host, `x-mock-tenant: ${tenant}`],
      "The header 'x-mock-tenant' must have 128 visible ASCII characters or fewer.",
    ]),
    [
      "prefers a character that headers can't have",
      profiles,
      [host, "prefer: é"],
      "The header 'Prefer' contains characters that are not allowed.",
    ],
  ])("that %s gets the reason", async (_, target, headers, message) => {
    const { status, body } = await get(target, ...headers);
    const { error } = JSON.parse(body) as { error: { code: string; message: string } };
    expect([status, error.code, error.message]).toEqual([400, "BadRequest", message]);
  });

  it.each(["a".repeat(128), "!~", "school.example"])("is not one from the tenant %s", async (tenant) => {
    expect((await get(profiles, "host: localhost", `x-mock-tenant: ${tenant}`)).status).toBe(200);
  });
});

describe("a web page", () => {
  const origin = "https://app.example";
  const preflight = (path: string, headers: Record<string, string> = {}) =>
    fetch(mock.url + path, { method: "OPTIONS", headers: { origin, ...headers } });

  it("may send any method and the headers it requests for ten minutes", async () => {
    const { status, headers } = await preflight(profiles, {
      "access-control-request-method": "POST",
      "access-control-request-headers": "authorization, x-any",
    });
    expect([status, headers.get("content-length"), headers.get("allow")]).toEqual([204, null, null]);
    expect(Object.fromEntries([...headers].filter(([name]) => name.startsWith("access-control")))).toEqual({
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "GET, HEAD, POST, PATCH, PUT, DELETE, OPTIONS",
      "access-control-allow-headers": "authorization, x-any",
      "access-control-max-age": "600",
      "access-control-expose-headers": expect.any(String) as string,
    });
  });

  it.each([
    ["true", "true"],
    [undefined, null],
  ])("may call a server in the private network if it requests that (%s)", async (asked, allowed) => {
    const { headers } = await preflight(profiles, {
      "access-control-request-method": "GET",
      ...(asked === undefined ? {} : { "access-control-request-private-network": asked }),
    });
    expect(headers.get("access-control-allow-private-network")).toBe(allowed);
  });

  it("may send any header if it requests none", async () => {
    const { headers } = await preflight(profiles, { "access-control-request-method": "GET" });
    expect(headers.get("access-control-allow-headers")).toBe("*");
  });

  it("gets the path's methods if it requests none", async () => {
    const { headers } = await preflight(profiles);
    expect(headers.get("allow")).toBe("GET, POST, HEAD, OPTIONS");
  });

  it("may read every response header, including those of blob storage", async () => {
    const { headers } = await fetch(mock.url + profiles, { headers: { origin, authorization: "Bearer x" } });
    const exposed = headers.get("access-control-expose-headers")?.split(", ");
    expect(exposed).toEqual(
      expect.arrayContaining(["ETag", "Location", "Retry-After", "request-id", "sl-violations", "WWW-Authenticate"]),
    );
    expect(exposed).toEqual(expect.arrayContaining(["x-ms-request-id", "x-ms-error-code", "x-ms-version"]));
  });

  it("may not call the control API and gets none of its methods", async () => {
    const answer = await preflight("/_mock/journal", { "access-control-request-method": "GET" });
    expect(answer.headers.has("access-control-allow-origin")).toBe(false);
    expect(answer.headers.has("access-control-allow-methods")).toBe(false);
  });

  it("is recognized by its Origin; other callers get no CORS headers", async () => {
    const { headers } = await fetch(mock.url + profiles, { headers: { authorization: "Bearer x" } });
    expect([...headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
  });
});

describe("the length of an answer", () => {
  it("is its number of bytes, also for HEAD", async () => {
    const headers = { authorization: "Bearer x" };
    const [whole, head] = await Promise.all([
      fetch(mock.url + profiles, { headers }),
      fetch(mock.url + profiles, { method: "HEAD", headers }),
    ]);
    const { length } = Buffer.from(await whole.arrayBuffer());
    expect(length).toBeGreaterThan(1000);
    expect([whole, head].map((each) => each.headers.get("content-length"))).toEqual([String(length), String(length)]);
    expect(await head.text()).toBe("");
  });
});

describe("a server", () => {
  const ids = { requestId: "1", clientRequestId: "2", date: "2026-01-01T00:00:00" };
  const done = vi.fn<HttpServerOptions["onAnswered"]>();
  const origins: string[] = [];
  const loopbacks: boolean[] = [];
  let server: HttpServer;
  afterEach(async () => {
    await server.close();
    done.mockClear();
    origins.length = 0;
  });

  const refuse: Service["refuse"] = ({ status, code, message }: HttpError) => ({
    status,
    headers: {},
    body: `${code}: ${message}`,
  });

  async function open(options: Partial<HttpServerOptions> & Partial<Service> = {}): Promise<void> {
    server = await openHttpServer({
      port: 0,
      host: "127.0.0.1",
      requestTimeoutInMs: 60_000,
      keepAliveTimeoutInMs: 5000,
      drainInMs: 100,
      tls: undefined,
      trustProxy: false,
      idsOf: () => ids,
      tenantOf: () => "",
      serviceOf: () => ({
        has: () => true,
        isOpenToWebPages: true,
        answer: async ({ origin, server: { isLoopback } }) => {
          origins.push(origin);
          loopbacks.push(isLoopback);
          return { status: 200, headers: {}, body: "answered" };
        },
        refuse,
        ...options,
      }),
      httpErrorOf: () => undefined,
      onAnswered: done,
      ...options,
    });
  }
  const finished = async (): Promise<Answer> => {
    await vi.waitFor(() => expect(done).toHaveBeenCalledOnce());
    return done.mock.calls[0]?.[1] ?? expect.fail();
  };

  const hosts: [host: string, url: RegExp, isLoopback: boolean][] = [
    ["127.0.0.1", /^http:\/\/127\.0\.0\.1:\d+$/, true],
    ["::1", /^http:\/\/\[::1\]:\d+$/, true],
    ["0.0.0.0", /^http:\/\/127\.0\.0\.1:\d+$/, false],
    ["::", /^http:\/\/127\.0\.0\.1:\d+$/, false],
  ];

  it.each(hosts.filter(([host]) => hasIpv6 || !host.includes(":")))(
    "on %s knows its URL and whether only this machine can reach it",
    async (host, url, isLoopback) => {
      await open({ host });
      expect(server.url).toMatch(url);
      expect(await (await fetch(server.url)).text()).toBe("answered");
      expect(loopbacks.at(-1)).toBe(isLoopback);
    },
  );

  it.each(["127.0.0.1", "0.0.0.0"])(
    "on %s accepts any Host as its own name only if others can reach it",
    async (host) => {
      await open({ host });
      await rawAnswers(server.url, "GET / HTTP/1.1\r\nhost: mock.example\r\nconnection: close\r\n\r\n");
      expect(origins).toEqual([host === "127.0.0.1" ? server.url : "http://mock.example"]);
    },
  );

  it("sends the parts of an answer one after the other", async () => {
    const parts = Array.from({ length: 5 }, (_, index) => Buffer.alloc(3_000_000, String(index)));
    const waiting: number[] = [];
    vi.spyOn(ServerResponse.prototype, "write").mockImplementation(function (this: ServerResponse, ...written) {
      waiting.push(this.writableLength);
      return OutgoingMessage.prototype.write.apply(this, written as never);
    });
    await open({ answer: () => Promise.resolve({ status: 200, headers: {}, body: undefined, parts }) });
    const [whole, head] = [await fetch(server.url), await fetch(server.url, { method: "HEAD" })];
    const lengths = [whole, head].map(({ headers }) => headers.get("content-length"));
    expect(lengths).toEqual(["15000000", "15000000"]);
    expect(Buffer.concat(parts).equals(Buffer.from(await whole.arrayBuffer()))).toBe(true);
    expect(await head.text()).toBe("");
    expect(waiting).toEqual([0, 0, 0, 0, 0]);
    vi.restoreAllMocks();
  });

  it("reports how long an answer took", async () => {
    await open({ answer: () => sleep(30, { status: 200, headers: {}, body: "" }) });
    await fetch(server.url);
    await finished();
    const took = done.mock.calls[0]?.[2] ?? Number.NaN;
    expect(took).toBeGreaterThan(20);
    expect(took).toBeLessThan(10_000);
  });

  it("lets the service word a failure as 500", async () => {
    await open({ answer: () => Promise.reject(new Error("a bug")) });
    const answer = await fetch(server.url);
    expect([answer.status, await answer.text()]).toEqual([500, "InternalError: The mock failed: a bug"]);
  });

  it("logs a caller that left before its request was complete", async () => {
    await open({
      answer: async (request) => {
        for await (const chunk of request.body) void chunk;
        return { status: 200, headers: {}, body: "" };
      },
    });
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    socket.write("POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\nhalf");
    await vi.waitFor(() => expect(server.pending()).toEqual(["POST /"]));
    socket.destroy();
    expect(await finished()).toEqual({
      status: 499,
      headers: {},
      body: undefined,
      errorMessage: "The client closed the connection before the request was complete.",
    });
    await vi.waitFor(() => expect(server.pending()).toEqual([]));
  });

  it("names the pending requests and waits for them up to its limit", async () => {
    await open({ answer: () => new Promise(() => {}) });
    const answer = fetch(`${server.url}/slow?x=1`).catch((error: Error) => error);
    await vi.waitFor(() => expect(server.pending()).toEqual(["GET /slow?x=1"]));
    const began = performance.now();
    await server.close();
    expect(performance.now() - began).toBeGreaterThan(90);
    expect(await answer).toBeInstanceOf(Error);
  });

  it("closes the connection of a request answered during shutdown", async () => {
    await open({ answer: () => sleep(50, { status: 200, headers: {}, body: "late" }) });
    const answer = fetch(server.url);
    await vi.waitFor(() => expect(server.pending()).toHaveLength(1));
    const closed = server.close();
    expect((await answer).headers.get("connection")).toBe("close");
    expect(await (await answer).text()).toBe("late");
    await closed;
  });

  it("refuses an unknown Expect, without a body for HEAD", async () => {
    await open();
    for (const [method, length] of [
      ["GET", 1],
      ["HEAD", 0],
    ] as const) {
      const [answer] = await rawAnswers(server.url, `${method} / HTTP/1.1\r\nhost: localhost\r\nexpect: tea\r\n\r\n`);
      expect([answer?.status, Math.sign(answer?.body.length ?? Number.NaN)]).toEqual([417, length]);
    }
  });
});

describe("HEAD", () => {
  const { paths } = JSON.parse(readFileSync("generated/control.json", "utf8")) as { paths: Record<string, object> };
  const ofControl = Object.entries(paths)
    .filter(([path, item]) => "get" in item && !path.includes("{"))
    .map(([path]) => path);
  const others = ["/", "/llms.txt", "/openapi.json", profiles, "/common/v2.0/.well-known/openid-configuration"];

  it.each([...others, ...ofControl])("of %s is answered like GET without a body", async (path) => {
    const headers = { authorization: "Bearer x" };
    const abort = new AbortController();
    const got = await fetch(mock.url + path, { headers, signal: abort.signal });
    const answer = await fetch(mock.url + path, { method: "HEAD", headers });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, got.headers.get("content-type")]);
    expect(await answer.text()).toBe("");
    abort.abort();
  });

  it.each([
    ["/_mock/health", "GET, HEAD"],
    ["/_mock/reset", "POST"],
  ])("is among the methods that %s allows if GET is", async (path, allowed) => {
    const answer = await fetch(mock.url + path, { method: "PUT" });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, allowed]);
  });

  it("is not recorded under /_mock, like GET", async () => {
    await mock.reset();
    await fetch(`${mock.url}/_mock/health`, { method: "HEAD" });
    expect(await mock.journal()).toEqual([]);
  });
});
