import { readFile } from "node:fs/promises";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Mock, type MockOptions, startMock } from "graph-education-sync/mock";
import { type Body, call, control, createBody, type Reply, send, upload } from "../../support/caller.ts";
import { startForTest } from "../../support/mock.ts";

const list = "listSynchronizationProfiles";
const create = "createSynchronizationProfile";

describe("Prefer", () => {
  it("returns the documented answer even if the request is invalid and has no token", async () => {
    const { url } = await startForTest();
    const headers = { prefer: "code=429", authorization: "" };
    const { status, headers: answered, body } = await call(url, create, { body: { garbage: true }, headers });
    expect([status, answered.get("retry-after"), body.error.code]).toEqual([429, "10", "TooManyRequests"]);
    expect(
      (await call(url, create, { body: {}, headers: { prefer: "code=201, example=powerSchool" } })).body["displayName"],
    ).toBe("Litware Academy Trust");
  });

  it.each([
    ["code=418", /Documented: code=200 \(example=firstPage, .*; code=429 \(example=tooManyRequests\)/],
    ["code=200, example=unheard", /Documented: code=200/],
    ["code=many", /must be a status, for example code=429\.$/],
  ])("explains for %s what can be preferred", async (prefer, message) => {
    const { url } = await startForTest();
    const { status, body } = await call(url, list, { headers: { prefer } });
    expect([status, body.error["target"]]).toEqual([400, "Prefer"]);
    expect(body.error["message"]).toMatch(message);
  });

  it("changes nothing in the store", async () => {
    const { url } = await startForTest();
    await call(url, create, { body: createBody("source"), headers: { prefer: "code=201" } });
    expect((await call(url, list)).body.value).toEqual([]);
  });
});

describe("throttling", () => {
  it("answers 429 above the rate and restarts the wait on an early retry", async () => {
    const { url, advance } = await startForTest({ scenario: { throttle: { requests: 2, seconds: 10 } } });
    const ask = async () => (await call(url, list)).status;
    expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429]);
    await advance(9_000);
    const early = await call(url, list);
    expect([early.status, early.headers.get("retry-after")]).toEqual([429, "10"]);
    await advance(9_000);
    expect(await ask()).toBe(429);
    await advance(10_001);
    expect(await ask()).toBe(200);
  });

  it("counts each caller separately", async () => {
    const { url } = await startForTest({ scenario: { throttle: { requests: 1, seconds: 10 } } });
    const as = async (token: string) =>
      (await call(url, list, { headers: { authorization: `Bearer ${token}` } })).status;
    expect([await as("a"), await as("b"), await as("a")]).toEqual([200, 200, 429]);
  });
});

describe("random failures", () => {
  const statuses = async (seed: number, failPercent = 50): Promise<number[]> => {
    const { url } = await startForTest({ seed, scenario: { failPercent } });
    const found: number[] = [];
    for (let count = 0; count < 40; count += 1) found.push((await call(url, list)).status);
    return found;
  };

  it("occur at the given rate, in the same order for the same seed", async () => {
    const first = await statuses(1);
    expect(first).toEqual(await statuses(1));
    expect(first).not.toEqual(await statuses(2));
    expect(new Set(first)).toEqual(new Set([200, 500, 503]));
    const failures = (found: number[]): number => found.filter((status) => status !== 200).length;
    // Bounds for 40 calls at 50 % and at 10 %, each missed by about one seed in a thousand.
    expect(failures(first)).toBeGreaterThan(10);
    expect(failures(first)).toBeLessThan(30);
    expect(failures(await statuses(1, 10))).toBeLessThan(12);
  });
});

describe("latency", () => {
  it("delays each answer", async () => {
    const { url } = await startForTest({ scenario: { latencyInMs: [60, 80] } });
    const before = performance.now();
    await call(url, list);
    expect(performance.now() - before).toBeGreaterThan(55);
  });
});

