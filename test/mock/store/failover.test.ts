import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Mock, startMock } from "graph-education-sync/mock";
import { isSkipped, programs } from "../../programs/programs.ts";
import { call } from "../../support/caller.ts";
import { countLost, createUnderLoad, type Load } from "./load.ts";
import {
  ask,
  type RedisCluster,
  type RedisServer,
  type Sentinels,
  startCluster,
  startReplica,
  startSentinels,
  startServer,
} from "./redisServer.ts";
import { health, listedIds, newBody } from "./storeCalls.ts";

const tenants = ["a", "b", "c", "d", "e", "f", "g", "h"];
const seconds = (count: number) => ({ timeout: count * 1000, interval: 100 });

let mocks: Mock[];
let warnings: string[];
beforeEach(() => {
  mocks = [];
  warnings = [];
  vi.spyOn(process, "emitWarning").mockImplementation((warning) => void warnings.push(String(warning)));
});
afterEach(async () => {
  await Promise.all(mocks.map((mock) => mock.close()));
  vi.restoreAllMocks();
});

async function startTwo(store: string): Promise<Mock[]> {
  mocks = await Promise.all([startMock({ store }), startMock({ store })]);
  return mocks;
}

async function underLoad(change: (load: Load) => Promise<void>): Promise<Load> {
  const load = createUnderLoad(mocks, tenants);
  try {
    await sleep(500);
    await change(load);
  } finally {
    await load.stop();
  }
  return load;
}

const created = ({ acknowledged }: Load): number => [...acknowledged.values()].flat().length;

/** Waits until every tenant gets 201 again. */
async function writesGoOn({ acknowledged }: Load, within: number): Promise<void> {
  const before = new Map([...acknowledged].map(([tenant, ids]) => [tenant, ids.length]));
  const areAllOn = () => [...acknowledged].every(([tenant, ids]) => ids.length > (before.get(tenant) ?? 0) + 3);
  await vi.waitFor(() => expect(areAllOn()).toBe(true), seconds(within));
}

const isInSync = ({ port }: RedisServer): Promise<void> =>
  vi.waitFor(
    async () => expect(await ask<string>(port, "info", "replication")).toContain("master_link_status:up"),
    seconds(10),
  );

/** A name that resolves to a server, like one in DNS: open connections stay where they are. */
async function startName(target: () => number): Promise<{ server: Server; port: number }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const other = connect(target(), "127.0.0.1");
    for (const [from, to] of [
      [socket, other],
      [other, socket],
    ] as const) {
      sockets.add(from);
      from.pipe(to);
      from.on("error", () => to.destroy());
      from.on("close", () => to.destroy());
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  server.on("close", () => sockets.forEach((socket) => socket.destroy()));
  return { server, port: (server.address() as AddressInfo).port };
}

const report = (event: string, counts: object, load: Load): void => {
  const statuses = new Map<number, number>();
  for (const { status } of load.refused) statuses.set(status, (statuses.get(status) ?? 0) + 1);
  if (process.env["REPORT"])
    console.log(event, JSON.stringify(counts), Object.fromEntries(statuses), [
      ...new Set(load.refused.map(({ message }) => message)),
    ]);
};

