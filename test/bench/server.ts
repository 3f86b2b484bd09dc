import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export interface Server {
  child: ChildProcess;
  url: string;
}

/** Starts a server in a process of its own, and resolves when it has told its address. */
export async function startServer(args: string[]): Promise<Server> {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const url = await new Promise<string>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`${args[0]} ended with ${code}.`)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const address = /(http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1];
      if (address) resolve(address);
    });
  });
  return { child, url };
}

export async function stopServer({ child }: Server): Promise<void> {
  const ended = once(child, "exit");
  child.kill();
  await ended;
}
