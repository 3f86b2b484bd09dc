import { describe, expect, it } from "vitest";
import { expectDocumented } from "../../support/caller.ts";
import { rawAnswers } from "../http/rawAnswers.ts";
import { startForTest } from "../../support/mock.ts";

async function ask(url: string, method: string, path: string, headers: Record<string, string>) {
  const lines = Object.entries({ host: new URL(url).host, connection: "close", ...headers });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  const [answer] = await rawAnswers(url, `${method} ${path} HTTP/1.1\r\n${head}\r\n`);
  return answer ?? expect.fail("no answer");
}

function expectDenied(answer: Awaited<ReturnType<typeof ask>>, message: RegExp): void {
  expect(answer.status, answer.body).toBe(403);
  expectDocumented(undefined, 403, answer.body);
  expect((JSON.parse(answer.body) as { error: unknown }).error).toMatchObject({
    code: "AccessDenied",
    message: expect.stringMatching(message) as string,
  });
  expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
}

const elsewhere = [
  { Origin: "https://school.example" },
  { Origin: "null" },
  { Origin: "http://localhost:1" },
  { Origin: "http://127.0.0.1" },
];

describe("behind a trusted proxy", () => {
  const page = { Origin: "https://mock.example" };
  const upstream = { host: "upstream:4010", "X-Forwarded-Host": "mock.example" };
  it.each<[what: string, headers: Record<string, string>]>([
    ["with its own Host", { ...upstream, ...page }],
    ["that keeps the Host", { host: "mock.example", "X-Forwarded-For": "192.0.2.1", ...page }],
    ["with a separate port", { ...upstream, Origin: "https://mock.example:8443", "X-Forwarded-Port": "8443" }],
    [
      "with the protocol's default port",
      { ...upstream, "X-Forwarded-Port": "443", "X-Forwarded-Proto": "https", ...page },
    ],
    ["with the port after the host", { host: "a", "X-Forwarded-Host": "mock.example:443", ...page }],
    ["with Forwarded", { host: "upstream:4010", Forwarded: "for=192.0.2.1;host=mock.example;proto=https", ...page }],
  ])("%s, the console works and other origins are refused", async (_, headers) => {
    const { url } = await startForTest({ trustProxy: true });
    expect((await ask(url, "POST", "/_mock/reset", headers)).status).toBe(200);
    const other = await ask(url, "POST", "/_mock/reset", { ...headers, Origin: "https://evil.example" });
    expectDenied(other, /another origin/);
    const untrusting = await startForTest();
    expectDenied(await ask(untrusting.url, "POST", "/_mock/reset", headers), /localhost|another origin/);
  });

  it("DNS rebinding is still refused", async () => {
    const { url } = await startForTest({ trustProxy: true });
    const rebound = { host: "evil.example", Origin: "http://evil.example" };
    expectDenied(await ask(url, "GET", "/_mock", rebound), /localhost/);
  });
});

describe("a web page of another origin", () => {
  it.each(elsewhere)("cannot use the control API: %j", async (headers) => {
    const { url } = await startForTest();
    for (const path of ["/_mock", "/_mock/journal"]) {
      expectDenied(await ask(url, "GET", path, headers), /another origin/);
    }
    expectDenied(await ask(url, "POST", "/_mock/reset", headers), /another origin/);
    expectDenied(
      await ask(url, "OPTIONS", "/_mock/reset", { ...headers, "Access-Control-Request-Method": "POST" }),
      /another origin/,
    );
  });

  it("can use the Graph API", async () => {
    const { url } = await startForTest();
    const answer = await ask(url, "GET", "/education/synchronizationProfiles", {
      Authorization: "Bearer x",
      Origin: "https://school.example",
    });
    expect([answer.status, answer.headers["access-control-allow-origin"]]).toEqual([200, "*"]);
  });
});

it("the mock's own page can use the control API under every loopback name", async () => {
  const { url } = await startForTest();
  const { port } = new URL(url);
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`, `127.1.2.3:${port}`, "localhost"]) {
    expect((await ask(url, "GET", "/_mock", { host, Origin: `http://${host}` })).status, host).toBe(200);
  }
});

describe("a host name that is not the machine's own", () => {
  const names = ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "evil.example:80", "10.0.0.1", ""];

  it.each(names)("does not reach the control API: %j", async (host) => {
    const { url } = await startForTest();
    expectDenied(await ask(url, "GET", "/_mock/journal", { host }), /localhost/);
    expectDenied(await ask(url, "POST", "/_mock/reset", { host, Origin: `http://${host}` }), /localhost/);
  });

  it("reaches the control API when the server listens to other machines", async () => {
    const { url } = await startForTest({ host: "0.0.0.0" });
    expect((await ask(url, "GET", "/_mock", { host: "sandbox.school.example" })).status).toBe(200);
    expectDenied(
      await ask(url, "GET", "/_mock", { host: "sandbox.school.example", Origin: "https://school.example" }),
      /another origin/,
    );
  });
});

describe("a control token", () => {
  it("is required by the control API only", async () => {
    const { url } = await startForTest({ controlToken: "open-sesame" });
    for (const headers of [{}, { "x-mock-control-token": "open-Sesame" }, { "x-mock-control-token": "open" }]) {
      expectDenied(await ask(url, "POST", "/_mock/reset", headers), /^The header 'x-mock-control-token' must/);
    }
    expect((await ask(url, "POST", "/_mock/reset", { "x-mock-control-token": "open-sesame" })).status).toBe(200);
    const profiles = "/education/synchronizationProfiles";
    expect((await ask(url, "GET", profiles, { Authorization: "Bearer x" })).status).toBe(200);
  });

  it("does not admit a page of another origin", async () => {
    const { url } = await startForTest({ controlToken: "open-sesame" });
    const headers = { "x-mock-control-token": "open-sesame", Origin: "https://school.example" };
    expectDenied(await ask(url, "GET", "/_mock", headers), /another origin/);
  });
});