describe("the same seed", () => {
  it("gives the same ids, times and URLs", async () => {
    const story = async (): Promise<string> => {
      const mock = await startForTest({ seed: "story", profiles: "examples" });
      const answers: unknown[] = [];
      const ask = async (operationId: string, parts = {}) => {
        const { headers, body } = await call(mock.url, operationId, parts);
        answers.push(headers.get("request-id"), body);
        return String(body["id"]);
      };
      const id = await ask(create, { body: createBody("csvNewAccounts") });
      await ask("deleteSynchronizationProfile", { id: "none" });
      await mock.advance(60_000);
      await ask("getSynchronizationProfileUploadUrl", { id });
      await ask("getSynchronizationProfileStatus", { id: "c3f7a8d1-2b6e-4d90-9c15-7e84f0a2b6d3" });
      return JSON.stringify(answers).replaceAll(mock.url, "");
    };
    expect(await story()).toBe(await story());
  });
});

describe("callers", () => {
  it("of a tenant see only its profiles", async () => {
    const { url, journal } = await startForTest();
    const as = (tenant: string) => ({ headers: { "x-mock-tenant": tenant } });
    const { body } = await call(url, create, { body: createBody("source"), ...as("a") });
    expect((await call(url, list, as("a"))).body.value.length).toBe(1);
    expect((await call(url, list, as("b"))).body.value).toEqual([]);
    expect((await call(url, "getSynchronizationProfile", { id: String(body["id"]) })).status).toBe(404);
    expect((await journal("a")).length).toBe(2);
  });

  it("can be distinguished by their tokens", async () => {
    const { url } = await startForTest({ isolate: "token" });
    await call(url, create, { body: createBody("source") });
    expect((await call(url, list)).body.value.length).toBe(1);
    expect((await call(url, list, { headers: { authorization: "Bearer other" } })).body.value).toEqual([]);
  });

  it("of different tenants have separate faults, journals and resets", async () => {
    const mock = await startForTest({ scenario: { throttle: { requests: 3, seconds: 60 } } });
    const statusOf = async (tenant: string) =>
      (await call(mock.url, list, { headers: { "x-mock-tenant": tenant } })).status;
    await mock.scenario({ failPercent: 100 }, "a");
    expect([await statusOf("a"), await statusOf("b")]).toEqual([expect.toSatisfy((status) => status >= 500), 200]);
    for (const expected of [200, 200, 429]) expect(await statusOf("b")).toBe(expected);
    await mock.reset("a");
    expect([(await mock.journal("a")).length, (await mock.journal("b")).length]).toEqual([0, 4]);
    expect([await statusOf("a"), await statusOf("b")]).toEqual([200, 429]);
  });

  it.each([
    ["one", "a", [6, 7], [200, 429]],
    ["all", undefined, [6, 6], [200, 200]],
  ] as const)(
    "start with the same profiles and return to them on a reset of %s",
    async (_, reset, counts, statuses) => {
      const mock = await startForTest({ profiles: "examples" });
      const as = (tenant: string) => ({ headers: { "x-mock-tenant": tenant } });
      const count = async (tenant: string) => (await call(mock.url, list, as(tenant))).body.value.length;
      for (const tenant of ["a", "b"]) {
        expect(await count(tenant)).toBe(6);
        await call(mock.url, create, { body: createBody("source"), ...as(tenant) });
      }
      await mock.reset(reset);
      expect([await count("a"), await count("b")]).toEqual(counts);
      await mock.scenario({ throttle: { requests: 1, seconds: 60 } });
      for (const tenant of ["a", "b"])
        for (let calls = 0; calls < 2; calls += 1) await call(mock.url, list, as(tenant));
      await mock.reset(reset);
      await mock.scenario({ latencyInMs: 1 });
      const found = await Promise.all(
        ["a", "b"].map(async (tenant) => (await call(mock.url, list, as(tenant))).status),
      );
      expect(found).toEqual(statuses);
    },
  );

  it("can upload with an upload URL alone, and only to its profile", async () => {
    const { url, advance, journal } = await startForTest();
    const created = await call(url, create, { body: createBody("csvNewAccounts"), headers: { "x-mock-tenant": "a" } });
    await advance(1000);
    const { body } = await call(url, "getSynchronizationProfileUploadUrl", {
      id: String(created.body["id"]),
      headers: { "x-mock-tenant": "a" },
    });
    const uploadUrl = String(body["value"]);
    const put = (to: string) => upload(to, "School.csv", "SIS ID,Name\n");
    expect((await put(uploadUrl)).status).toBe(201);
    expect((await journal("a")).at(-1)).toMatchObject({ method: "PUT", status: 201 });
    expect((await put(uploadUrl.replace(/[^/]+(?=\?)/, String(created.body["id"])))).status).toBe(403);
    await call(url, "deleteSynchronizationProfile", {
      id: String(created.body["id"]),
      headers: { "x-mock-tenant": "a" },
    });
    await advance(1000);
    expect((await put(uploadUrl)).status).toBe(404);
  });
});