describe.skipIf(isSkipped(programs.redis))("a store behind Sentinels", () => {
  let sentinels: Sentinels;
  beforeEach(async () => {
    sentinels = await startSentinels();
    await startTwo(`redis+sentinel://${sentinels.ports.map((port) => `127.0.0.1:${port}`).join(",")}/mock/0`);
  });
  afterEach(() => sentinels.stop());

  it("answers 503 during a failover, then keeps writing", async () => {
    const [primary, replica] = sentinels.servers as [RedisServer, RedisServer];
    const load = await underLoad(async (load) => {
      await ask(sentinels.ports[0]!, "sentinel", "failover", "mock");
      await vi.waitFor(async () => expect(await sentinels.primary()).toBe(replica.port), seconds(10));
      await sleep(1000);
      await writesGoOn(load, 20);
    });
    await vi.waitFor(
      async () => expect(await ask<string>(primary.port, "info", "replication")).toContain("role:slave"),
      seconds(20),
    );
    expect(load.refused.every(({ status }) => status === 503)).toBe(true);
    const counts = await countLost(mocks[0]!, load);
    report("SENTINEL FAILOVER", counts, load);
    await vi.waitFor(async () => expect((await health(mocks[0]!.url)).status).toBe(200), seconds(5));
    expect((await call(mocks[1]!.url, "createSynchronizationProfile", { body: newBody() })).status).toBe(201);
  });

  it("keeps writing after its primary is killed", async () => {
    const [primary, replica] = sentinels.servers as [RedisServer, RedisServer];
    const load = await underLoad(async (load) => {
      await primary.stop();
      await vi.waitFor(async () => expect(await sentinels.primary()).toBe(replica.port), seconds(15));
      await writesGoOn(load, 20);
    });
    const counts = await countLost(mocks[0]!, load);
    report("primary killed", counts, load);
    expect(warnings.filter((text) => /is unavailable/.test(text)).length).toBeGreaterThan(0);
    expect(load.refused.every(({ status }) => status === 503)).toBe(true);
  });
});

describe.skipIf(isSkipped(programs.redis))("a store behind one name", () => {
  it("follows the name to another server when its own becomes a replica", async () => {
    const primary = await startServer();
    const replica = await startReplica(primary);
    let target = primary.port;
    const { server, port } = await startName(() => target);
    try {
      await isInSync(replica);
      await startTwo(`redis://127.0.0.1:${port}/1`);
      const load = await underLoad(async (load) => {
        await ask(primary.port, "client", "pause", 500, "write");
        await sleep(200);
        await ask(replica.port, "replicaof", "no", "one");
        await ask(primary.port, "replicaof", "127.0.0.1", replica.port);
        await vi.waitFor(async () => {
          const { status, body } = await health(mocks[0]!.url);
          expect([status, JSON.stringify(body)]).toEqual([
            503,
            expect.stringMatching(/read only replica|connection was/),
          ]);
        }, seconds(5));
        target = replica.port;
        await writesGoOn(load, 10);
      });
      const counts = await countLost(mocks[0]!, load);
      report("REPLICAOF behind one name", counts, load);
      expect(counts.lost).toBe(0);
    } finally {
      await Promise.all(mocks.map((mock) => mock.close()));
      mocks = [];
      server.close();
      await Promise.all([primary.stop(), replica.stop()]);
    }
  });

  it.each([
    ["what only the primary acknowledged, by default", 0],
    ["nothing, if min-replicas-to-write requires a replica", 1],
  ])("loses with a killed primary %s", async (_, minReplicas) => {
    const primary = await startServer();
    const replica = await startReplica(primary);
    let target = primary.port;
    const { server, port } = await startName(() => target);
    try {
      await isInSync(replica);
      // Until its first acknowledgement, a replica in sync doesn't count as one.
      await vi.waitFor(
        async () => expect(await ask<string>(primary.port, "info", "replication")).toMatch(/state=online.*lag=[01]\b/),
        seconds(10),
      );
      await ask(primary.port, "config", "set", "min-replicas-to-write", minReplicas);
      await startTwo(`redis://127.0.0.1:${port}`);
      const before = await underLoad(() => sleep(500));
      await ask(primary.port, "wait", 1, 5000);
      // As when the network between the two is cut.
      await ask(replica.port, "replicaof", "127.0.0.1", 1);
      await vi.waitFor(
        async () => expect(await ask<string>(primary.port, "info", "replication")).toContain("connected_slaves:0"),
        seconds(5),
      );
      const alone = await underLoad(() => sleep(500));
      await primary.stop();
      await ask(replica.port, "replicaof", "no", "one");
      target = replica.port;
      await vi.waitFor(async () => expect((await health(mocks[1]!.url)).status).toBe(200), seconds(10));
      expect(await countLost(mocks[0]!, before)).toEqual({ acknowledged: created(before), lost: 0 });
      const counts = await countLost(mocks[1]!, alone);
      report(`killed alone, min-replicas-to-write ${minReplicas}`, counts, alone);
      expect(counts.lost).toBe(created(alone));
      expect(created(alone) > 0).toBe(minReplicas === 0);
      if (minReplicas > 0) expect(alone.refused[0]?.message).toMatch(/NOREPLICAS .* Nothing was changed\.$/);
    } finally {
      await Promise.all(mocks.map((mock) => mock.close()));
      mocks = [];
      server.close();
      await Promise.all([primary.stop(), replica.stop()]);
    }
  });
});

