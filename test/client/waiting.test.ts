import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { waitForDeletion, waitForProvisioning, waitForSynchronization } from "graph-education-sync";
import { BASE, hang, json, profile, PROFILES, stubClient } from "./stub.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: 0, toFake: ["setTimeout", "clearTimeout", "Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const inState = (...states: string[]) => states.map((state) => json(200, { ...profile, state }));
const withStatus = (...all: string[]) => all.map((status) => json(200, { id: profile.id, status, errorCount: 0 }));
const notFound = () => json(404, { error: { code: "NotFound", message: "Not found." } });
const id = profile.id;

/** Each wait with the path that it polls, an answer that keeps it polling, and one that completes it. */
const waits = [
  {
    wait: waitForProvisioning,
    path: `${BASE}${PROFILES}/${id}`,
    pending: () => inState("provisioning")[0]!,
    done: () => inState("provisioned")[0]!,
    result: { ...profile, state: "provisioned" },
  },
  {
    wait: waitForSynchronization,
    path: `${BASE}${PROFILES}/${id}/profileStatus`,
    pending: () => withStatus("inProgress")[0]!,
    done: () => withStatus("success")[0]!,
    result: { id, status: "success", errorCount: 0 },
  },
  {
    wait: waitForDeletion,
    path: `${BASE}${PROFILES}/${id}`,
    pending: () => inState("deleting")[0]!,
    done: notFound,
    result: undefined,
  },
].map((each) => ({ ...each, name: each.wait.name }));