describe("many callers", () => {
  it("evict the tenants used longest ago and none still in use", async () => {
    const mock = await startForTest();
    const as = (tenant: string) => call(mock.url, list, { headers: { "x-mock-tenant": tenant } });
    await call(mock.url, create, { body: createBody("source") });
    await mock.seed("examples", "idle");
    for (let count = 0; count < 1000; count += 1) {
      await as(`t${count}`);
      if (count % 100 === 0) await call(mock.url, list);
    }
    expect((await call(mock.url, list)).body.value).toHaveLength(1);
    expect((await as("idle")).body.value).toEqual([]);
  });
});

describe("the control API", () => {
  it("lists what each property of a scenario accepts", async () => {
    const mock = await startForTest();
    const { choices, scenario } = (await control(mock, "GET", "")).body as unknown as {
      choices: Record<string, string>;
      scenario: object;
    };
    expect(Object.keys(choices).sort()).toEqual(Object.keys(scenario).sort());
    expect(choices["sync"]).toBe("one of success, errors, error, validationError, quarantined");
  });

  it("loads profiles, changes the scenario, advances the clock and resets", async () => {
    const mock = await startForTest();
    await control(mock, "POST", "/profiles", { body: { set: "examples" } });
    await control(mock, "POST", "/scenario", { body: { failPercent: 100 } });
    expect((await call(mock.url, list)).status).toBeGreaterThanOrEqual(500);
    expect((await control(mock, "GET", "")).body["scenario"]).toMatchObject({ failPercent: 100, throttle: null });
    const { body } = await control(mock, "POST", "/clock", { body: { advanceInMs: 86_400_000 } });
    expect(Date.parse(String(body["now"])) - Date.now()).toBeGreaterThan(86_000_000);
    await control(mock, "POST", "/reset");
    expect((await call(mock.url, list)).body.value).toEqual([]);
  });

  it("exports the current profiles in a form that it can load again", async () => {
    const mock = await startForTest();
    const body = { ...(createBody("powerSchool") as object), displayName: "Another trust" };
    const created = await call(mock.url, create, { body });
    await mock.seed("examples");
    await mock.advance(1000);
    const { body: exported } = await control(mock, "GET", "/profiles");
    const set = exported["set"] as unknown as Body[];
    expect(set).toHaveLength(7);
    expect(set[0]).toMatchObject({ id: created.body["id"], state: "provisioned" });
    expect(JSON.stringify(set)).not.toContain("not-a-real-secret");
    const headers = { "x-mock-tenant": "other" };
    await control(mock, "POST", "/profiles", { headers, body: exported });
    const again = await control(mock, "GET", "/profiles", { headers });
    expect(again.body).toMatchObject(exported);
  });

  it("reports its health without a token and records no successful probe", async () => {
    const mock = await startForTest({ controlToken: "hush" });
    const { version } = JSON.parse(await readFile("package.json", "utf8")) as { version: string };
    const { status, body } = await control(mock, "GET", "/health");
    expect([status, body]).toEqual([
      200,
      { status: "ok", store: "memory", uptimeInSeconds: expect.any(Number) as number, version },
    ]);
    expect(await mock.journal()).toEqual([]);
  });

  it("lists the latest requests, without secrets", async () => {
    const mock = await startForTest();
    await call(mock.url, create, { body: createBody("powerSchool") });
    await call(mock.url, create, { body: { displayName: 5 } });
    const { value } = (await control(mock, "GET", "/journal")).body;
    expect(value[0]).toMatchObject({
      method: "POST",
      status: 201,
      operationId: create,
      tenant: "default",
      body: { displayName: "Litware Academy Trust" },
    });
    expect(value[1]).toMatchObject({ status: 400, errorMessage: expect.stringContaining("required") as string });
    expect(JSON.stringify(value)).not.toMatch(/not-a-real-secret|any-token/);
  });

  it.each<[method: string, path: string, body: unknown, expected: string]>([
    ["POST", "/scenario", { sync: "sideways" }, "success, errors"],
    ["POST", "/scenario", { unheard: 1 }, "Expected one of: latencyInMs"],
    ["POST", "/profiles", { set: "unheard" }, "examples"],
    ["POST", "/profiles", { set: [{ dataProvider: {} }] }, "@odata.type"],
    ["POST", "/profiles", { set: [{ ...(createBody("source") as object), id: 5 }] }, "examples"],
    ["POST", "/scenario", { throttle: { requests: 10 } }, '"seconds": 1 to 3600'],
    ["POST", "/clock", { advanceInMs: "soon" }, "milliseconds"],
    ["POST", "/clock", { advanceInMs: -1 }, "from 0"],
    ["POST", "/clock", { advanceInMs: 1e15 }, "up to the year 9999"],
    ["POST", "/scenario", ["failPercent"], "object"],
    ["DELETE", "/clock", undefined, "POST"],
    ["GET", "/unheard", undefined, "GET /_mock"],
  ])("answers %s %s %j in the envelope, and says what is expected", async (method, path, body, expected) => {
    const reply = await control(await startForTest(), method, path, { body });
    expect(reply.body.error.message).toContain(expected);
  });
});