describe.skipIf(isSkipped(programs.redis))("a store on a cluster", () => {
  let cluster: RedisCluster;
  beforeEach(async () => {
    cluster = await startCluster();
    await startTwo(cluster.url);
  });
  afterEach(() => cluster.stop());

  const slotOf = (tenant: string): Promise<number> =>
    ask(cluster.servers[0]!.port, "cluster", "keyslot", `{graph-education-sync:${tenant}}`);

  it("keeps each tenant in one slot and spreads tenants over all servers", async () => {
    for (const tenant of tenants) {
      const headers = { "x-mock-tenant": tenant };
      for (const { url } of mocks) await call(url, "createSynchronizationProfile", { body: newBody(), headers });
      await mocks[0]!.scenario({ sync: "error" }, tenant);
      expect(await listedIds(mocks[1]!.url, tenant)).toHaveLength(2);
    }
    const keys = await Promise.all(
      cluster.servers.slice(0, 3).map(({ port }) => ask<string[]>(port, "keys", "{graph-education-sync:*")),
    );
    expect(keys.flat().sort()).toEqual(tenants.map((tenant) => `{graph-education-sync:${tenant}}`));
    expect(keys.every((some) => some.length > 0)).toBe(true);
    expect((await health(mocks[0]!.url)).status).toBe(200);
  });

  it("loses nothing during and after the migration of a slot", async () => {
    const slot = await slotOf("a");
    const from = await cluster.ownerOf(slot);
    const to = cluster.servers.slice(0, 3).find((server) => server !== from)!;
    const load = await underLoad(async (load) => {
      await ask(to.port, "cluster", "setslot", slot, "importing", await cluster.idOf(from.port));
      await ask(from.port, "cluster", "setslot", slot, "migrating", await cluster.idOf(to.port));
      // The tenant is still there, and another one of that slot is not.
      await writesGoOn(load, 5);
      const moved: string[] = await ask(from.port, "cluster", "getkeysinslot", slot, 10);
      expect(moved).toEqual(["{graph-education-sync:a}"]);
      await ask(from.port, "migrate", "127.0.0.1", to.port, moved[0]!, 0, 5000);
      // Now the tenant is on the new server and its slot on the old one.
      await writesGoOn(load, 5);
      expect((await health(mocks[0]!.url)).status).toBe(200);
      await mocks[0]!.reset("b");
      load.acknowledged.set("b", []);
      for (const { port } of [to, from, ...cluster.servers.slice(0, 3)])
        await ask(port, "cluster", "setslot", slot, "node", await cluster.idOf(to.port));
      await writesGoOn(load, 5);
    });
    const counts = await countLost(mocks[0]!, load);
    report("migrating slot", counts, load);
    expect(load.refused).toEqual([]);
    expect(counts.lost).toBe(0);
    expect(created(load)).toBeGreaterThan(0);
    expect(warnings).toEqual([]);
  });

  it("keeps writing after a primary is killed", async () => {
    const slot = await slotOf("a");
    const load = await underLoad(async (load) => {
      const owner = await cluster.ownerOf(slot);
      const other = cluster.servers.slice(0, 3).find((server) => server !== owner)!;
      await owner.stop();
      await vi.waitFor(async () => expect((await health(mocks[0]!.url)).status).toBe(503), seconds(5));
      await vi.waitFor(
        async () => expect(await ask<string>(other.port, "cluster", "info")).toContain("cluster_state:ok"),
        seconds(15),
      );
      await writesGoOn(load, 20);
    });
    const counts = await countLost(mocks[0]!, load);
    report("cluster primary killed", counts, load);
    expect(load.refused.every(({ status }) => status === 503)).toBe(true);
    await vi.waitFor(async () => expect((await health(mocks[0]!.url)).status).toBe(200), seconds(5));
  });
});
