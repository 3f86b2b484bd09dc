import { startMock } from "graph-education-sync/mock";
import { logLine } from "../../../src/mock/journal/entry.ts";
import type { RunningCommand } from "../../support/startCommand.ts";

/** Starts the mutated sources in place of the built command. It supports no flag but `--profiles`. */
export async function startCommand(...flags: string[]): Promise<RunningCommand> {
  const logged: string[] = [];
  const { url, close } = await startMock({
    ...(flags.includes("--profiles") ? { profiles: "examples" as const } : {}),
    onRequest: (entry) => void logged.push(logLine(entry, "json") ?? ""),
  });
  return { url, logged, ca: undefined, stop: close };
}
