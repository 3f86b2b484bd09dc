import { StoreUnavailableError } from "../storeErrors.ts";

/** Tracks whether the servers of a store accept writes. */
export interface Availability {
  /** Reports that a command has failed. */
  failed: (error: StoreUnavailableError) => void;
  written: () => void;
  /** Rejects with the reason if a write would fail. Asks the servers at most once a second, however many callers there are. */
  check: () => Promise<void>;
  close: () => void;
}

const freshInMs = 1000;

/**
 * @param probe rejects with a StoreUnavailableError if a write would fail
 * @param provesAll whether one successful write proves that all others would succeed
 */
export function watchAvailability(masked: string, probe: () => Promise<void>, provesAll: boolean): Availability {
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
      process.emitWarning(`The store ${masked} is available again.`);
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
    // Slightly less than the interval, so that each of its checks asks the servers.
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