describe("an example preferred by name", () => {
  it.each([true, false])("has its own Location (stateless: %s)", async (stateless) => {
    const { url } = await startForTest({ stateless });
    const prefer = "code=201, example=powerSchool";
    const { headers, body } = await call(url, create, { body: createBody("source"), headers: { prefer } });
    expect(headers.get("location")).toMatch(new RegExp(`/${String(body["id"])}$`));
    expect(body["displayName"]).toBe("Litware Academy Trust");
  });
});

describe("a stateless mock", () => {
  it("answers with the contract's examples, byte for byte the same each time", async () => {
    const [one, other] = [await startForTest({ stateless: true }), await startForTest({ stateless: true })];
    const bytes = async (url: string, headers = {}) => {
      const reply = await send("GET", `${url}/education/synchronizationProfiles`, { headers });
      return [reply.status, reply.headers.get("request-id"), reply.text];
    };
    for (const headers of [{}, { prefer: "code=503" }, { authorization: "" }, { accept: "application/xml" }]) {
      expect(await bytes(one.url, headers)).toEqual(await bytes(other.url, headers));
    }
    expect((await bytes(one.url))[2]).toContain("graph.microsoft.com/beta/education/synchronizationProfiles?$top=2");
    const invalid = await call(one.url, create, { body: { ключ: 1 } });
    expect(invalid.headers.get("sl-violations")).toContain("\\u043a");
    const unknown = Object.fromEntries(Array.from({ length: 30 }, (_, count) => [`${"x".repeat(300)}${count}`, 1]));
    const { headers } = await call(one.url, create, { body: { ...(createBody("source") as object), ...unknown } });
    expect(JSON.parse(String(headers.get("sl-violations"))).length).toBeGreaterThan(3);
    expect((await call(one.url, create, { body: createBody("source") })).status).toBe(201);
  });
});

