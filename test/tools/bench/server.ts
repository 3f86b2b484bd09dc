import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

export interface Server {
  child: ChildProcess;
  url: string;
}

const running = new Set<ChildProcess>();
// Also if a measurement fails.
process.once("exit", () => running.forEach((child) => child.kill()));

/** Starts a server in its own process, and resolves when it has reported its address. */
export async function startServer(args: string[], preload?: string): Promise<Server> {
  const preloaded = preload === undefined ? [] : ["--import", pathToFileURL(resolve(preload)).href];
  const child = spawn(process.execPath, [...preloaded, ...args], { stdio: ["ignore", "pipe", "inherit", "ipc"] });
  running.add(child.once("exit", () => running.delete(child)));
  const url = await new Promise<string>((found, reject) => {
    child.once("exit", (code) => reject(new Error(`${args[0]} ended with ${code}.`)));
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on("line", (line) => {
      const address = /(https?:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1];
      if (address) found(address);
    });
  });
  return { child, url };
}

async function reported({ child }: Server, what: "cpu" | "memory"): Promise<number> {
  const report = once(child, "message") as Promise<[number]>;
  child.send(what);
  return (await report)[0];
}

/** Microseconds of CPU that a server with `reportCpu` loaded has used since its start. */
export const cpuOf = (server: Server): Promise<number> => reported(server, "cpu");

/** Bytes of memory that a server with `reportCpu` loaded uses. */
export const memoryOf = (server: Server): Promise<number> => reported(server, "memory");

export async function stopServer({ child }: Server): Promise<void> {
  const ended = once(child, "exit");
  child.kill();
  await ended;
}
