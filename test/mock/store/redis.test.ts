import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { Redis } from "ioredis";
import { type Mock, type MockOptions, startMock } from "graph-education-sync/mock";
import { call, control, createBody, upload } from "../../support/caller.ts";
import { startForTest } from "../../support/mock.ts";
import { isSkipped, programs } from "../../programs/programs.ts";
import { applicationToken } from "../identity/tokens.ts";
import { type RedisServer, startServer } from "./redisServer.ts";
import { health, listedIds, newBody, uploadAll, uploadUrl } from "./storeCalls.ts";

let server: RedisServer;
let store: string;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.stop());
beforeEach(async () => {
  store = await server.newDatabase();
});

const start = (options: MockOptions = {}) => startForTest({ store, ...options });
const replicas = (options?: MockOptions) => Promise.all([start(options), start(options)]);

const create = "createSynchronizationProfile";
const get = "getSynchronizationProfile";
const update = "updateSynchronizationProfile";
const list = "listSynchronizationProfiles";
/** A last day within the 18 months that a profile may sync. */
const dayAfter = (days: number): string => new Date(Date.now() + (days + 1) * 86_400_000).toISOString().slice(0, 10);
const as = (tenant: string) => ({ headers: { "x-mock-tenant": tenant } });

describe.skipIf(isSkipped(programs.redis))("two replicas on one Redis", () => {
  it("show the same profiles in the same order and state", async () => {
    const [one, other] = await replicas({ pace: { reads: 2, ms: 3_600_000 } });
    const ids: string[] = [];
    for (const { url } of [one, other, one])
      ids.push(String((await call(url, create, { body: newBody() })).body["id"]));
    expect([await listedIds(one.url), await listedIds(other.url)]).toEqual([ids, ids]);
    const states = [];
    for (const { url } of [one, other, one, other]) states.push((await call(url, get, { id: ids[0]! })).body["state"]);
    expect(states).toEqual(["provisioning", "provisioning", "provisioned", "provisioned"]);
    await call(other.url, "deleteSynchronizationProfile", { id: ids[0]! });
    await one.advance(3_600_001);
    expect((await call(other.url, get, { id: ids[0]! })).status).toBe(404);
    expect(await listedIds(one.url)).toEqual(ids.slice(1));
  });

  it("start with the files that the other one accepted, by the URL that the other one gave", async () => {
    const [one, other] = await replicas({ pace: { reads: 0, ms: 0 } });
    const id = String((await call(one.url, create, { body: newBody() })).body["id"]);
    expect(await uploadAll(one.url, id)).toEqual(Array(6).fill(201));
    expect(await call(other.url, "startSynchronizationProfile", { id })).toMatchObject({
      status: 200,
      body: { value: [] },
    });
    const address = (await uploadUrl(one.url, id)).replace(one.url, other.url);
    const put = async (headers = {}) => (await upload(address, "School.csv", "SIS ID,Name\n", headers)).status;
    expect([await put(), await put({ "if-none-match": "*" })]).toEqual([201, 409]);
  });

  it("share the scenario and the clock, but not the journal", async () => {
    const [one, other] = await replicas();
    const change = (mock: Mock, path: string, body: object) => control(mock, "POST", path, { ...as("a"), body });
    await change(one, "/scenario", { failPercent: 100 });
    expect((await call(other.url, list, as("a"))).status).toBeGreaterThanOrEqual(500);
    expect((await call(other.url, list, as("b"))).status).toBe(200);
    await change(other, "/scenario", { latencyInMs: 1 });
    await one.scenario({ sync: "error" });
    const shown = await control(other, "GET", "", as("a"));
    expect(shown.body["scenario"]).toMatchObject({ failPercent: 100, latencyInMs: 1, sync: "error" });
    await change(other, "/reset", {});
    expect((await call(one.url, list, as("a"))).status).toBe(200);
    await Promise.all([one.advance(60_000), other.advance(60_000)]);
    const { body } = await change(one, "/clock", { advanceInMs: 0 });
    expect(Date.parse(String(body["now"])) - Date.now()).toBeGreaterThan(115_000);
    expect((await other.journal("b")).length).toBe(1);
    expect((await one.journal("b")).length).toBe(0);
  });

  it("accept each other's tokens with --auth strict", async () => {
    const [one, other] = await replicas({ auth: "strict" });
    const authorization = `Bearer ${await applicationToken(one.url)}`;
    for (const { url } of [other, one])
      expect((await call(url, list, { headers: { authorization } })).status).toBe(200);
    expect((await call(other.url, list)).status).toBe(401);
    const later = await start({ auth: "strict" });
    expect((await call(later.url, list, { headers: { authorization } })).status).toBe(200);
  });

  it("share one seed", async () => {
    const [one, other] = await replicas({ seed: "s" });
    const ids = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const { body } = await call(index % 2 ? one.url : other.url, create, { body: newBody() });
        return body["id"];
      }),
    );
    expect(new Set(ids).size).toBe(20);
    await Promise.all([one.close(), other.close()]);
    store = await server.newDatabase();
    const alone = await start({ seed: "s" });
    const again = [];
    for (let count = 0; count < 20; count += 1)
      again.push((await call(alone.url, create, { body: newBody() })).body["id"]);
    expect(again.sort()).toEqual(ids.sort());
  });

  it("apply each of many concurrent updates and show one of them as a whole", async () => {
    const [one, other] = await replicas();
    const id = String((await call(one.url, create, { body: newBody() })).body["id"]);
    const bodyOf = (index: number) => ({
      displayName: `Name ${index}`,
      expirationDate: dayAfter(index),
      handleSpecialCharacterConstraint: index % 2 === 0,
    });
    for (let round = 0; round < 5; round += 1) {
      const answers = await Promise.all(
        Array.from({ length: 6 }, (_, index) =>
          call(index % 2 ? one.url : other.url, update, { id, body: bodyOf(round * 6 + index) }),
        ),
      );
      const updated = answers.filter(({ status }) => status === 200).map(({ body }) => body["displayName"]);
      expect(updated).toHaveLength(6);
      const [a, b] = await Promise.all([one, other].map(async ({ url }) => (await call(url, get, { id })).body));
      expect(updated).toContain(a?.["displayName"]);
      const index = Number(String(a?.["displayName"]).slice(5));
      for (const shown of [a, b]) expect(shown).toMatchObject(bodyOf(index));
    }
  });

  it("lose no concurrent update of different properties", async () => {
    const [one, other] = await replicas();
    const id = String((await call(one.url, create, { body: newBody() })).body["id"]);
    for (let round = 0; round < 10; round += 1) {
      const [displayName, expirationDate] = [`Name ${round}`, dayAfter(round)];
      const updates = [
        call(one.url, update, { id, body: { displayName } }),
        call(other.url, update, { id, body: { expirationDate } }),
      ];
      expect((await Promise.all(updates)).map(({ status }) => status)).toEqual([200, 200]);
      expect((await call(one.url, get, { id })).body).toMatchObject({ displayName, expirationDate });
    }
  });

  it("share the limit on profiles and never give an id twice", async () => {
    const [one, other] = await replicas({ maxProfiles: 5 });
    const body = createBody("csvNewAccounts");
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => call(index % 2 ? one.url : other.url, create, { body })),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(5);
    expect(statuses.filter((status) => status === 503)).toHaveLength(5);
    expect(new Set(await listedIds(one.url)).size).toBe(5);
  });
});

