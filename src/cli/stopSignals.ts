import { readFileSync } from "node:fs";

const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** Calls this, in place of what was to be called before, when Ctrl-C, SIGTERM or the end of its terminal asks the process to stop. */
export function onStopSignal(stop: (exitCode: number) => void): void {
  for (const [signal, exitCode] of Object.entries(exitCodes)) {
    process.removeAllListeners(signal);
    process.on(signal, () => stop(exitCode));
  }
}

/** The process that started another one, by the files of Linux; `undefined` on other systems, and when it is gone. */
function parentOf(processId: number): number | undefined {
  try {
    const afterName = readFileSync(`/proc/${processId}/stat`, "utf8").split(") ").at(-1) ?? "";
    return Number(afterName.split(" ")[1]);
  } catch {
    return undefined;
  }
}

/** The processes above this one: the shell that npm runs a command in, and npm. */
const startedBy = (): string => [process.ppid, parentOf(process.ppid)].join();

/**
 * Calls this when npm or npx, which started the process, is gone: neither passes on a signal that it gets, and the
 * process would keep the port.
 */
export function onOrphaned(stop: () => void): void {
  if (process.env["npm_command"] === undefined) return;
  const first = startedBy();
  const timer = setInterval(() => {
    if (startedBy() === first) return;
    clearInterval(timer);
    stop();
  }, 500);
  timer.unref();
}
