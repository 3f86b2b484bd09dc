import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { type Mock, type MockOptions, startMock } from "graph-education-sync/mock";
import { isSkipped, programs } from "../../programs/programs.ts";
import { call, control, upload } from "../../support/caller.ts";
import { startForTest } from "../../support/mock.ts";
import { applicationToken } from "../identity/tokens.ts";
import { ask, type RedisServer, startServer } from "./redisServer.ts";
import { health, listedIds, newBody, uploadUrl } from "./storeCalls.ts";

const create = "createSynchronizationProfile";
const list = "listSynchronizationProfiles";
const as = (tenant: string) => ({ headers: { "x-mock-tenant": tenant } });
const soon = { timeout: 10_000, interval: 50 };

let server: RedisServer;
let store: string;
let client: Redis;
let warnings: string[];
beforeAll(async () => {
  if (!isSkipped(programs.redis)) server = await startServer();
});
afterAll(() => server?.stop());
beforeEach(async () => {
  warnings = [];
  vi.spyOn(process, "emitWarning").mockImplementation((warning) => void warnings.push(String(warning)));
  // Once the mocks are closed.
  onTestFinished(() => void vi.restoreAllMocks());
  if (isSkipped(programs.redis)) return;
  store = await server.newDatabase();
  client = new Redis(store);
});
afterEach(() => client?.disconnect());

const start = (options: MockOptions = {}) => startForTest({ store, ...options });
const createIn = async ({ url }: Mock, tenant = "default"): Promise<string> => {
  const { status, body } = await call(url, create, { body: newBody(), ...as(tenant) });
  expect(status).toBe(201);
  return String(body["id"]);
};

describe.skipIf(isSkipped(programs.redis))("data lost in Redis", () => {
  it("counts as missing: a record, a tenant or everything", async () => {
    const mock = await start({ pace: { reads: 0, ms: 0 } });
    const [first, second] = [await createIn(mock), await createIn(mock)];
    await client.hdel("{graph-education-sync:default}", `profile ${first}`);
    expect(await listedIds(mock.url)).toEqual([second]);
    expect((await call(mock.url, "getSynchronizationProfile", { id: first })).status).toBe(404);
    expect((await control(mock, "GET", "/profiles")).status).toBe(200);
    await client.hdel("{graph-education-sync:default}", "buckets", "count");
    expect((await control(mock, "POST", "/reset")).status).toBe(200);
    const third = await createIn(mock);
    expect(await listedIds(mock.url)).toEqual([third]);
    await client.del("{graph-education-sync:default}");
    expect(await listedIds(mock.url)).toEqual([]);
    expect((await control(mock, "POST", "/reset")).status).toBe(200);
    await client.flushdb();
    const fourth = await createIn(mock);
    expect(await listedIds(mock.url)).toEqual([fourth]);
  });

  it("is recreated for all replicas: keys, tenant names and initial profiles", async () => {
    const one = await start({ profiles: "examples", auth: "strict" });
    const before = `Bearer ${await applicationToken(one.url)}`;
    await client.flushdb();
    const other = await start({ profiles: "examples", auth: "strict" });
    const authorization = `Bearer ${await applicationToken(other.url)}`;
    for (const { url } of [one, other])
      expect((await call(url, list, { headers: { authorization } })).body.value).toHaveLength(6);
    expect((await call(one.url, list, { headers: { authorization: before } })).status).not.toBe(500);
    expect(await client.zrange("{graph-education-sync}:tenants", "0", "-1")).toEqual(["default"]);
    const names = (await control(other, "GET", "")).body as unknown as { mock: { tenants: string[] } };
    expect(names.mock.tenants).toEqual(["default"]);
  });

  it("leaves upload URLs valid between a replica and one that starts later", async () => {
    const one = await start();
    await createIn(one);
    await client.flushdb();
    const id = await createIn(one);
    const other = await start();
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      const address = (await uploadUrl(from.url, id)).replace(from.url, to.url);
      expect((await upload(address, "School.csv", "SIS ID,Name\n")).status).toBe(201);
    }
  });
});

