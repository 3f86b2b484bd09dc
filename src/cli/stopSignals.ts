import { readFileSync } from "node:fs";

const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

let onSignal: ((exitCode: number) => void) | undefined;

/** Calls `stop`, in place of any earlier function, on Ctrl-C, on SIGTERM, or when the terminal closes. */
export function onStopSignal(stop: (exitCode: number) => void): void {
  const isFirst = onSignal === undefined;
  onSignal = stop;
  if (!isFirst) return;
  // Never removed: Node.js drops a signal if its listener is removed before the next turn, and loading the code is one turn.
  for (const [signal, exitCode] of Object.entries(exitCodes)) process.on(signal, () => onSignal?.(exitCode));
}

/** The parent of a process, from Linux's /proc; `undefined` on other systems, or if the process is gone. */
function parentOf(processId: number): number | undefined {
  try {
    const afterName = readFileSync(`/proc/${processId}/stat`, "utf8").split(") ").at(-1) ?? "";
    return Number(afterName.split(" ")[1]);
  } catch {
    return undefined;
  }
}

/** The two closest ancestors of this process: the shell that npm runs a command in, and npm. */
const ancestors = (): string => [process.ppid, parentOf(process.ppid)].join();

/**
 * Calls `stop` when the npm or npx that started this process is gone: neither forwards signals, so the process would keep
 * the port.
 */
export function onOrphaned(stop: () => void): void {
  if (process.env["npm_command"] === undefined) return;
  const first = ancestors();
  const timer = setInterval(() => {
    if (ancestors() === first) return;
    clearInterval(timer);
    stop();
  }, 500);
  timer.unref();
}
