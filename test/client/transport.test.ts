import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createGraphFetch, GraphError, type GraphFetchOptions, type RetryContext } from "graph-education-sync";
import { BASE, hang, json, stubFetch } from "./stub.ts";

const NOW = Date.parse("2024-05-01T10:00:00Z");
const ok = () => json(200, {});
const throttled = (retryAfter?: string) => json(429, {}, retryAfter === undefined ? {} : { "retry-after": retryAfter });

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ["setTimeout", "clearTimeout", "Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Milliseconds on the fake clock until the promise settles. */
async function duration(promise: Promise<unknown>): Promise<number> {
  let done = false;
  promise.then(
    () => (done = true),
    () => (done = true),
  );
  for (let i = 0; !done && i < 100; i++) await vi.advanceTimersToNextTimerAsync();
  return Date.now() - NOW;
}

function tokens(...list: { token: string; minutes: number }[]) {
  let i = 0;
  return vi.fn(async () => {
    const { token, minutes } = list[Math.min(i++, list.length - 1)]!;
    return { token, expiresOnTimestamp: Date.now() + minutes * 60_000 };
  });
}

describe("token", () => {
  test("a credential is called once with the scopes and its token is sent with every request", async () => {
    const { fetch, sent } = stubFetch(ok());
    const credential = { getToken: tokens({ token: "one", minutes: 60 }) };
    const graphFetch = createGraphFetch({ credential, fetch });
    await graphFetch(`${BASE}/a`);
    await graphFetch(`${BASE}/b`);
    expect(sent.map((r) => r.headers.authorization)).toEqual(["Bearer one", "Bearer one"]);
    expect(credential.getToken.mock.calls).toEqual([["https://graph.microsoft.com/.default"]]);
  });

  test("a credential's getToken is called as a method", async () => {
    const { fetch, sent } = stubFetch(ok());
    class Credential {
      #token = "private";
      async getToken() {
        return { token: this.#token, expiresOnTimestamp: NOW + 3_600_000 };
      }
    }
    await createGraphFetch({ credential: new Credential(), fetch })(`${BASE}/a`);
    expect(sent[0]!.headers.authorization).toBe("Bearer private");
  });

  test("custom scopes are passed to getToken", async () => {
    const getToken = tokens({ token: "one", minutes: 60 });
    const scopes = ["EduAdministration.ReadWrite"];
    await createGraphFetch({ getToken, scopes, fetch: stubFetch(ok()).fetch })(`${BASE}/a`);
    expect(getToken.mock.calls).toEqual([[scopes]]);
  });

  test.for([
    { passed: 57, expected: "one", what: "kept while more than two minutes remain" },
    { passed: 58, expected: "two", what: "replaced two minutes before it expires" },
  ])("a token is $what", async ({ passed, expected }) => {
    const { fetch, sent } = stubFetch(ok());
    const getToken = tokens({ token: "one", minutes: 60 }, { token: "two", minutes: 60 });
    const graphFetch = createGraphFetch({ getToken, fetch });
    await graphFetch(`${BASE}/a`);
    vi.setSystemTime(NOW + passed * 60_000);
    await graphFetch(`${BASE}/b`);
    expect(sent[1]!.headers.authorization).toBe(`Bearer ${expected}`);
  });

  test("a token returned as a string is requested for each call, as its expiry is unknown", async () => {
    const { fetch, sent } = stubFetch(ok());
    let i = 0;
    const graphFetch = createGraphFetch({ getToken: () => `t${++i}`, fetch });
    await graphFetch(`${BASE}/a`);
    await graphFetch(`${BASE}/b`);
    expect(sent.map((r) => r.headers.authorization)).toEqual(["Bearer t1", "Bearer t2"]);
  });

  test("concurrent callers share one refresh", async () => {
    const { fetch, sent } = stubFetch(ok());
    const getToken = tokens({ token: "one", minutes: 60 });
    const graphFetch = createGraphFetch({ getToken, fetch });
    await Promise.all(Array.from({ length: 50 }, (_, i) => graphFetch(`${BASE}/${i}`)));
    expect(sent).toHaveLength(50);
    expect(getToken).toHaveBeenCalledTimes(1);
  });

  test("after a failed refresh the next call tries again", async () => {
    const getToken = vi.fn().mockRejectedValueOnce(new Error("offline")).mockResolvedValue("later");
    const { fetch, sent } = stubFetch(ok());
    const graphFetch = createGraphFetch({ getToken, fetch });
    await expect(graphFetch(`${BASE}/a`)).rejects.toThrow("offline");
    await graphFetch(`${BASE}/a`);
    expect(sent.map((r) => r.headers.authorization)).toEqual(["Bearer later"]);
  });

  test("a credential that returns no token is an error, and nothing is sent", async () => {
    const { fetch, sent } = stubFetch(ok());
    await expect(createGraphFetch({ getToken: () => null, fetch })(`${BASE}/a`)).rejects.toThrow(
      "The credential returned no token",
    );
    expect(sent).toEqual([]);
  });

  test.for(["top\nsecret", "top\r\nsecret", "top\0secret", "top secret…"])(
    "the token %j, which is invalid in a header, is rejected without being revealed",
    async (token) => {
      const { fetch, sent } = stubFetch(ok());
      const error: unknown = await createGraphFetch({ getToken: () => token, fetch })(`${BASE}/a`).catch((e) => e);
      expect(error).toBeInstanceOf(TypeError);
      expect((error as Error).message).toBe("The token contains invalid characters");
      expect(sent).toEqual([]);
    },
  );

  test("a line break after the token, as in a file, is not sent", async () => {
    const { fetch, sent } = stubFetch(ok());
    await createGraphFetch({ getToken: () => "secret\n", fetch })(`${BASE}/a`);
    expect(sent[0]!.headers.authorization).toBe("Bearer secret");
  });

  test.for(["GET", "POST"])("a 401 to %s is retried once with a fresh token, even with retries off", async (method) => {
    const { fetch, sent } = stubFetch(json(401, {}), ok());
    const getToken = tokens({ token: "revoked", minutes: 60 }, { token: "fresh", minutes: 60 });
    const response = createGraphFetch({ getToken, fetch, retry: false })(`${BASE}/a`, { method });
    expect(await duration(response)).toBe(0);
    expect((await response).status).toBe(200);
    expect(sent.map((r) => r.headers.authorization)).toEqual(["Bearer revoked", "Bearer fresh"]);
  });

  test("a second 401 is returned", async () => {
    const { fetch, sent } = stubFetch(json(401, {}));
    const response = createGraphFetch({ getToken: tokens({ token: "t", minutes: 60 }), fetch })(`${BASE}/a`);
    await duration(response);
    expect((await response).status).toBe(401);
    expect(sent).toHaveLength(2);
  });

  test("concurrent callers that get 401 share one fresh token", async () => {
    const { fetch } = stubFetch((r) => (r.headers.get("authorization") === "Bearer fresh" ? ok() : json(401, {})));
    const getToken = tokens({ token: "revoked", minutes: 60 }, { token: "fresh", minutes: 60 });
    const graphFetch = createGraphFetch({ getToken, fetch });
    const all = Promise.all(Array.from({ length: 16 }, () => graphFetch(`${BASE}/a`)));
    await duration(all);
    expect((await all).every((r) => r.ok)).toBe(true);
    expect(getToken).toHaveBeenCalledTimes(2);
  });

  test.for([
    "https://elsewhere.example/beta/a",
    "https://graph.microsoft.com.elsewhere.example/a",
    "https://graph.microsoft.com:8443/beta/a",
    "http://graph.microsoft.com/beta/a",
  ])("no token is sent to %s", async (url) => {
    const { fetch, sent } = stubFetch(ok());
    await createGraphFetch({ getToken: () => "secret", fetch })(url);
    expect(sent[0]!.headers).not.toHaveProperty("authorization");
  });

  const thisMachine = [
    "http://localhost:4010",
    "http://localhost.",
    "http://app.localhost:4010",
    "http://a.b.localhost/beta",
    "http://127.0.0.1",
    "http://127.8.9.1:80/beta",
    "http://[::1]:4010/beta",
    "http://[::ffff:127.0.0.1]:4010",
  ];
  const otherMachines = [
    "http://graph.microsoft.com",
    "http://localhost.example",
    "http://127.example",
    "http://127.0.0.1.nip.example",
    "http://notlocalhost",
    "http://user@mock:4010",
    "http://mock:4010",
    "http://https:4010",
    "http://host.docker.internal:4010",
    "http://0.0.0.0:4010",
    "http://192.168.0.7",
    "http://[::ffff:192.168.0.7]",
    "http://[::2]:4010",
  ];
  const overPlainHttp = [
    ...thisMachine.map((baseUrl) => ({ baseUrl, allowInsecureConnection: undefined })),
    ...otherMachines.map((baseUrl) => ({ baseUrl, allowInsecureConnection: true })),
  ];

  test.for(overPlainHttp)(
    "a token is sent over plain http to $baseUrl with allowInsecureConnection $allowInsecureConnection",
    async ({ baseUrl, allowInsecureConnection }) => {
      const { fetch, sent } = stubFetch(ok());
      const graphFetch = createGraphFetch({ getToken: () => "secret", baseUrl, allowInsecureConnection, fetch });
      await graphFetch(`${new URL(baseUrl).origin}/a`);
      expect(sent[0]!.headers.authorization).toBe("Bearer secret");
    },
  );

  test.for(otherMachines)("a token for %s over plain http is refused when the client is created", (baseUrl) => {
    expect(() => createGraphFetch({ getToken: () => "secret", baseUrl })).toThrow(
      `A token is only sent over https, not to ${new URL(baseUrl).origin}; to send it there anyway, ` +
        "set allowInsecureConnection",
    );
    expect(() => createGraphFetch({ baseUrl })).not.toThrow();
  });

  test("allowInsecureConnection sends no token to another origin", async () => {
    const { fetch, sent } = stubFetch(ok());
    const options = { getToken: () => "secret", baseUrl: "http://mock:4010", allowInsecureConnection: true };
    await createGraphFetch({ ...options, fetch })("http://elsewhere:4010/a");
    expect(sent[0]!.headers).not.toHaveProperty("authorization");
  });

  test("the caller's own Authorization header is kept", async () => {
    const { fetch, sent } = stubFetch(ok());
    const headers = { authorization: "Bearer mine" };
    await createGraphFetch({ getToken: () => "secret", fetch })(`${BASE}/a`, { headers });
    expect(sent[0]!.headers.authorization).toBe("Bearer mine");
  });

  test("abort does not wait for a credential that hangs", async () => {
    const abort = new AbortController();
    const getToken = () => new Promise<string>(() => {});
    const response = createGraphFetch({ getToken })(`${BASE}/a`, { signal: abort.signal });
    abort.abort(new Error("enough"));
    await expect(response).rejects.toThrow("enough");
  });
});

describe("request", () => {
  test("each call has its own client-request-id, which its retries keep", async () => {
    const { fetch, sent } = stubFetch(throttled("1"), ok());
    const graphFetch = createGraphFetch({ fetch });
    await duration(graphFetch(`${BASE}/a`));
    await graphFetch(`${BASE}/a`);
    const ids = sent.map((r) => r.headers["client-request-id"]);
    expect(ids[0]).toMatch(/^[\da-f-]{36}$/);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  test("the caller's own client-request-id is kept", async () => {
    const { fetch, sent } = stubFetch(ok());
    await createGraphFetch({ fetch })(`${BASE}/a`, { headers: { "client-request-id": "mine" } });
    expect(sent[0]!.headers["client-request-id"]).toBe("mine");
  });

  test("a retried request equals the first in method, URL, headers and bytes", async () => {
    const bytes = new Uint8Array([0xef, 0xbb, 0xbf, 0xff, 0x00, 0x7b]);
    const bodies: ArrayBuffer[] = [];
    const { fetch, sent } = stubFetch(throttled("1"), throttled("1"), ok());
    const graphFetch = createGraphFetch({
      getToken: tokens({ token: "one", minutes: 60 }),
      fetch: async (request) => {
        bodies.push(await request.clone().arrayBuffer());
        return fetch(request);
      },
    });
    const headers = { "content-type": "application/json; charset=utf-8", "x-mine": "1" };
    await duration(graphFetch(`${BASE}/a?x=%27`, { method: "POST", headers, body: bytes }));
    expect(sent).toHaveLength(3);
    expect(sent[1]).toEqual(sent[0]);
    expect(sent[2]).toEqual(sent[0]);
    expect(bodies.map((b) => [...new Uint8Array(b)])).toEqual([[...bytes], [...bytes], [...bytes]]);
  });

  test.for([
    { method: "GET", init: {} },
    { method: "POST", init: { body: "x" } },
    { method: "POST", init: { body: new TextEncoder().encode("x") } },
  ])("the global fetch receives one complete Request ($method)", async ({ method, init }) => {
    const { fetch, sent } = stubFetch(throttled("0"), ok());
    // Like happy-dom, which ignores the second parameter if the first is a Request.
    vi.stubGlobal("fetch", (request: Request) => fetch(request));
    const response = createGraphFetch({ getToken: () => "secret" })(new Request(`${BASE}/a`, { method, ...init }));
    await duration(response);
    expect(sent.map(({ method, body }) => [method, body])).toEqual(
      Array.from({ length: 2 }, () => [method, method === "GET" ? "" : "x"]),
    );
    expect(sent.map(({ headers }) => headers.authorization)).toEqual(["Bearer secret", "Bearer secret"]);
  });

  test.for([
    { init: {}, fields: [] },
    { init: { method: "POST" }, fields: [] },
    { init: { method: "POST", body: "x" }, fields: ["body"] },
  ])("the global fetch receives no fields except $fields with the Request", async ({ init, fields }) => {
    const calls: unknown[][] = [];
    vi.stubGlobal("fetch", async (...call: unknown[]) => (calls.push(call), ok()));
    await createGraphFetch()(new Request(`${BASE}/a`, init));
    expect(calls[0]![0]).toBeInstanceOf(Request);
    expect(Object.keys(calls[0]![1] ?? {})).toEqual(fields);
  });

  test("client-request-id is a random UUID even in an insecure context", async () => {
    vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
    const { fetch, sent } = stubFetch(ok());
    const graphFetch = createGraphFetch({ fetch });
    await graphFetch(`${BASE}/a`);
    await graphFetch(`${BASE}/a`);
    const [first, second] = sent.map(({ headers }) => headers["client-request-id"]);
    expect(first).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
    expect(second).not.toBe(first);
  });

  test.for([
    { own: undefined, sent: "include-unknown-enum-members" },
    { own: "return=minimal", sent: "return=minimal, include-unknown-enum-members" },
  ])("preferUnknownEnumMembers sends Prefer: $sent", async ({ own, sent: expected }) => {
    const { fetch, sent } = stubFetch(ok());
    const headers: HeadersInit = own ? { prefer: own } : {};
    await createGraphFetch({ fetch, preferUnknownEnumMembers: true })(`${BASE}/a`, { headers });
    expect(sent[0]!.headers.prefer).toBe(expected);
  });

  test("no Prefer header is sent by default", async () => {
    const { fetch, sent } = stubFetch(ok());
    await createGraphFetch({ fetch })(`${BASE}/a`);
    expect(sent[0]!.headers).not.toHaveProperty("prefer");
  });
});

describe("retry", () => {
  const statuses = [408, 409, 429, 500, 502, 503, 504] as const;
  const retried: Record<string, readonly (number | "network")[]> = {
    GET: [429, 503, 504, "network"],
    PUT: [429, 503, 504, "network"],
    DELETE: [429, 503, 504, "network"],
    OPTIONS: [429, 503, 504, "network"],
    HEAD: [429, 503, 504, "network"],
    POST: [429],
    PATCH: [429],
  };
  const cases = Object.keys(retried).flatMap((method) =>
    [...statuses, "network" as const].map((failure) => ({
      method,
      failure,
      attempts: retried[method]!.includes(failure) ? 4 : 1,
    })),
  );
  test.for(cases)("$method that fails with $failure is sent $attempts times", async ({ method, failure, attempts }) => {
    const { fetch, sent } = stubFetch(failure === "network" ? new TypeError("fetch failed") : json(failure, {}));
    const response = createGraphFetch({ fetch })(`${BASE}/a`, { method });
    await duration(response);
    expect(sent).toHaveLength(attempts);
    if (failure === "network") await expect(response).rejects.toThrow("fetch failed");
    else expect((await response).status).toBe(failure);
  });

  test.for<{ what: string; retry: GraphFetchOptions["retry"]; attempts: number }>([
    { what: "no option", retry: undefined, attempts: 4 },
    { what: "maxRetries 1", retry: { maxRetries: 1 }, attempts: 2 },
    { what: "maxRetries 0", retry: { maxRetries: 0 }, attempts: 1 },
    { what: "retry false", retry: false, attempts: 1 },
    {
      what: "maxRetries 0 and a shouldRetry that returns true",
      retry: { maxRetries: 0, shouldRetry: () => true },
      attempts: 1,
    },
  ])("with $what, $attempts attempts are made", async ({ retry, attempts }) => {
    const { fetch, sent } = stubFetch(throttled("0"));
    await duration(createGraphFetch({ fetch, retry })(`${BASE}/a`));
    expect(sent).toHaveLength(attempts);
  });

  test("shouldRetry can opt a POST in", async () => {
    const { fetch, sent } = stubFetch(json(503, {}), ok());
    const shouldRetry = (c: RetryContext) => c.isRetryable || c.response?.status === 503;
    await duration(createGraphFetch({ fetch, retry: { shouldRetry } })(`${BASE}/a`, { method: "POST" }));
    expect(sent).toHaveLength(2);
  });

  test("shouldRetry can turn off retries after 429 only", async () => {
    const shouldRetry = (c: RetryContext) => c.isRetryable && c.response?.status !== 429;
    for (const [status, attempts] of [
      [429, 1],
      [504, 4],
    ] as const) {
      const { fetch, sent } = stubFetch(json(status, {}));
      await duration(createGraphFetch({ fetch, retry: { shouldRetry } })(`${BASE}/a`));
      expect(sent).toHaveLength(attempts);
    }
  });

  test("shouldRetry receives each failure, no success, and never the token", async () => {
    const seen: unknown[] = [];
    const broken = new TypeError("fetch failed");
    const { fetch } = stubFetch(broken, json(503, {}), ok());
    const shouldRetry = (c: RetryContext) => {
      seen.push([c.retryCount, c.response?.status, c.error, c.isRetryable, c.request.headers.get("authorization")]);
      return true;
    };
    await duration(createGraphFetch({ fetch, getToken: () => "secret", retry: { shouldRetry } })(`${BASE}/a`));
    expect(seen).toEqual([
      [0, undefined, broken, true, null],
      [1, 503, undefined, true, null],
    ]);
  });

  test("the caller doesn't see an error that a retry recovers from", async () => {
    const { fetch } = stubFetch(new TypeError("fetch failed"), ok());
    const response = createGraphFetch({ fetch })(`${BASE}/a`);
    await duration(response);
    expect((await response).status).toBe(200);
  });
});

describe("retry delay", () => {
  test.for([
    { retryAfter: "5", wait: 5000 },
    { retryAfter: "2.128", wait: 2128 },
    { retryAfter: "1.0001", wait: 1001 },
    { retryAfter: "0", wait: 0 },
    { retryAfter: new Date(NOW + 7000).toUTCString(), wait: 7000 },
    { retryAfter: "120", wait: 120_000 },
  ])("Retry-After $retryAfter is respected exactly", async ({ retryAfter, wait }) => {
    const { fetch, sent } = stubFetch(throttled(retryAfter), ok());
    expect(await duration(createGraphFetch({ fetch })(`${BASE}/a`))).toBe(wait);
    expect(sent).toHaveLength(2);
  });

  test.for([
    { retryAfter: "121", maxRetryDelayInMs: undefined },
    { retryAfter: "2", maxRetryDelayInMs: 1999 },
    { retryAfter: new Date(NOW + 3_600_000).toUTCString(), maxRetryDelayInMs: undefined },
  ])("Retry-After $retryAfter above the maximum stops retries at once", async ({ retryAfter, maxRetryDelayInMs }) => {
    const { fetch, sent } = stubFetch(throttled(retryAfter), ok());
    const response = createGraphFetch({ fetch, retry: { maxRetryDelayInMs } })(`${BASE}/a`);
    expect(await duration(response)).toBe(0);
    expect((await response).status).toBe(429);
    expect(sent).toHaveLength(1);
  });

  test.for([
    { status: 503, random: 0, wait: 0 + 0 + 0 },
    { status: 503, random: 0.5, wait: 500 + 1000 + 2000 },
    { status: 429, random: 0, wait: 1000 + 1000 + 1000 },
    { status: 429, random: 0.5, wait: 1500 + 2000 + 3000 },
  ])("without Retry-After, $status waits between a floor and a doubling ceiling", async ({ status, random, wait }) => {
    vi.spyOn(Math, "random").mockReturnValue(random);
    const { fetch } = stubFetch(json(status, {}));
    expect(await duration(createGraphFetch({ fetch })(`${BASE}/a`))).toBe(wait);
  });

  test.for(["soon", "-1", "1.2.3", new Date(NOW - 1000).toUTCString()])(
    "an invalid Retry-After %s is ignored, and the client backs off",
    async (retryAfter) => {
      vi.spyOn(Math, "random").mockReturnValue(0.5);
      const { fetch } = stubFetch(throttled(retryAfter), ok());
      expect(await duration(createGraphFetch({ fetch })(`${BASE}/a`))).toBe(1500);
    },
  );

  test("the backoff never exceeds maxRetryDelayInMs", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.99);
    const { fetch } = stubFetch(json(503, {}));
    const retry = { maxRetries: 5, retryDelayInMs: 400, maxRetryDelayInMs: 500 };
    expect(await duration(createGraphFetch({ fetch, retry })(`${BASE}/a`))).toBe(396 + 4 * 500);
  });

  test("abort interrupts the delay and leaves no timer", async () => {
    const { fetch, sent } = stubFetch(throttled("60"));
    const abort = new AbortController();
    const response = createGraphFetch({ fetch })(`${BASE}/a`, { signal: abort.signal });
    response.catch(() => {});
    await vi.advanceTimersByTimeAsync(1000);
    abort.abort(new Error("enough"));
    await expect(response).rejects.toThrow("enough");
    expect(sent).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("an aborted request is not retried, and shouldRetry is not called", async () => {
    const { fetch, sent } = stubFetch(hang);
    const abort = new AbortController();
    const shouldRetry = vi.fn(() => true);
    const response = createGraphFetch({ fetch, retry: { shouldRetry } })(`${BASE}/a`, { signal: abort.signal });
    response.catch(() => {});
    await vi.advanceTimersByTimeAsync(10);
    abort.abort();
    await expect(response).rejects.toThrow(expect.objectContaining({ name: "AbortError" }));
    expect(sent).toHaveLength(1);
    expect(shouldRetry).not.toHaveBeenCalled();
  });
});

describe("timeout", () => {
  test("each attempt has the whole time limit, and the last one rejects with a TimeoutError", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const { fetch, sent } = stubFetch(hang);
    const response = createGraphFetch({ fetch, timeoutInMs: 200 })(`${BASE}/a`);
    expect(await duration(response)).toBe(800);
    await expect(response).rejects.toThrow(
      expect.objectContaining({ name: "TimeoutError", message: "Timed out after 200 ms" }),
    );
    expect(sent).toHaveLength(4);
  });

  test("a POST that times out is not retried", async () => {
    const requests: Request[] = [];
    const fetch = (request: Request) => (requests.push(request), hang(request));
    const response = createGraphFetch({ fetch, timeoutInMs: 200 })(`${BASE}/a`, { method: "POST" });
    expect(await duration(response)).toBe(200);
    await expect(response).rejects.toThrow("200 ms");
    expect(requests.map((r) => r.signal.aborted)).toEqual([true]);
  });

  test("an attempt in time leaves no timer, and a later call has its own time limit", async () => {
    const { fetch, sent } = stubFetch(ok());
    const graphFetch = createGraphFetch({ fetch, timeoutInMs: 200 });
    await graphFetch(`${BASE}/a`);
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await graphFetch(`${BASE}/a`)).status).toBe(200);
    expect(sent).toHaveLength(2);
  });

  test("a body that stalls times out, too", async () => {
    const { fetch } = stubFetch((request) => {
      const body = new ReadableStream({
        start(controller) {
          request.signal.addEventListener("abort", () => controller.error(request.signal.reason));
        },
      });
      return new Response(body, { headers: { "content-type": "application/json" } });
    });
    const response = createGraphFetch({ fetch, timeoutInMs: 200, retry: false })(`${BASE}/a`);
    expect(await duration(response)).toBe(200);
    await expect(response).rejects.toThrow("200 ms");
  });

  test("the body of a response in time can be read", async () => {
    const { fetch } = stubFetch(json(200, { a: 1 }));
    expect(await (await createGraphFetch({ fetch, timeoutInMs: 200 })(`${BASE}/a`)).json()).toEqual({ a: 1 });
  });
});

describe("a response that isn't JSON", () => {
  const html = () =>
    new Response("<html>Sign in</html>", { headers: { "content-type": "text/html", "request-id": "r1" } });

  test.for(["json", "text"] as const)("rejects %s() of a success in HTML with a GraphError", async (read) => {
    const response = await createGraphFetch({ fetch: stubFetch(html()).fetch })(`${BASE}/a`);
    const error: unknown = await response[read]().catch((e: unknown) => e);
    expect(error).toBeInstanceOf(GraphError);
    expect(error).toMatchObject({ statusCode: 200, kind: "unreadable", requestId: "r1" });
  });

  test("can still be read by blob() or from a clone", async () => {
    const graphFetch = createGraphFetch({ fetch: stubFetch(html()).fetch });
    expect(await (await (await graphFetch(`${BASE}/a`)).blob()).text()).toBe("<html>Sign in</html>");
    expect(await (await graphFetch(`${BASE}/a`)).clone().text()).toBe("<html>Sign in</html>");
  });
});

describe("a body that breaks off", () => {
  const broken = (status: number) => () =>
    new Response(
      new ReadableStream({
        start: (controller) => controller.enqueue(new TextEncoder().encode('{"value":')),
        pull: (controller) => controller.error(new TypeError("terminated")),
      }),
      { status, headers: { "content-type": "application/json" } },
    );
  const cases = [200, 400].flatMap((status) =>
    (["json", "text"] as const).flatMap((read) => [0, 5000].map((timeoutInMs) => ({ status, read, timeoutInMs }))),
  );

  test.for(cases)("rejects $read() of $status with a GraphError if timeoutInMs is $timeoutInMs", async (each) => {
    const { status, read, timeoutInMs } = each;
    const { fetch } = stubFetch(broken(status));
    const graphFetch = createGraphFetch({ fetch, timeoutInMs, retry: false });
    const error: unknown = await graphFetch(`${BASE}/a`)
      .then((response) => response[read]())
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(GraphError);
    expect(error).toMatchObject({ kind: "unreadable", statusCode: status, cause: { message: "terminated" } });
  });

  test("is requested again by a GET with a time limit", async () => {
    const { fetch, sent } = stubFetch(broken(200), ok());
    const response = createGraphFetch({ fetch, timeoutInMs: 5000 })(`${BASE}/a`);
    await duration(response);
    expect(await (await response).json()).toEqual({});
    expect(sent).toHaveLength(2);
  });
});

test("with a time limit, the response keeps its URL, status and headers", async () => {
  const answer = Object.defineProperty(json(200, { a: 1 }, { "x-own": "1" }), "url", { value: `${BASE}/b` });
  const response = await createGraphFetch({ fetch: async () => answer, timeoutInMs: 200 })(`${BASE}/a`);
  expect([response.url, response.status, response.headers.get("x-own")]).toEqual([`${BASE}/b`, 200, "1"]);
  expect(await response.clone().json()).toEqual({ a: 1 });
});