describe.skipIf(isSkipped(programs.redis))("a mock that starts on Redis", () => {
  it.each(["allkeys-lru", "volatile-lru"])("warns about the policy %s", async (policy) => {
    await client.config("SET", "maxmemory-policy", policy);
    try {
      await start();
      expect(warnings).toEqual([expect.stringContaining(`(maxmemory-policy ${policy}), which would lose tenants`)]);
    } finally {
      await client.config("SET", "maxmemory-policy", "noeviction");
    }
  });

  it.each<[what: string, url: () => Promise<string> | string, message: RegExp]>([
    [
      "a database that does not exist",
      () => `${server.url}/4711`,
      /it has no database 4711 \(ERR DB index is out of range\)/,
    ],
    [
      "a user without commands",
      () => user("poor", "~*", "+@all", "-hset", "-evalsha"),
      /'poor' lacks the commands .*EVALSHA/,
    ],
    [
      "a user without a command that scripts use",
      () => user("poorer", "~*", "+@all", "-hincrby"),
      /lacks the commands HINCRBY\./,
    ],
    ["a user without SELECT", () => user("fixed", "~*", "+@all", "-select"), /'fixed' lacks the command SELECT/],
    [
      "a user without the keys",
      () => user("foreign", "~other*", "+@all"),
      /'foreign' may not use the keys that start with/,
    ],
    ["a wrong password", () => `redis://poor:hush@127.0.0.1:${server.port}/1`, /WRONGPASS/],
  ])("refuses %s and says why", async (_, url, message) => {
    const refused = startMock({ store: await url() });
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.not.toThrow(/hush/);
  });

  it("refuses a read-only replica", async () => {
    const replica = await startServer(undefined, "--replicaof", `127.0.0.1 ${server.port}`);
    try {
      await expect(startMock({ store: replica.url })).rejects.toThrow(/READONLY/);
    } finally {
      await replica.stop();
    }
  });

  it("needs only the listed commands and keys", async () => {
    const commands =
      "+get +set +del +hget +hmget +hset +hdel +hexists +hkeys +hincrby +zadd +zrem +zcard +zrange +zrangebylex";
    const others = "+evalsha +eval +time +expire +persist +select";
    const mock = await start({
      store: await user("narrow", "~{graph-education-sync*", ...`${commands} ${others}`.split(" ")),
    });
    await createIn(mock);
    expect((await health(mock.url)).status).toBe(200);
  });

  async function user(name: string, ...rules: string[]): Promise<string> {
    await client.call("ACL", "SETUSER", name, "reset", "on", ">any", ...rules);
    return store.replace("//", `//${name}:any@`);
  }
});

