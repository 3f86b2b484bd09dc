import { StoreUnavailableError } from "../../store/storeErrors.ts";

/** Runs what has the same key one by one, in the order in which it came. */
export type RunAlone = <T>(key: string, run: () => Promise<T>) => Promise<T>;

export function createLocks(): RunAlone {
  const latest = new Map<string, Promise<unknown>>();

  return async (key, run) => {
    const result = (latest.get(key) ?? Promise.resolve()).then(run, (error: unknown) => {
      // Each of those that wait would find it out for itself, and late.
      if (error instanceof StoreUnavailableError) throw error;
      return run();
    });
    latest.set(key, result);
    try {
      return await result;
    } finally {
      if (latest.get(key) === result) latest.delete(key);
    }
  };
}
