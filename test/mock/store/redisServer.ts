import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { Redis } from "ioredis";
import { freePort } from "../../freePort.ts";
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

/** Starts a server of its own, which keeps nothing on the disk. */
export async function startServer(port?: number): Promise<RedisServer> {
  const own = port ?? (await freePort());
  const { command, env } = required(programs.redis);
  const args = ["--port", String(own), "--bind", "127.0.0.1", "--databases", "1000", "--save", ""];
  const child = spawn("sh", ["-c", script, command, ...args], {
    stdio: ["pipe", "pipe", "inherit"],
    cwd: tmpdir(),
    env,
  });
  const ended = once(child, "exit");
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

/** The server that the test files of a process share; it ends with the process. */
export const startRedis = (): Promise<RedisServer> => (shared ??= startServer());
