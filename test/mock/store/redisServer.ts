import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { freePort } from "../../support/freePort.ts";
import { programs, required } from "../../programs/programs.ts";

export interface RedisServer {
  port: number;
  url: string;
  child: ChildProcess;
  /** The URL of an empty database on it. */
  newDatabase: () => Promise<string>;
  stop: () => Promise<void>;
}

// Ends the server with this process, however that ends.
const script = 'exec 3<&0; (cat <&3; kill -9 $$) >/dev/null 2>&1 & exec "$0" "$@" </dev/null 3<&-';

/** Runs redis-server until the test ends, however it ends, in its own folder: a replica keeps its data there. */
async function run(args: string[]): Promise<{ child: ChildProcess; stop: () => Promise<void> }> {
  const { command, env } = required(programs.redis);
  const cwd = await mkdtemp(join(tmpdir(), "graph-education-sync-redis-"));
  const child = spawn("sh", ["-c", script, command, ...args], { stdio: ["pipe", "pipe", "inherit"], cwd, env });
  const ended = once(child, "exit");
  let printed = "";
  await new Promise<void>((ready, reject) => {
    child.stdout.on("data", (text: Buffer) => {
      printed += text.toString();
      // The last line that a server or a Sentinel prints when it starts.
      if (/Ready to accept connections|\+monitor (master|primary)/.test(printed)) ready();
    });
    child.once("error", reject);
    // After everything that it printed has been read.
    child.once("close", () => reject(new Error(`redis-server ended: ${printed}`)));
  });
  return {
    child,
    stop: async () => {
      child.kill("SIGKILL");
      await ended.catch(() => {});
      await rm(cwd, { recursive: true, force: true });
    },
  };
}

/** The certificate of all servers, its key, and the authority that signed it: paths of files. */
export interface TlsFiles {
  cert: string;
  key: string;
  ca: string;
}

/** A second port of a server, which is encrypted and the one that servers use among themselves; none without files. */
async function encrypted(files: TlsFiles | undefined): Promise<{ tlsPort?: number; settings: string[][] }> {
  if (!files) return { settings: [] };
  const tlsPort = await freePort();
  const settings = [
    ["tls-port", String(tlsPort)],
    ["tls-cert-file", files.cert],
    ["tls-key-file", files.key],
    ["tls-ca-cert-file", files.ca],
    ["tls-auth-clients", "no"],
    ["tls-replication", "yes"],
  ];
  return { tlsPort, settings };
}

const flags = (settings: string[][]): string[] => settings.flatMap(([name, value]) => [`--${name}`, String(value)]);

/** Starts a separate server that keeps nothing on disk. */
export async function startServer(port?: number, ...more: string[]): Promise<RedisServer> {
  const own = port ?? (await freePort());
  const args = ["--port", String(own), "--bind", "127.0.0.1", "--databases", "1000", "--save", "", ...more];
  const { child, stop } = await run(args);
  const url = `redis://127.0.0.1:${own}`;
  let databases = 0;
  return {
    port: own,
    url,
    child,
    stop,
    newDatabase: async () => {
      databases += 1;
      const database = `${url}/${databases % 1000}`;
      const client = new Redis(database);
      await client.flushdb();
      await client.quit();
      return database;
    },
  };
}

/** Sends one command to a server and closes the connection. */
export async function ask<T = unknown>(port: number, command: string, ...parameters: (string | number)[]): Promise<T> {
  const client = new Redis(port, "127.0.0.1", { retryStrategy: () => null });
  try {
    return (await client.call(command, ...parameters)) as T;
  } finally {
    client.disconnect();
  }
}

export interface Sentinels {
  /** The primary first, then its replica, which is in sync. */
  servers: RedisServer[];
  ports: number[];
  /** Their encrypted ports. */
  tlsPorts: number[];
  /** The port of the primary, as the Sentinels know it. */
  primary: () => Promise<number>;
  stop: () => Promise<void>;
}

/** A replica that syncs with its primary without delay. */
export const startReplica = ({ port }: Pick<RedisServer, "port">, ...more: string[]): Promise<RedisServer> =>
  startServer(undefined, "--replicaof", `127.0.0.1 ${port}`, "--repl-diskless-sync-delay", "0", ...more);

