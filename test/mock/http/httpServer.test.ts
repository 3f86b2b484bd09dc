import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Mock, startMock } from "graph-education-sync/mock";
import { rawAnswers } from "./rawAnswers.ts";

const profiles = "/education/synchronizationProfiles";

let mock: Mock;
beforeAll(async () => void (mock = await startMock({ profiles: "cast" })));
afterAll(() => mock.close());

async function get(target: string, ...headers: string[]) {
  const lines = [`GET ${target} HTTP/1.1`, "connection: close", "authorization: Bearer x", ...headers];
  const [answer] = await rawAnswers(mock.url, `${lines.join("\r\n")}\r\n\r\n`);
  return answer ?? expect.fail("no answer");
}

describe("a request that cannot be taken", () => {
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
      "prefers a character that no header has",
      profiles,
      [host, "prefer: é"],
      "The header 'Prefer' contains characters that are not allowed.",
    ],
  ])("as it %s is told why", async (_, target, headers, message) => {
    const { status, body } = await get(target, ...headers);
    const { error } = JSON.parse(body) as { error: { code: string; message: string } };
    expect([status, error.code, error.message]).toEqual([400, "BadRequest", message]);
  });

  it.each(["a".repeat(128), "!~", "school.example"])("does not come from the tenant %s", async (tenant) => {
    expect((await get(profiles, "host: localhost", `x-mock-tenant: ${tenant}`)).status).toBe(200);
  });
});

describe("a web page", () => {
  const origin = "https://app.example";
  const preflight = (path: string, headers: Record<string, string> = {}) =>
    fetch(mock.url + path, { method: "OPTIONS", headers: { origin, ...headers } });

  it("may send any method and the headers that it asks for, for ten minutes", async () => {
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

  it("may send any header where it asks for none", async () => {
    const { headers } = await preflight(profiles, { "access-control-request-method": "GET" });
    expect(headers.get("access-control-allow-headers")).toBe("*");
  });

  it("gets the methods of the path where it asks for no method", async () => {
    const { headers } = await preflight(profiles);
    expect(headers.get("allow")).toBe("GET, POST, HEAD, OPTIONS");
  });

  it("may read each header that an answer has, the blob storage's included", async () => {
    const { headers } = await fetch(mock.url + profiles, { headers: { origin, authorization: "Bearer x" } });
    const exposed = headers.get("access-control-expose-headers")?.split(", ");
    expect(exposed).toEqual(
      expect.arrayContaining(["ETag", "Location", "Retry-After", "request-id", "sl-violations", "WWW-Authenticate"]),
    );
    expect(exposed).toEqual(expect.arrayContaining(["x-ms-request-id", "x-ms-error-code", "x-ms-version"]));
  });

  it("may not read the control API, nor is it told what it could send there", async () => {
    const answer = await preflight("/_mock/journal", { "access-control-request-method": "GET" });
    expect(answer.headers.has("access-control-allow-origin")).toBe(false);
    expect(answer.headers.has("access-control-allow-methods")).toBe(false);
  });

  it("is what sends an Origin; others are told nothing of it", async () => {
    const { headers } = await fetch(mock.url + profiles, { headers: { authorization: "Bearer x" } });
    expect([...headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
  });
});

describe("the length of an answer", () => {
  it("is that of its bytes, for HEAD as well", async () => {
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
