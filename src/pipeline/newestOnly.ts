type Step = (signal: AbortSignal) => Promise<void>;

/** Runs a step, never concurrently; a new call aborts the running one and those that wait. */
export interface NewestOnly {
  /** Resolves when the run has finished or has been aborted. Rejects as the step does. */
  run: () => Promise<void>;
  /** Aborts all running and waiting calls, and resolves when they have ended. */
  stop: () => Promise<void>;
}

export function newestOnly(step: Step): NewestOnly {
  let newest = new AbortController();
  let ended: Promise<unknown> = Promise.resolve();
  let stopped = false;
  return {
    run: () => {
      newest.abort();
      newest = new AbortController();
      if (stopped) newest.abort();
      const { signal } = newest;
      const run = ended.then(async () => {
        if (!signal.aborted) await step(signal);
      });
      const outcome = run.catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
      ended = outcome.catch(() => undefined);
      return outcome;
    },
    stop: async () => {
      stopped = true;
      newest.abort();
      await ended;
    },
  };
}
