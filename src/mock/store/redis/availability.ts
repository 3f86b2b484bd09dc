import { StoreUnavailableError } from "../storeErrors.ts";

/** Whether the servers of a store can be written, by what was written last. */
export interface Availability {
  /** Notes that a command has failed. */
  failed: (error: StoreUnavailableError) => void;
  written: () => void;
  /** Rejects with the reason if a write would fail. Asks the servers once a second at most, for all who want to know. */
  check: () => Promise<void>;
  close: () => void;
}

const freshInMs = 1000;

/**
 * @param probe rejects with a StoreUnavailableError if a write would fail
 * @param provesAll whether a write that succeeds says that all others would, too
 */
export function watchAvailability(shown: string, probe: () => Promise<void>, provesAll: boolean): Availability {
  let error: StoreUnavailableError | undefined;
  let knownAt = -Infinity;
  let probing: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  function note(now: StoreUnavailableError | undefined): void {
    if (isClosed) return;
    knownAt = performance.now();
    const before = error;
    error = now;
    if (now && !before) {
      process.emitWarning(`${now.message} Requests are answered with 503.`);
      timer = setInterval(() => void check().catch(() => {}), freshInMs).unref();
    }
    if (!now && before) {
      process.emitWarning(`The store ${shown} is available again.`);
      clearInterval(timer);
    }
  }

  async function ask(): Promise<void> {
    try {
      await probe();
      note(undefined);
    } catch (reason) {
      if (!(reason instanceof StoreUnavailableError)) throw reason;
      note(reason);
    }
  }

  async function check(): Promise<void> {
    // A little less than the interval, which would miss it every other time.
    if (performance.now() - knownAt > freshInMs * 0.9) await (probing ??= ask().finally(() => (probing = undefined)));
    if (error) throw error;
  }

  return {
    failed: note,
    written: () => {
      if (provesAll && !error) knownAt = performance.now();
    },
    check,
    close: () => {
      isClosed = true;
      clearInterval(timer);
    },
  };
}