describe("startMock", () => {
  it("starts a separate server for each call", async () => {
    const all = await Promise.all(Array.from({ length: 200 }, () => startMock()));
    await Promise.all(all.map(({ close }) => close()));
    expect(new Set(all.map(({ url }) => url)).size).toBe(200);
  });

  it("refuses invalid profiles", async () => {
    await expect(startMock({ profiles: [{ displayName: "x" } as never] })).rejects.toThrow("@odata.type");
  });

  it("keeps running when onRequest rejects", async () => {
    const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    const failing = await startMock({
      onRequest: async () => {
        await Promise.resolve();
        throw new Error("no room left");
      },
    });
    expect((await fetch(`${failing.url}/unheard`)).status).toBe(404);
    await vi.waitFor(() => expect(warned).toHaveBeenCalledWith("onRequest failed: no room left"));
    expect((await fetch(`${failing.url}/unheard`)).status).toBe(404);
    await failing.close();
    warned.mockRestore();
  });

  it("keeps running when onRequest throws", async () => {
    const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    const mock = await startForTest({
      onRequest: () => {
        throw new Error("no room");
      },
    });
    expect((await call(mock.url, list)).status).toBe(200);
    await vi.waitFor(() => expect(warned).toHaveBeenCalledWith("onRequest failed: no room"));
    warned.mockRestore();
  });

  it.each<[MockOptions, string]>([
    [{ port: 70_000 }, "'port' must be an integer from 0 to 65535"],
    [{ bodyLimit: -1 }, "'bodyLimit' must be"],
    [{ maxProfiles: Number.NaN }, "'maxProfiles' must be"],
    [{ pace: { ms: "x" as never } }, "'pace' must be"],
    [{ isolate: "tenant" as never }, "'isolate' must be 'token'"],
    [{ stateless: true, profiles: "examples" }, "'profiles' cannot be used"],
    [{ stateless: true, store: "s.json" }, "'store' cannot be used"],
  ])("refuses %j and says what is expected", async (options, message) => {
    const refused = startMock(options);
    await expect(refused).rejects.toBeInstanceOf(RangeError);
    await expect(refused).rejects.toThrow(message);
  });

  it("refuses an invalid advance of the clock and keeps running", async () => {
    const mock = await startForTest();
    for (const ms of [-1, Number.NaN, 1e20]) await expect(mock.advance(ms)).rejects.toThrow(RangeError);
    expect((await call(mock.url, list)).status).toBe(200);
  });

  it("refuses an invalid scenario", async () => {
    await expect(startMock({ scenario: { failPercent: 101 } })).rejects.toThrow(
      "'failPercent' must be a number from 0 to 100, not 101.",
    );
  });

  describe("with a request under way", () => {
    let mock: Mock;
    let pending: Promise<Reply>;
    beforeEach(async () => {
      mock = await startForTest({ scenario: { latencyInMs: 500 } });
      pending = call(mock.url, list);
      await new Promise((resolve) => setTimeout(resolve, 200));
    });

    it("answers it before it closes", async () => {
      const before = performance.now();
      await Promise.all([mock.close(), expect(pending).resolves.toMatchObject({ status: 200 })]);
      expect(performance.now() - before).toBeLessThan(2000);
      await expect(fetch(mock.url)).rejects.toThrow();
    });

    it("resolves a second close only once it is closed", async () => {
      void mock.close();
      await mock.close();
      const soon = new Promise((resolve) => setTimeout(() => resolve("still under way"), 100));
      expect(await Promise.race([pending, soon])).toMatchObject({ status: 200 });
    });
  });
});