describe.skipIf(isSkipped(programs.redis))("a store in Redis", () => {
  it("holds no secret of a provider, and expires only with a time to live", async () => {
    const client = new Redis(store);
    const lasting = await start();
    await call(lasting.url, create, { body: createBody("powerSchool") });
    for (const key of await client.keys("*")) expect([key, await client.ttl(key)]).toEqual([key, -1]);
    const stored = JSON.stringify(await client.hgetall("{graph-education-sync:default}"));
    expect(stored).toContain("PowerSchool");
    expect(stored).not.toContain("not-a-real");

    const passing = await start({ ttlInSeconds: 60, profiles: "examples" });
    const id = String((await call(passing.url, create, { body: newBody(), ...as("a") })).body["id"]);
    await passing.scenario({ sync: "error" }, "a");
    expect(await client.ttl("{graph-education-sync:a}")).toBeGreaterThan(50);
    // As if it had expired.
    expect(await client.del("{graph-education-sync:a}")).toBe(1);
    expect((await call(passing.url, get, { id, ...as("a") })).status).toBe(404);
    expect(await listedIds(passing.url, "a")).toHaveLength(6);
    await client.quit();
  });

  it("of another version is refused", async () => {
    const client = new Redis(store);
    await client.set("{graph-education-sync}:format", "1");
    await client.quit();
    await expect(startMock({ store })).rejects.toThrow("another version of this package wrote it in format 1");
  });

  it("that can't be reached at the start is reported without its password", async () => {
    const refused = startMock({ store: "redis://user:hush@127.0.0.1:1/3" });
    await expect(refused).rejects.toThrow(/^The store redis:\/\/127\.0\.0\.1:1\/3 can't be used: connect ECONNREFUSED/);
  });
});

describe.skipIf(isSkipped(programs.redis))("a Redis that is gone", () => {
  it("leads to 503 within two seconds and is used again when it is back", async () => {
    const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    const own = await startServer();
    const mock = await start({ store: own.url });
    try {
      await call(mock.url, create, { body: newBody() });
      await own.stop();
      for (const operation of [create, list]) {
        const began = performance.now();
        const body = operation === create ? { body: newBody() } : {};
        const { status, headers, body: answer } = await call(mock.url, operation, body);
        expect([status, headers.get("retry-after"), answer.error.code]).toEqual([503, "1", "ServiceUnavailable"]);
        expect(performance.now() - began).toBeLessThan(2000);
      }
      expect(await health(mock.url)).toMatchObject({ status: 503, body: { status: "unavailable", store: "redis" } });
      expect((await mock.journal()).at(-1)?.errorMessage).toMatch(/^The store redis:\S+ is unavailable/);
      expect(warned.mock.calls.map(([text]) => String(text))).toEqual([expect.stringMatching(/answered with 503/)]);
      const back = await startServer(own.port);
      try {
        await vi.waitFor(async () => expect((await health(mock.url)).status).toBe(200), { timeout: 10_000 });
        expect((await call(mock.url, create, { body: newBody() })).status).toBe(201);
        // A server that hangs counts as gone.
        back.child.kill("SIGSTOP");
        const began = performance.now();
        expect((await call(mock.url, list)).status).toBe(503);
        expect(performance.now() - began).toBeLessThan(2500);
        back.child.kill("SIGCONT");
        await vi.waitFor(async () => expect((await call(mock.url, list)).status).toBe(200), { timeout: 10_000 });
      } finally {
        await mock.close();
        await back.stop();
      }
    } finally {
      warned.mockRestore();
      await own.stop();
    }
  });
});
