import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const prismCommand = createRequire(import.meta.url).resolve("@stoplight/prism-cli/dist/index.js");

export interface StockPrism {
  /** Address without a trailing slash, such as `http://127.0.0.1:4010`. */
  url: string;
  /** Stops the process and waits until it is gone. */
  stop: () => Promise<void>;
}

/** Runs the unchanged `prism mock` with the bundle, on a free port of 127.0.0.1, until it is stopped. */
export async function startStockPrism(): Promise<StockPrism> {
  const args = ["mock", "generated/openapi.yaml", "--host", "127.0.0.1", "--port", "0", "--multiprocess=false"];
  const child = spawn(process.execPath, [prismCommand, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(child, "exit");
  const url = await new Promise<string>((resolve, reject) => {
    const printed: string[] = [];
    const read = (line: string) => {
      if (printed.length < 100) printed.push(line);
      const address = /Prism is listening on (http:\S+)/.exec(line)?.[1];
      if (address) resolve(address);
    };
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on("line", read);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`prism mock ended with code ${code}:\n${printed.join("\n")}`)));
  });
  return {
    url,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}
