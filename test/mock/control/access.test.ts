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

describe("behind a proxy", () => {
  const page = { Origin: "https://mock.example" };
  const upstream = { host: "upstream:4010", "X-Forwarded-Host": "mock.example" };
  it.each<[what: string, headers: Record<string, string>]>([
    ["with a Host of its own", { ...upstream, ...page }],
    ["that keeps the Host", { host: "mock.example", "X-Forwarded-For": "192.0.2.1", ...page }],
    ["that names the port apart", { ...upstream, Origin: "https://mock.example:8443", "X-Forwarded-Port": "8443" }],
    [
      "that names the protocol's own port",
      { ...upstream, "X-Forwarded-Port": "443", "X-Forwarded-Proto": "https", ...page },
    ],
    ["that names it after the host", { host: "a", "X-Forwarded-Host": "mock.example:443", ...page }],
    ["by RFC 7239", { host: "upstream:4010", Forwarded: "for=192.0.2.1;host=mock.example;proto=https", ...page }],
  ])("%s that is trusted, the console's buttons work", async (_, headers) => {
    const { url } = await startForTest({ trustProxy: true });
    expect((await ask(url, "POST", "/_mock/reset", headers)).status).toBe(200);
    const other = await ask(url, "POST", "/_mock/reset", { ...headers, Origin: "https://evil.example" });
    expectDenied(other, /another origin/);
    const untrusting = await startForTest();
    expectDenied(await ask(untrusting.url, "POST", "/_mock/reset", headers), /localhost|another origin/);
  });

  it("that is trusted, a name that leads to this machine by itself is still refused", async () => {
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

  it("can use the API", async () => {
    const { url } = await startForTest();
    const answer = await ask(url, "GET", "/education/synchronizationProfiles", {
      Authorization: "Bearer x",
      Origin: "https://school.example",
    });
    expect([answer.status, answer.headers["access-control-allow-origin"]]).toEqual([200, "*"]);
  });
});

it("a page of the mock itself can use the control API, under each name of this machine", async () => {
  const { url } = await startForTest();
  const { port } = new URL(url);
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`, `127.1.2.3:${port}`, "localhost"]) {
    expect((await ask(url, "GET", "/_mock", { host, Origin: `http://${host}` })).status, host).toBe(200);
  }
});

describe("a name that somebody else has resolve to this machine", () => {
  const names = ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "evil.example:80", "10.0.0.1", ""];

  it.each(names)("does not lead to the control API: %j", async (host) => {
    const { url } = await startForTest();
    expectDenied(await ask(url, "GET", "/_mock/journal", { host }), /localhost/);
    expectDenied(await ask(url, "POST", "/_mock/reset", { host, Origin: `http://${host}` }), /localhost/);
  });

  it("leads there where the server listens to other machines", async () => {
    const { url } = await startForTest({ host: "0.0.0.0" });
    expect((await ask(url, "GET", "/_mock", { host: "sandbox.school.example" })).status).toBe(200);
    expectDenied(
      await ask(url, "GET", "/_mock", { host: "sandbox.school.example", Origin: "https://school.example" }),
      /another origin/,
    );
  });
});

describe("a control token", () => {
  it("is asked for by the control API, and by nothing else", async () => {
    const { url } = await startForTest({ controlToken: "open-sesame" });
    for (const headers of [{}, { "x-mock-control-token": "open-Sesame" }, { "x-mock-control-token": "open" }]) {
      expectDenied(await ask(url, "POST", "/_mock/reset", headers), /^The header 'x-mock-control-token' must/);
    }
    expect((await ask(url, "POST", "/_mock/reset", { "x-mock-control-token": "open-sesame" })).status).toBe(200);
    const profiles = "/education/synchronizationProfiles";
    expect((await ask(url, "GET", profiles, { Authorization: "Bearer x" })).status).toBe(200);
  });

  it("does not let a page of another origin in", async () => {
    const { url } = await startForTest({ controlToken: "open-sesame" });
    const headers = { "x-mock-control-token": "open-sesame", Origin: "https://school.example" };
    expectDenied(await ask(url, "GET", "/_mock", headers), /another origin/);
  });
});
