import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import type { Mock } from "graph-education-sync/mock";
import { expectDocumented } from "../../support/caller.ts";
import { hasIpv6 } from "../../support/ipv6.ts";
import { startForAll, startForTest } from "../../support/mock.ts";
import { type RawAnswer, rawAnswers } from "./rawAnswers.ts";

const patient = await startForAll();
const impatient = await startForAll({ requestTimeoutInMs: 500 });

const mockFor = (status: number): Mock => (status === 408 ? impatient : patient);

const target = "/education/synchronizationProfiles";
const good = `GET ${target} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer x\r\n\r\n`;

function expectEnvelope(answer: RawAnswer | undefined, status: number, code: string): void {
  expect(answer).toMatchObject({ status, headers: { "content-type": "application/json", connection: "close" } });
  expectDocumented(undefined, status, answer?.body ?? "");
  const { error } = JSON.parse(answer?.body ?? "") as { error: { code: string; innerError: Record<string, string> } };
  expect(error.code).toBe(code);
  expect(error.innerError["request-id"]).toBe(answer?.headers["request-id"]);
}

const refused: [what: string, bytes: string, status: number, code: string][] = [
  [
    "a header of 20 kB",
    `GET / HTTP/1.1\r\nhost: x\r\nx: ${"a".repeat(20_000)}\r\n\r\n`,
    431,
    "RequestHeaderFieldsTooLarge",
  ],
  ["a space in the path", "GET /a b HTTP/1.1\r\nhost: x\r\n\r\n", 400, "BadRequest"],
  ["an unknown method", `BREW ${target} HTTP/1.1\r\nhost: x\r\n\r\n`, 400, "BadRequest"],
  ["no Host", `GET ${target} HTTP/1.1\r\n\r\n`, 400, "BadRequest"],
  [
    "an expectation",
    `POST ${target} HTTP/1.1\r\nhost: x\r\nexpect: x\r\ncontent-length: 1\r\n\r\n`,
    417,
    "ExpectationFailed",
  ],
  ["CONNECT", "CONNECT localhost:1 HTTP/1.1\r\nhost: localhost:1\r\n\r\n", 405, "MethodNotAllowed"],
  ["a header that never ends", `GET ${target} HTTP/1.1\r\nhost: x\r\n`, 408, "RequestTimeout"],
];

describe("a refused request gets the error envelope and a closed connection", () => {
  it.each(refused)("%s, first on its connection", async (_, bytes, status, code) => {
    const answers = await rawAnswers(mockFor(status).url, bytes);
    expect(answers).toHaveLength(1);
    expectEnvelope(answers[0], status, code);
  });

  it.each(refused)("%s, after an answered request", async (_, bytes, status, code) => {
    const [first, second, ...more] = await rawAnswers(mockFor(status).url, good, bytes);
    expect(first?.status).toBe(200);
    expectEnvelope(second, status, code);
    expect(more).toEqual([]);
  });

  it.each(refused)("%s, pipelined after an unanswered request", async (_, bytes, status, code) => {
    const mock = mockFor(status);
    await mock.scenario({ latencyInMs: 50 });
    const [first, second, ...more] = await rawAnswers(mock.url, good + bytes);
    await mock.scenario({ latencyInMs: 0 });
    expect(first?.status).toBe(200);
    expectEnvelope(second, status, code);
    expect(more).toEqual([]);
  });
});

it("a CONNECT whose caller resets the connection does not stop the mock", async () => {
  for (let count = 0; count < 20; count += 1) {
    const socket = connect(Number(new URL(patient.url).port), "127.0.0.1");
    await once(socket, "connect");
    socket.write("CONNECT localhost:1 HTTP/1.1\r\nhost: localhost:1\r\n\r\n");
    await new Promise((resolve) => setImmediate(resolve));
    socket.resetAndDestroy();
  }
  const [answer] = await rawAnswers(patient.url, good.replace("\r\n\r\n", "\r\nconnection: close\r\n\r\n"));
  expect(answer?.status).toBe(200);
});

it("an idle connection stays open for 65 seconds by default, or as long as configured", async () => {
  const { headers } = await fetch(patient.url + target);
  expect(headers.get("keep-alive")).toBe("timeout=65");
  const brief = await startForTest({ keepAliveTimeoutInMs: 1000 });
  const began = performance.now();
  expect(await rawAnswers(brief.url, good)).toHaveLength(1);
  expect(performance.now() - began).toBeGreaterThan(900);
});

it("an HTTP/1.0 request needs no Host", async () => {
  const [answer] = await rawAnswers(patient.url, `GET ${target} HTTP/1.0\r\nauthorization: Bearer x\r\n\r\n`);
  expect(answer?.status).toBe(200);
});

it("a mock on localhost answers on both loopback addresses and stops on both", async () => {
  const mock = await startForTest({ host: "localhost" });
  const { port } = new URL(mock.url);
  const addresses = ["127.0.0.1", ...(hasIpv6 ? ["[::1]"] : [])];
  const statusAt = (address: string) =>
    fetch(`http://${address}:${port}/_mock/health`).then(
      ({ status }) => status,
      () => undefined,
    );
  expect(await Promise.all(addresses.map(statusAt))).toEqual(addresses.map(() => 200));
  await mock.close();
  expect(await Promise.all(addresses.map(statusAt))).toEqual(addresses.map(() => undefined));
});
