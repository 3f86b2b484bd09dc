const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/** Calls this, in place of what was to be called before, when Ctrl-C or SIGTERM asks the process to stop. */
export function onStopSignal(stop: (exitCode: number) => void): void {
  for (const [signal, exitCode] of Object.entries(exitCodes)) {
    process.removeAllListeners(signal);
    process.on(signal, () => stop(exitCode));
  }
}

/**
 * Calls this when npm or npx, which started the process, is gone: it does not pass on a SIGTERM that it gets, and the
 * process would keep the port.
 */
export function onOrphaned(stop: () => void): void {
  if (process.env["npm_command"] === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, 500);
  timer.unref();
}
