import { mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const prefix = "graph-education-sync-tests-";

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Gives the run its own temporary folder, which is removed at its end with whatever a test leaves there. */
export function useTemporaryFolder(): void {
  // The workers inherit the variables.
  if (process.env["TEST_TMPDIR"]) return;
  const system = realpathSync(tmpdir());
  for (const name of readdirSync(system).filter((entry) => entry.startsWith(prefix)))
    if (!isRunning(Number.parseInt(name.slice(prefix.length)))) remove(join(system, name));
  const folder = mkdtempSync(join(system, `${prefix}${process.pid}-`));
  for (const name of ["TMPDIR", "TMP", "TEMP", "TEST_TMPDIR"]) process.env[name] = folder;
  process.once("exit", () => remove(folder));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(signal, () => {
      remove(folder);
      process.kill(process.pid, signal);
    });
}

// A test's process may still be writing.
const remove = (folder: string): void =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
