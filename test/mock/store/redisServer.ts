import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";

export interface RedisServer {
  port: number;
  url: string;
  child: ChildProcess;
  /** The URL of an empty database on it. */
  newDatabase: () => Promise<string>;
  stop: () => Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Starts a server of its own, which writes each change to its disk where a folder is given. */
export async function startServer(port?: number, folder?: string): Promise<RedisServer> {
  const own = port ?? (await freePort());
  const persistence = folder === undefined ? ["--save", ""] : ["--dir", folder, "--appendonly", "yes", "--save", ""];
  const args = ["--port", String(own), "--bind", "127.0.0.1", "--databases", "1000", ...persistence];
  const cwd = mkdtempSync(join(tmpdir(), "graph-education-sync-redis-"));
  const child = spawn("redis-server", args, { stdio: ["ignore", "pipe", "inherit"], cwd });
  const ended = once(child, "exit").finally(() => rmSync(cwd, { recursive: true, force: true }));
  let printed = "";
  await new Promise<void>((ready, reject) => {
    child.stdout.on("data", (text: Buffer) => {
      printed += text.toString();
      if (/Ready to accept connections/.test(printed)) ready();
    });
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`redis-server ended: ${printed}`)));
  });
  const url = `redis://127.0.0.1:${own}`;
  let databases = 0;
  return {
    port: own,
    url,
    child,
    newDatabase: async () => {
      databases += 1;
      const database = `${url}/${databases % 1000}`;
      const client = new Redis(database);
      await client.flushdb();
      await client.quit();
      return database;
    },
    stop: async () => {
      child.kill("SIGKILL");
      await ended.catch(() => {});
    },
  };
}

let shared: Promise<RedisServer> | undefined;

/** The server that a test file shares, until it calls `stopRedis`. */
export const startRedis = (): Promise<RedisServer> => (shared ??= startServer());

export async function stopRedis(): Promise<void> {
  await (await shared)?.stop();
  shared = undefined;
}
