import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { startSynchronization, waitUntilProvisioned } from "graph-education-sync";
import { BASE, hang, json, profile, PROFILES, stubClient } from "./stub.ts";

describe("waitUntilProvisioned", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 0, toFake: ["setTimeout", "clearTimeout", "Date"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const inState = (...states: string[]) => states.map((state) => json(200, { ...profile, state }));

  test("looks until the profile is provisioned and tells of every look", async () => {
    const { client, sent } = stubClient(inState("provisioning", "unknownFutureValue", "provisioned"));
    const seen: [number, string][] = [];
    const ready = waitUntilProvisioned(client, profile.id, { onProgress: (p) => seen.push([Date.now(), p.state]) });
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await ready).state).toBe("provisioned");
    expect(seen).toEqual([
      [0, "provisioning"],
      [5000, "unknownFutureValue"],
      [10_000, "provisioned"],
    ]);
    expect(sent[0]!.url).toBe(`${BASE}${PROFILES}/${profile.id}`);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("a profile already provisioned needs one look and no wait", async () => {
    const { client, sent } = stubClient(inState("provisioned"));
    await waitUntilProvisioned(client, profile.id);
    expect(sent).toHaveLength(1);
    expect(Date.now()).toBe(0);
  });

  test.for(["provisioningFailed", "deleting", "deletionFailed"])("%s ends the wait with an error", async (state) => {
    const { client, sent } = stubClient(inState(state));
    await expect(waitUntilProvisioned(client, profile.id)).rejects.toMatchObject({
      name: "GraphError",
      code: state,
      message: `Fall is ${state}`,
    });
    expect(sent).toHaveLength(1);
  });

  test("a profile that is gone ends the wait with the service's error", async () => {
    const { client } = stubClient([json(404, { error: { code: "NotFound", message: "Gone." } })]);
    await expect(waitUntilProvisioned(client, profile.id)).rejects.toMatchObject({ statusCode: 404, code: "NotFound" });
  });

  test.for([
    { what: "between two looks", answers: inState("provisioning") },
    { what: "during a look", answers: [...inState("provisioning"), hang] },
  ])("the time limit ends the wait $what", async ({ answers }) => {
    const { client, sent } = stubClient(answers);
    const ready = waitUntilProvisioned(client, profile.id, { intervalInMs: 400, timeoutInMs: 1000 });
    ready.catch(() => {});
    await vi.advanceTimersByTimeAsync(1000);
    await expect(ready).rejects.toMatchObject({ name: "TimeoutError", message: "1000 ms elapsed" });
    expect(sent.length).toBe(answers.length === 1 ? 3 : 2);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("without an option it gives up after half an hour, with 0 never", async () => {
    const { client, sent } = stubClient(inState("provisioning"));
    const half = waitUntilProvisioned(client, profile.id, { intervalInMs: 60_000 });
    const never = waitUntilProvisioned(client, profile.id, { intervalInMs: 60_000, timeoutInMs: 0 });
    const settled = vi.fn();
    half.catch(() => {});
    never.finally(settled);
    await vi.advanceTimersByTimeAsync(1_800_000);
    await expect(half).rejects.toMatchObject({ name: "TimeoutError" });
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(settled).not.toHaveBeenCalled();
    expect(sent.length).toBe(30 + 91);
  });

  test("abort ends the wait, also from within onProgress", async () => {
    for (const when of ["later", "onProgress"]) {
      const { client, sent } = stubClient(inState("provisioning"));
      const abort = new AbortController();
      const stop = () => abort.abort(new Error("enough"));
      const onProgress = () => when === "onProgress" && stop();
      const ready = waitUntilProvisioned(client, profile.id, { signal: abort.signal, onProgress });
      ready.catch(() => {});
      await vi.advanceTimersByTimeAsync(100);
      stop();
      await expect(ready).rejects.toThrow("enough");
      expect(sent).toHaveLength(1);
      expect(vi.getTimerCount()).toBe(0);
    }
  });
});

describe("startSynchronization", () => {
  const warning = { type: "Warning", fileName: "teacher.csv", description: "2 duplicates" };
  const finding = (type: string) => ({ type, fileName: "student.csv", description: "3 rows lack a value" });

  test.for([
    { what: "no body", response: new Response(null, { status: 200 }), messages: [] },
    { what: "no findings", response: json(200, { value: [] }), messages: [] },
    { what: "warnings", response: json(200, { value: [warning] }), messages: [warning] },
  ])("resolves to the findings after $what", async ({ response, messages }) => {
    const { client, sent } = stubClient([response]);
    expect(await startSynchronization(client, "1")).toEqual(messages);
    expect([sent[0]!.method, sent[0]!.url]).toEqual(["POST", `${BASE}${PROFILES}/1/start`]);
  });

  test.for([
    { status: 200, type: "Error" },
    { status: 200, type: "error" },
    { status: 400, type: "ERROR" },
  ])("rejects when a finding is an $type under $status", async ({ status, type }) => {
    const { client } = stubClient([json(status, { value: [warning, finding(type)] })]);
    await expect(startSynchronization(client, "1")).rejects.toMatchObject({
      name: "GraphError",
      statusCode: status,
      code: "verificationFailed",
      message: "student.csv: 3 rows lack a value",
      details: [{ code: "Warning" }, { code: type, target: "student.csv" }],
    });
  });

  test("rejects with the service's error when it has one", async () => {
    const { client } = stubClient([json(400, { error: { code: "BadRequest", message: "Not a CSV profile." } })]);
    await expect(startSynchronization(client, "1")).rejects.toMatchObject({ code: "BadRequest" });
  });

  test("abort reaches the request", async () => {
    const { client } = stubClient([json(200, {})]);
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(startSynchronization(client, "1", { signal })).rejects.toThrow("enough");
  });
});