describe.for(waits)("$name", ({ wait, path, pending, done, result }) => {
  test("polls every five seconds until done", async () => {
    const { client, sent } = stubClient([pending(), pending(), done()]);
    const waiting = wait(client, id);
    await vi.advanceTimersByTimeAsync(9999);
    expect(sent).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(await waiting).toEqual(result);
    expect(sent.map(({ method, url }) => [method, url])).toEqual(Array(3).fill(["GET", path]));
    expect(vi.getTimerCount()).toBe(0);
  });

  test("returns at once, after one poll, when already done", async () => {
    const { client, sent } = stubClient([done()]);
    await wait(client, id);
    expect(sent).toHaveLength(1);
    expect(Date.now()).toBe(0);
  });

  test("reports the result of each poll to onProgress", async () => {
    const { client } = stubClient([pending(), pending(), done()]);
    const seen: [number, unknown][] = [];
    const waiting = wait(client, id, {
      intervalInMs: 70,
      onProgress: (value: unknown) => seen.push([Date.now(), value]),
    });
    await vi.advanceTimersByTimeAsync(140);
    await waiting;
    const read: unknown = await pending().json();
    const last: [number, unknown][] = result ? [[140, result]] : [];
    expect(seen).toEqual([[0, read], [70, read], ...last]);
  });

  test.for([
    { status: 200, retryAfter: "9", intervalInMs: undefined, polls: 9000 },
    { status: 200, retryAfter: "2", intervalInMs: undefined, polls: 5000 },
    { status: 200, retryAfter: "0", intervalInMs: 70, polls: 70 },
    { status: 429, retryAfter: "300", intervalInMs: undefined, polls: 300_000 },
    { status: 503, retryAfter: "300", intervalInMs: undefined, polls: 300_000 },
  ])(
    "waits $polls ms before the next poll after $status with Retry-After $retryAfter",
    async ({ status, retryAfter, intervalInMs, polls }) => {
      const body = status === 200 ? await pending().json() : { error: { code: "TooManyRequests", message: "Wait." } };
      const { client, sent } = stubClient([json(status, body, { "retry-after": retryAfter }), done()]);
      const waiting = wait(client, id, { intervalInMs });
      await vi.advanceTimersByTimeAsync(polls - 1);
      expect(sent).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(1);
      expect(await waiting).toEqual(result);
    },
  );

  test.for([
    { status: 429, headers: {} },
    { status: 400, headers: { "retry-after": "1" } },
    { status: 500, headers: { "retry-after": "1" } },
  ])("rejects with the service's error on $status with headers $headers", async ({ status, headers }) => {
    const answer = json(status, { error: { code: "Busy", message: "Busy." } }, headers);
    const { client, sent } = stubClient([answer], { retry: false });
    await expect(wait(client, id)).rejects.toMatchObject({ kind: "service", statusCode: status, code: "Busy" });
    expect(sent).toHaveLength(1);
  });

  test.for([null, {}, { value: [] }])("rejects with a GraphError when a poll returns %j", async (body) => {
    const { client } = stubClient([json(200, body)]);
    await expect(wait(client, id)).rejects.toMatchObject({ name: "GraphError", kind: "unreadable", statusCode: 200 });
  });

  test.for([
    { what: "between two polls", hangs: false, polls: 3 },
    { what: "during a poll", hangs: true, polls: 2 },
  ])("times out $what", async ({ hangs, polls }) => {
    const { client, sent } = stubClient(hangs ? [pending(), hang] : [pending()]);
    const waiting = wait(client, id, { intervalInMs: 400, timeoutInMs: 1000 });
    waiting.catch(() => {});
    await vi.advanceTimersByTimeAsync(1000);
    await expect(waiting).rejects.toMatchObject({ name: "TimeoutError", message: "Timed out after 1000 ms" });
    expect(sent).toHaveLength(polls);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("times out after half an hour by default, and never with timeoutInMs 0", async () => {
    const { client, sent } = stubClient([pending()]);
    const half: Promise<unknown> = wait(client, id, { intervalInMs: 60_000 });
    const never: Promise<unknown> = wait(client, id, { intervalInMs: 60_000, timeoutInMs: 0 });
    const settled = vi.fn();
    half.catch(() => {});
    void never.finally(settled);
    await vi.advanceTimersByTimeAsync(1_799_999);
    expect(sent).toHaveLength(60);
    await vi.advanceTimersByTimeAsync(1);
    await expect(half).rejects.toMatchObject({ name: "TimeoutError" });
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(settled).not.toHaveBeenCalled();
    expect(sent).toHaveLength(30 + 91);
  });

  test("polls only once with an interval above setTimeout's maximum", async () => {
    const { client, sent } = stubClient([pending()]);
    const waiting: Promise<unknown> = wait(client, id, { intervalInMs: Infinity });
    waiting.catch(() => {});
    await vi.advanceTimersByTimeAsync(1_800_000);
    await expect(waiting).rejects.toMatchObject({ name: "TimeoutError" });
    expect(sent).toHaveLength(1);
  });

  test("can be aborted, even from onProgress", async () => {
    for (const when of ["later", "onProgress"]) {
      const { client, sent } = stubClient([pending()]);
      const abort = new AbortController();
      const stop = () => abort.abort(new Error("enough"));
      const onProgress = () => {
        if (when === "onProgress") stop();
      };
      const waiting: Promise<unknown> = wait(client, id, { signal: abort.signal, onProgress });
      waiting.catch(() => {});
      await vi.advanceTimersByTimeAsync(100);
      stop();
      await expect(waiting).rejects.toThrow("enough");
      expect(sent).toHaveLength(1);
      expect(vi.getTimerCount()).toBe(0);
    }
  });
});

describe("a failed wait", () => {
  const cases = [
    ...["provisioningFailed", "deleting", "deletionFailed"].map((state) => ({
      name: "waitForProvisioning",
      wait: waitForProvisioning,
      state,
      property: "state",
      answer: inState(state)[0]!,
    })),
    ...["error", "validationError", "quarantined", "paused"].map((state) => ({
      name: "waitForSynchronization",
      wait: waitForSynchronization,
      state,
      property: "status",
      answer: withStatus(state)[0]!,
    })),
    {
      name: "waitForDeletion",
      wait: waitForDeletion,
      state: "deletionFailed",
      property: "state",
      answer: inState("deletionFailed")[0]!,
    },
  ];
  test.for(cases)("$name rejects when the profile's $property is $state", async ({ wait, state, property, answer }) => {
    const { client, sent } = stubClient([answer]);
    await expect(wait(client, id)).rejects.toMatchObject({
      name: "GraphError",
      kind: "state",
      state,
      code: undefined,
      statusCode: 200,
      message: `The profile's ${property} is ${state}`,
    });
    expect(sent).toHaveLength(1);
  });

  test("waitForSynchronization rejects after one poll when no sync was ever started", async () => {
    const status = { id, status: null, errorCount: 0 };
    const { client, sent } = stubClient([json(200, status)]);
    const onProgress = vi.fn();
    const message = "No sync has been started";
    await expect(waitForSynchronization(client, id, { onProgress })).rejects.toMatchObject({
      name: "GraphError",
      kind: "state",
      state: undefined,
      message,
    });
    expect(onProgress.mock.calls).toEqual([[status]]);
    expect(sent).toHaveLength(1);
  });

  test("waitForProvisioning and waitForSynchronization reject when the profile is missing", async () => {
    for (const wait of [waitForProvisioning, waitForSynchronization]) {
      const { client } = stubClient([notFound()]);
      await expect(wait(client, id)).rejects.toMatchObject({ statusCode: 404, kind: "service", code: "NotFound" });
    }
  });
});

test.for([
  { name: "waitForProvisioning", answers: inState("provisioning", "unknownFutureValue", "suspended", "provisioned") },
  {
    name: "waitForSynchronization",
    answers: withStatus("unknownFutureValue", "extracting", "validating", "inProgress", "new", "success"),
  },
  { name: "waitForDeletion", answers: [...inState("provisioned", "deleting", "unknownFutureValue"), notFound()] },
])("$name keeps polling through any other state", async ({ name, answers }) => {
  const { client, sent } = stubClient(answers);
  const wait = waits.find((each) => each.name === name)!.wait;
  const waiting: Promise<unknown> = wait(client, id, { intervalInMs: 1 });
  await vi.advanceTimersByTimeAsync(answers.length);
  await waiting;
  expect(sent).toHaveLength(answers.length);
});