/** A primary, a replica, and three Sentinels that know them as `mock` and notice after a second that the primary is gone. */
export async function startSentinels(tls?: TlsFiles): Promise<Sentinels> {
  const folder = await mkdtemp(join(tmpdir(), "graph-education-sync-sentinel-"));
  const [own, other] = [await encrypted(tls), await encrypted(tls)];
  const primary = await startServer(undefined, ...flags(own.settings));
  const primaryPort = own.tlsPort ?? primary.port;
  const replica = await startReplica({ port: primaryPort }, ...flags(other.settings));
  const tlsPorts: number[] = [];
  await until(async () => /master_link_status:up/.test(await ask<string>(replica.port, "info", "replication")));
  const ports = [await freePort(), await freePort(), await freePort()];
  const sentinels = await Promise.all(
    ports.map(async (port) => {
      const file = join(folder, `${port}.conf`);
      const { tlsPort, settings } = await encrypted(tls);
      if (tlsPort !== undefined) tlsPorts.push(tlsPort);
      await writeFile(
        file,
        [
          `port ${port}`,
          "bind 127.0.0.1",
          ...settings.map((setting) => setting.join(" ")),
          `sentinel monitor mock 127.0.0.1 ${primaryPort} 2`,
          "sentinel down-after-milliseconds mock 1000",
          "sentinel failover-timeout mock 6000",
        ].join("\n"),
      );
      return run([file, "--sentinel"]);
    }),
  );
  // Each must know the two others before they can agree on anything.
  for (const port of ports)
    await until(async () => (await ask<unknown[]>(port, "sentinel", "sentinels", "mock")).length === 2);
  await until(async () => (await ask<unknown[]>(ports[0]!, "sentinel", "replicas", "mock")).length === 1);
  return {
    servers: [primary, replica],
    ports,
    tlsPorts,
    primary: async () =>
      Number((await ask<[string, string]>(ports[0]!, "sentinel", "get-master-addr-by-name", "mock"))[1]),
    stop: async () => {
      await Promise.all([...sentinels, primary, replica].map(({ stop }) => stop()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface RedisCluster {
  /** Three primaries, then a replica of each. */
  servers: RedisServer[];
  url: string;
  /** The servers' encrypted ports. */
  tlsPorts: number[];
  /** The id of a server. */
  idOf: (port: number) => Promise<string>;
  /** The server that has a slot. */
  ownerOf: (slot: number) => Promise<RedisServer>;
  stop: () => Promise<void>;
}

/** A cluster of three primaries and three replicas, which notice after a second that a primary is gone. */
export async function startCluster(tls?: TlsFiles): Promise<RedisCluster> {
  const folder = await mkdtemp(join(tmpdir(), "graph-education-sync-cluster-"));
  const buses = new Map<number, number>();
  const tlsPorts = new Map<number, number>();
  const servers = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const [port, bus] = [await freePort(), await freePort()];
      buses.set(port, bus);
      const own = ["--databases", "1", "--cluster-enabled", "yes", "--cluster-node-timeout", "1000"];
      const files = ["--cluster-config-file", join(folder, `${port}.conf`), "--cluster-port", String(bus)];
      const { tlsPort, settings } = await encrypted(tls);
      if (tlsPort !== undefined) tlsPorts.set(port, tlsPort);
      const encryption = tls ? [...flags(settings), "--tls-cluster", "yes"] : [];
      return startServer(port, ...own, ...files, ...encryption, "--repl-diskless-sync-delay", "0");
    }),
  );
  const [first, ...others] = servers as [RedisServer, ...RedisServer[]];
  const ids = await Promise.all(servers.map(({ port }) => ask<string>(port, "cluster", "myid")));
  for (const [index, { port }] of servers.slice(0, 3).entries())
    await ask(port, "cluster", "addslotsrange", [0, 5461, 10_923][index]!, [5460, 10_922, 16_383][index]!);
  for (const [index, { port }] of servers.entries()) await ask(port, "cluster", "set-config-epoch", index + 1);
  for (const { port } of others) {
    const met = tlsPorts.get(port) ?? port;
    await ask(first.port, "cluster", "meet", "127.0.0.1", met, Number(buses.get(port)));
  }
  for (const { port } of servers)
    await until(async () => /cluster_known_nodes:6\D/.test(await ask<string>(port, "cluster", "info")));
  for (const [index, { port }] of servers.slice(3).entries())
    await until(async () => (await ask(port, "cluster", "replicate", ids[index]!)) === "OK");
  for (const { port } of servers)
    await until(async () => /cluster_state:ok/.test(await ask<string>(port, "cluster", "info")));
  await until(async () => {
    const infos = await Promise.all(servers.slice(3).map(({ port }) => ask<string>(port, "info", "replication")));
    return infos.every((info) => /master_link_status:up/.test(info));
  });
  return {
    servers,
    url: `redis+cluster://${servers
      .slice(0, 3)
      .map(({ port }) => `127.0.0.1:${port}`)
      .join(",")}`,
    tlsPorts: [...tlsPorts.values()],
    idOf: (port) => ask(port, "cluster", "myid"),
    ownerOf: async (slot) => {
      const ranges = await ask<[number, number, [string, number]][]>(servers[1]!.port, "cluster", "slots");
      const [, , [, owner]] = ranges.find(([from, to]) => slot >= from && slot <= to)!;
      return servers.find(({ port }) => port === owner)!;
    },
    stop: async () => {
      await Promise.all(servers.map(({ stop }) => stop()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let attempts = 0; attempts < 300; attempts += 1) {
    if (await holds().catch(() => false)) return;
    await sleep(100);
  }
  throw new Error("The servers did not come up in 30 s.");
}

let shared: Promise<RedisServer> | undefined;

/** The server that the test files of a process share; it ends with the process. */
export const startRedis = (): Promise<RedisServer> => (shared ??= startServer());
