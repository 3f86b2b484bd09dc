import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { onTestFinished } from "vitest";
import { command } from "../support/startCommand.ts";

export interface Run {
  child: ChildProcess;
  output: () => string;
  ended: Promise<[number | null, string | null]>;
}

/** Runs the built command with these flags until the test ends. */
export function run(...flags: string[]): Run {
  const child = spawn(process.execPath, [command, ...flags], { stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  const ended = once(child, "close") as Run["ended"];
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  return { child, ended, output: () => printed };
}

export async function untilPrinted({ output, ended }: Run, pattern: RegExp): Promise<RegExpExecArray> {
  let over = false;
  void ended.then(() => (over = true));
  for (;;) {
    const found = pattern.exec(output());
    if (found) return found;
    if (over) throw new Error(`It ended without ${pattern}: ${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export const untilListening = async (command: Run): Promise<string> =>
  (await untilPrinted(command, /(http:\/\/127\.0\.0\.1:\d+)/))[1] as string;

/** Sends a request and waits until the server has it. Its status is `undefined` if the connection breaks. */
export async function underWay(url: string): Promise<{ status: Promise<number | undefined> }> {
  const pending = request(url, { headers: { authorization: "Bearer any-token", expect: "100-continue" } });
  const status = once(pending, "response").then(
    ([response]) => (response as IncomingMessage).statusCode,
    () => undefined,
  );
  pending.end();
  await once(pending, "continue");
  return { status };
}
