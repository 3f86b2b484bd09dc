import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createGraphEducationClient, unwrap, uploadCsv } from "graph-education-sync";
import { collectGarbage } from "../support/collectGarbage.ts";
import { newProfile, profile, PROFILES } from "./stub.ts";

interface Seen {
  method: string;
  url: string;
  headers: [string, string][];
  body: string;
  port: number;
}

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server that records its requests and answers with `handle`, which receives the request's number. */
async function serve(handle: (n: number, response: ServerResponse) => void): Promise<{ url: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    const headers: [string, string][] = [];
    for (let i = 0; i < request.rawHeaders.length; i += 2)
      headers.push([request.rawHeaders[i]!, request.rawHeaders[i + 1]!]);
    seen.push({ method: request.method!, url: request.url!, headers, body, port: request.socket.remotePort! });
    handle(seen.length, response);
  };
  const server = createServer((request, response) => void answer(request, response));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/beta`, seen };
}

const send = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) =>
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
const clientFor = (baseUrl: string, options = {}) =>
  createGraphEducationClient({ baseUrl, getToken: () => "secret", ...options });
const header = (request: Seen, name: string) => request.headers.find(([n]) => n.toLowerCase() === name)?.[1];

test("the client resends a throttled POST unchanged after Retry-After, on the same connection", async () => {
  const times: number[] = [];
  const { url, seen } = await serve((n, response) => {
    times.push(Date.now());
    if (n === 1) send(response, 429, { error: { message: "x".repeat(200_000) } }, { "retry-after": "0.3" });
    else send(response, 201, profile);
  });
  const created = unwrap(await clientFor(url).POST(PROFILES, { body: newProfile }));
  expect(created).toEqual(profile);
  expect(seen[1]).toEqual(seen[0]);
  expect(JSON.parse(seen[0]!.body)).toEqual(newProfile);
  expect(header(seen[0]!, "authorization")).toBe("Bearer secret");
  expect(header(seen[0]!, "content-length")).toBe(String(seen[0]!.body.length));
  expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(299);
});

test.for([302, 307])("the client follows a %i to another origin without the token", async (status) => {
  const other = await serve((_, response) => send(response, 200, { value: [] }));
  const { url, seen } = await serve((_, response) => response.writeHead(status, { location: other.url }).end());
  expect(unwrap(await clientFor(url).GET(PROFILES))).toEqual({ value: [] });
  expect(header(seen[0]!, "authorization")).toBe("Bearer secret");
  expect(other.seen).toHaveLength(1);
  expect(header(other.seen[0]!, "authorization")).toBeUndefined();
});

test("a redirect within the origin keeps the token", async () => {
  const { url, seen } = await serve((n, response) =>
    n === 1 ? response.writeHead(307, { location: "/v2" }).end() : send(response, 200, { value: [] }),
  );
  await clientFor(url).GET(PROFILES);
  expect(header(seen[1]!, "authorization")).toBe("Bearer secret");
});

test("abort cancels a request in flight", async () => {
  const { url } = await serve(() => {});
  const abort = new AbortController();
  setTimeout(() => abort.abort(new Error("enough")), 30);
  await expect(clientFor(url).GET(PROFILES, { signal: abort.signal })).rejects.toThrow("enough");
});

// Node 20 collects a Request that nothing references, and then ignores aborts of the signal it was created with.
test.for(["a client", "a client with a time limit", "a client with its own fetch", "a client with both", "an upload"])(
  "%s can be aborted after garbage collection",
  async (what) => {
    const { url } = await serve(() => {});
    const { signal, abort } = ((c) => ({ signal: c.signal, abort: () => c.abort(new Error("enough")) }))(
      new AbortController(),
    );
    const options = {
      ...(/time limit|both/.test(what) && { timeoutInMs: 60_000 }),
      ...(/own fetch|both/.test(what) && { fetch: (request: Request) => fetch(request) }),
    };
    const call: Promise<unknown> =
      what === "an upload"
        ? uploadCsv(url, "School.csv", "x", { signal })
        : clientFor(url, options).POST(PROFILES, { body: newProfile, signal });
    call.catch(() => {});
    for (let i = 0; i < 10; i++) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      collectGarbage();
    }
    abort();
    await expect(call).rejects.toThrow("enough");
  },
);

test.for([Infinity, 3e9])("timeoutInMs %d, above setTimeout's maximum, sets no limit", async (timeoutInMs) => {
  const { url } = await serve((_, response) => {
    setTimeout(() => response.writeHead(200, { "content-type": "application/json" }).end('{"value":[]}'), 50);
  });
  const { response } = await clientFor(url, { timeoutInMs, retry: false }).GET(PROFILES);
  expect(response.status).toBe(200);
});

test("a server that never answers, or stalls in its body, causes a TimeoutError", async () => {
  for (const begin of [false, true]) {
    const { url, seen } = await serve((_, response) => {
      if (begin) response.writeHead(200, { "content-type": "application/json" }).write('{"val');
    });
    const client = clientFor(url, { timeoutInMs: 400, retry: { maxRetries: 1, retryDelayInMs: 1 } });
    await expect(client.GET(PROFILES)).rejects.toMatchObject({ name: "TimeoutError" });
    expect(seen).toHaveLength(2);
  }
});

test("the client retries a GET whose connection breaks, but not a POST", async () => {
  const { url, seen } = await serve((n, response) => (n % 2 ? response.destroy() : send(response, 200, { value: [] })));
  const client = clientFor(url, { retry: { retryDelayInMs: 1 } });
  expect(unwrap(await client.GET(PROFILES))).toEqual({ value: [] });
  await expect(client.POST(PROFILES, { body: newProfile })).rejects.toThrow("fetch failed");
  expect(seen.map((r) => r.method)).toEqual(["GET", "GET", "POST"]);
});

test("with a time limit, a GET whose body breaks off is retried without unhandled rejections", async () => {
  const { url, seen } = await serve((n, response) => {
    if (n > 1) return send(response, 200, { value: [] });
    response.writeHead(200, { "content-type": "application/json", "content-length": "100" }).write('{"val');
    setTimeout(() => response.destroy(), 10);
  });
  const client = clientFor(url, { timeoutInMs: 5000, retry: { retryDelayInMs: 1 } });
  expect(unwrap(await client.GET(PROFILES))).toEqual({ value: [] });
  expect(seen).toHaveLength(2);
});

test("a 429 whose body breaks off is retried like any other", async () => {
  const { url } = await serve((n, response) => {
    if (n > 1) return send(response, 200, { value: [] });
    response.writeHead(429, { "retry-after": "0", "content-length": "100" }).write('{"err');
    setTimeout(() => response.destroy(), 10);
  });
  expect(unwrap(await clientFor(url).GET(PROFILES))).toEqual({ value: [] });
});

test("an upload sends a Content-Length and no token", async () => {
  const { url, seen } = await serve((_, response) => response.writeHead(201).end());
  const stream = new Blob(["SIS ID,Name\n"]).stream() as ReadableStream<Uint8Array>;
  await uploadCsv(`${url}?sig=a%2Bb`, "School.csv", stream);
  expect([seen[0]!.method, seen[0]!.url, seen[0]!.body]).toEqual([
    "PUT",
    "/beta/School.csv?sig=a%2Bb",
    "SIS ID,Name\n",
  ]);
  expect(header(seen[0]!, "content-length")).toBe("12");
  expect(header(seen[0]!, "transfer-encoding")).toBeUndefined();
  expect(header(seen[0]!, "authorization")).toBeUndefined();
});
