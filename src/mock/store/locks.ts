import { StoreUnavailableError } from "./storeErrors.ts";

/** Runs functions with the same key one at a time, in call order. */
export type RunAlone = <T>(key: string, run: () => Promise<T>) => Promise<T>;

export function createLocks(): RunAlone {
  const latest = new Map<string, Promise<unknown>>();

  return async (key, run) => {
    const result = (latest.get(key) ?? Promise.resolve()).then(run, (error: unknown) => {
      // Otherwise each waiting call would run into the same failure, one after another.
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
