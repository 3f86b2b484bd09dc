import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { createInterface } from "node:readline";

const prismCommand = createRequire(import.meta.url).resolve("@stoplight/prism-cli/dist/index.js");
const host = "127.0.0.1";

export interface StockPrismOptions {
  /** Path of the bundled contract. */
  document: string;
  /** Port on 127.0.0.1; `0` takes a free one. */
  port: number;
  /** Receives each line that Prism prints once it listens. Left out, the lines are dropped. */
  onLine?: (line: string) => void;
}

export interface StockPrism {
  /** Address without a trailing slash, such as `http://127.0.0.1:4010`. */
  url: string;
  /** Resolves when the process has ended, with its exit code if it ended by itself. */
  ended: Promise<number | null>;
  /** Stops the process and waits until it is gone. */
  stop: () => Promise<void>;
}

/** The port is taken by another program. */
export class PortInUseError extends Error {
  constructor(public readonly port: number) {
    super(`Port ${port} is in use: another program listens there.`);
    this.name = "PortInUseError";
  }
}

// Prism answers a taken port with its whole help screen.
async function assertPortIsFree(port: number): Promise<void> {
  const probe = createServer();
  probe.listen(port, host);
  await once(probe, "listening").catch((error: NodeJS.ErrnoException) => {
    throw error.code === "EADDRINUSE" ? new PortInUseError(port) : error;
  });
  probe.close();
  await once(probe, "close");
}

function untilListening(child: ChildProcess, onLine: (line: string) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const printed: string[] = [];
    let listening = false;
    const read = (line: string) => {
      const address = /Prism is listening on (http:\S+)/.exec(line)?.[1];
      if (address) {
        listening = true;
        resolve(address);
      } else if (listening) onLine(line);
      else printed.push(line);
    };
    for (const stream of [child.stdout, child.stderr]) if (stream) createInterface({ input: stream }).on("line", read);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`prism mock ended with code ${code}:\n${printed.join("\n")}`)));
  });
}

/**
 * Runs the unchanged `prism mock` on 127.0.0.1 until it is stopped.
 *
 * @throws {PortInUseError} when another program listens on the port.
 */
export async function startStockPrism({ document, port, onLine = () => {} }: StockPrismOptions): Promise<StockPrism> {
  await assertPortIsFree(port);
  const child = spawn(
    process.execPath,
    [prismCommand, "mock", document, "--host", host, "--port", String(port), "--multiprocess=false"],
    {
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const ended = once(child, "exit").then(([code]) => code as number | null);
  const url = await untilListening(child, onLine);
  return {
    url,
    ended,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}