describe.skipIf(isSkipped(programs.redis))("while writes to Redis fail", () => {
  const faults: [name: string, begin: () => Promise<unknown>, end: () => Promise<unknown>, reason: RegExp][] = [
    [
      "because the server became a replica",
      () => ask(server.port, "replicaof", "127.0.0.1", 1),
      () => ask(server.port, "replicaof", "no", "one"),
      /READONLY|MASTERDOWN|connection was/,
    ],
    [
      "because its memory is full",
      () => ask(server.port, "config", "set", "maxmemory", 1),
      () => ask(server.port, "config", "set", "maxmemory", 0),
      /OOM/,
    ],
    [
      "because it lacks replicas",
      () => ask(server.port, "config", "set", "min-replicas-to-write", 1),
      () => ask(server.port, "config", "set", "min-replicas-to-write", 0),
      /NOREPLICAS/,
    ],
    [
      "because the user may no longer write",
      () => ask(server.port, "acl", "setuser", "default", "-hset"),
      () => ask(server.port, "acl", "setuser", "default", "+hset"),
      /ACL failure|NOPERM|can't run/,
    ],
  ];
  it.each(faults)("%s, the health is also 503, and both recover by themselves", async (_, begin, end, reason) => {
    const mock = await start();
    await createIn(mock);
    await begin();
    try {
      await vi.waitFor(async () => expect((await health(mock.url)).status).toBe(503), soon);
      expect((await health(mock.url)).body).toMatchObject({
        status: "unavailable",
        message: expect.stringMatching(reason) as string,
      });
      const { status, body } = await call(mock.url, create, { body: newBody() });
      expect(status).toBe(503);
      expect(body.error.message).toMatch(/Nothing was changed\.$|may have been stored anyway/);
    } finally {
      await end();
    }
    await vi.waitFor(async () => expect((await health(mock.url)).status).toBe(200), soon);
    await createIn(mock);
    expect(await listedIds(mock.url)).toHaveLength(2);
    expect(warnings).toEqual([
      expect.stringMatching(/is unavailable: .*\. Requests are answered with 503\.$/),
      expect.stringMatching(/is available again\.$/),
    ]);
  });

  it("the message says whether the change may have been stored", async () => {
    const mock = await start();
    await createIn(mock);
    await client.config("SET", "min-replicas-to-write", "1");
    const refused = await call(mock.url, create, { body: newBody() });
    await client.config("SET", "min-replicas-to-write", "0");
    expect(refused.body.error.message).toMatch(/NOREPLICAS .*\. Nothing was changed\.$/);
    await client.client("PAUSE", 2500, "WRITE");
    const unknown = await call(mock.url, create, { body: newBody() });
    expect(unknown.body.error.message).toMatch(
      /did not answer in time\. The change may have been stored anyway: read it/,
    );
    await vi.waitFor(async () => expect(await listedIds(mock.url)).toHaveLength(2), soon);
  });

  it("the server is probed once a second, however many ask for the health", async () => {
    const mock = await start();
    await createIn(mock);
    await sleep(1000);
    const probes = async () =>
      /cmdstat_persist:calls=(\d+)/.exec(await ask<string>(server.port, "info", "commandstats"))?.[1];
    const before = Number(await probes());
    const began = performance.now();
    await Promise.all(Array.from({ length: 50 }, () => health(mock.url)));
    const seconds = Math.floor((performance.now() - began) / 1000);
    expect(Number(await probes()) - before).toBeLessThanOrEqual(1 + seconds);
  });
});

describe.skipIf(isSkipped(programs.redis))("when Redis is gone", () => {
  it("the mock still serves the console, the journal, the keys and the configuration", async () => {
    const own = await startServer();
    const mock = await start({ store: own.url });
    try {
      await createIn(mock);
      const keys = `${mock.url}/common/discovery/v2.0/keys`;
      expect((await fetch(keys)).status).toBe(200);
      await own.stop();
      const page = await fetch(`${mock.url}/_mock`, { headers: { accept: "text/html" } });
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("<!doctype html>")]);
      const { status, body } = await call(mock.url, create, { body: newBody() });
      expect([status, body.error.code]).toEqual([503, "ServiceUnavailable"]);
      const paths = [
        "/_mock",
        "/_mock/journal",
        "/_mock/openapi.json",
        "/common/v2.0/.well-known/openid-configuration",
      ];
      for (const path of paths) {
        const headers = { accept: "application/json" };
        expect([path, (await fetch(mock.url + path, { headers })).status]).toEqual([path, 200]);
      }
      expect((await fetch(keys)).status).toBe(200);
      expect((await control(mock, "GET", "/profiles")).status).toBe(503);
      const { value } = (await control(mock, "GET", "/journal")).body as unknown as { value: { status: number }[] };
      expect(value.map((entry) => entry.status)).toContain(503);
    } finally {
      await own.stop();
    }
  });

  it.each([
    ["nothing acknowledged, with appendonly yes and appendfsync always", true],
    ["everything, without them", false],
  ])("after a kill, it loses %s", async (_, isDurable) => {
    const folder = await mkdtemp(join(tmpdir(), "graph-education-sync-redis-"));
    const durable = isDurable ? ["--appendonly", "yes", "--appendfsync", "always"] : [];
    const own = await startServer(undefined, "--dir", folder, ...durable);
    const mock = await start({ store: own.url });
    const ids = await Promise.all(Array.from({ length: 20 }, () => createIn(mock)));
    await own.stop();
    const back = await startServer(own.port, "--dir", folder, ...durable);
    try {
      await vi.waitFor(async () => expect((await call(mock.url, list)).status).toBe(200), soon);
      expect((await listedIds(mock.url)).sort()).toEqual(isDurable ? ids.sort() : []);
      await createIn(mock);
    } finally {
      await mock.close();
      await back.stop();
      await rm(folder, { recursive: true });
    }
  });
});

