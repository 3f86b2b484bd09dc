import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../support/freePort.ts";

const prismCommand = createRequire(import.meta.url).resolve("@stoplight/prism-cli/dist/index.js");

export interface StockPrism {
  /** Address without a trailing slash, such as `http://127.0.0.1:4010`. */
  url: string;
  /** Stops the process and waits until it is gone. */
  stop: () => Promise<void>;
}

/** Runs the unchanged `prism mock` with the bundle, on a free port of 127.0.0.1, until it is stopped. */
export async function startStockPrism(): Promise<StockPrism> {
  const port = await freePort();
  // Otherwise it logs each request, which takes a tenth of its time; at this level it doesn't report that it listens.
  const args = ["--host", "127.0.0.1", "--port", String(port), "--multiprocess=false", "--verboseLevel", "error"];
  const command = [prismCommand, "mock", "generated/openapi.yaml", ...args];
  const child = spawn(process.execPath, command, { stdio: ["ignore", "ignore", "inherit"] });
  const ended = once(child, "exit");
  const url = `http://127.0.0.1:${port}`;
  const isUp = (): Promise<boolean> =>
    fetch(url).then(
      () => true,
      () => false,
    );
  while (!(await isUp())) {
    if (child.exitCode !== null) throw new Error(`prism mock ended with code ${child.exitCode}.`);
    await sleep(50);
  }
  return {
    url,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}
