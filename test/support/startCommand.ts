import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** The package's command, which runs what is built. */
export const command = "src/cli/command.cjs";

export interface RunningCommand {
  /** Address without a trailing slash, such as `http://127.0.0.1:4010`. */
  url: string;
  /** The lines that it has logged, each a JSON text. */
  logged: string[];
  /** With `--https`: the file of the authority to trust. */
  ca: string | undefined;
  /** Stops the process as Ctrl-C does, and waits until it is gone. */
  stop: () => Promise<void>;
}

/** Runs the built `graph-education-sync mock` on a free port of 127.0.0.1, until it is stopped. */
export async function startCommand(...flags: string[]): Promise<RunningCommand> {
  const args = [command, "mock", "--port", "0", "--log", "json", ...flags];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const logged: string[] = [];
  const first = await new Promise<{ listening: string; ca?: string }>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      logged.push(line);
      const { listening, ca } = JSON.parse(line) as { listening?: string; ca?: string };
      if (listening !== undefined) resolve({ listening, ...(ca === undefined ? {} : { ca }) });
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`The command ended with code ${code}.`)));
  });
  return {
    url: first.listening,
    ca: first.ca,
    logged,
    stop: async () => {
      child.kill("SIGINT");
      await ended;
    },
  };
}
