import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { describe, expect, it } from "vitest";
import type { Mock, MockOptions } from "graph-education-sync/mock";
import { mockOptions } from "../../../src/cli/flags.ts";
import { createBody } from "../../support/caller.ts";
import { startForTest } from "../../support/mock.ts";

const profiles = "/education/synchronizationProfiles";
const headers = { authorization: "Bearer any-token", "content-type": "application/json" };

let mock: Mock;
const start = async (options: MockOptions) => void (mock = await startForTest(options));

/** The status of the answer, or the code of the error in its place. */
const outcome = (method: string, path: string, body?: unknown): Promise<unknown> =>
  new Promise((resolve) => {
    const send = mock.url.startsWith("https:") ? httpsRequest : httpRequest;
    const sent = send(mock.url + path, { method, headers, ca: mock.ca, agent: false });
    sent.on("response", (answer) => resolve(answer.resume().statusCode));
    sent.on("error", (error: NodeJS.ErrnoException) => resolve(error.code));
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });

describe.each<[scheme: string, options: MockOptions]>([
  ["http", {}],
  ["https", { https: true }],
])("over %s, a connection that is reset", (_, options) => {
  it.each(["GET", "HEAD", "DELETE"])("leaves the caller of a %s without an answer", async (method) => {
    await start({ ...options, scenario: { connectionResetPercent: 100 } });
    expect(await outcome(method, profiles)).toBe("ECONNRESET");
  });

  it("fails a create, which succeeds once resets are turned off", async () => {
    await start({ ...options, scenario: { connectionResetPercent: 100 } });
    expect(await outcome("POST", profiles, createBody("csvNewAccounts"))).toBe("ECONNRESET");
    await mock.scenario({ connectionResetPercent: 0 });
    expect(await outcome("POST", profiles, createBody("csvNewAccounts"))).toBe(201);
    expect((await mock.journal()).map(({ status }) => status)).toEqual([444, 201]);
  });
});

describe("a connection that is reset", () => {
  it("is recorded with its cause and operation, and without an answer", async () => {
    await start({ scenario: { connectionResetPercent: 100 } });
    await outcome("GET", profiles);
    expect(await mock.journal()).toMatchObject([
      {
        status: 444,
        operationId: "listSynchronizationProfiles",
        errorMessage: "The connection was reset.",
        fault: { kind: "failure", connectionResetPercent: 100 },
        responseBytes: 0,
      },
    ]);
  });

  it("fails a whole batch", async () => {
    await start({ scenario: { connectionResetPercent: 100 } });
    const requests = [{ id: "1", method: "GET", url: profiles }];
    expect(await outcome("POST", "/$batch", { requests })).toBe("ECONNRESET");
  });

  it("happens at the scenario's rate, to the same calls for the same seed", async () => {
    const runs: unknown[][] = [];
    for (let run = 0; run < 2; run += 1) {
      await start({ seed: "one", scenario: { connectionResetPercent: 50 } });
      const outcomes: unknown[] = [];
      for (let call = 0; call < 40; call += 1) outcomes.push(await outcome("GET", profiles));
      runs.push(outcomes);
    }
    expect(runs[0]).toEqual(runs[1]);
    expect(runs[0]?.filter((each) => each === "ECONNRESET").length).toBeGreaterThan(10);
    expect(runs[0]?.filter((each) => each === 200).length).toBeGreaterThan(10);
  });

  it("does not affect the control API, and a replay reports it", async () => {
    await start({ scenario: { connectionResetPercent: 100 } });
    await outcome("GET", profiles);
    const [{ requestId } = { requestId: "" }] = await mock.journal();
    const answer = await fetch(`${mock.url}/_mock/journal/${requestId}/replay`, {
      method: "POST",
      headers,
      body: "{}",
    });
    expect([answer.status, await answer.json()]).toMatchObject([
      409,
      { error: { message: "The request was sent again, and its connection was reset." } },
    ]);
  });

  it("is enabled by a flag", () => {
    const flags = { port: 0, host: "127.0.0.1", auth: "basic", log: "text" } as const;
    expect(mockOptions({ ...flags, connectionReset: 5 }).scenario).toEqual({ connectionResetPercent: 5 });
  });
});