describe.skipIf(isSkipped(programs.redis))("a time to live", () => {
  const scenarioOf = async (mock: Mock, tenant: string) =>
    ((await control(mock, "GET", "", as(tenant))).body as unknown as { scenario: { sync: string } }).scenario.sync;

  it("is renewed with each change for all of a tenant's data, including its scenario", async () => {
    const mock = await start({ ttlInSeconds: 4, seed: "s" });
    await mock.scenario({ sync: "error" }, "a");
    for (let created = 0; created < 4; created += 1) {
      await createIn(mock, "a");
      await sleep(1500);
    }
    expect([await scenarioOf(mock, "a"), (await listedIds(mock.url, "a")).length]).toEqual(["error", 4]);
    await sleep(4200);
    expect([await scenarioOf(mock, "a"), await listedIds(mock.url, "a")]).toEqual(["success", []]);
    // What is left belongs to no tenant or has a time to live.
    const keys = await client.keys("{graph-education-sync:*");
    for (const key of keys) expect(await client.ttl(key)).toBeGreaterThan(0);
  });

  it("removes the names of expired tenants", async () => {
    const mock = await start({ ttlInSeconds: 60 });
    const names = Array.from({ length: 3000 }, (_, index) => ["0", `run-${index}`]);
    await client.zadd("{graph-education-sync}:tenants", ...names.flat());
    for (let count = 0; count < 10; count += 1) await createIn(mock, `new-${count}`);
    expect(await client.zcard("{graph-education-sync}:tenants")).toBeLessThan(3000);
    const { mock: shown } = (await control(mock, "GET", "")).body as unknown as { mock: { tenants: string[] } };
    expect(shown.tenants.length).toBeGreaterThan(0);
    await vi.waitFor(async () => {
      await control(mock, "GET", "");
      expect(await client.zcard("{graph-education-sync}:tenants")).toBe(10);
    }, soon);
  });
});

describe.skipIf(isSkipped(programs.redis))("two replicas", () => {
  it("answer 80 concurrent updates of one profile with 200", async () => {
    const [one, other] = [await start(), await start()];
    const id = await createIn(one);
    const answers = await Promise.all(
      Array.from({ length: 80 }, (_, index) =>
        call(index % 2 ? one.url : other.url, "updateSynchronizationProfile", {
          id,
          body: { displayName: `Name ${index}` },
        }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(80).fill(200));
  });

  it("started at the same time show the same profiles from the first answer on", async () => {
    for (let round = 0; round < 5; round += 1) {
      store = await server.newDatabase();
      const started = await Promise.all([
        start({ profiles: "examples" }),
        start({ profiles: "examples" }),
        start({ profiles: "examples" }),
      ]);
      const listed = await Promise.all(started.map(({ url }) => listedIds(url)));
      expect(listed[0]).toHaveLength(6);
      for (const ids of listed) expect(ids).toEqual(listed[0]);
    }
  });

  it("remove profiles whose deletion has ended even if nobody reads them", async () => {
    const mock = await start({ pace: { reads: 9, ms: 100 } });
    const ids = await Promise.all(Array.from({ length: 60 }, () => createIn(mock)));
    await Promise.all(ids.map((id) => call(mock.url, "deleteSynchronizationProfile", { id })));
    await vi.waitFor(async () => expect(await client.hget("{graph-education-sync:default}", "count")).toBe("0"), soon);
    expect(await client.hlen("{graph-education-sync:default}")).toBe(2);
  });
});
