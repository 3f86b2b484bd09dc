import { setImmediate } from "node:timers/promises";

let latest: Promise<unknown> = Promise.resolve();

/**
 * Lets other requests proceed. Each call resolves in a separate turn of the event loop, so that long operations never
 * share one.
 */
export function nextTurn(): Promise<unknown> {
  latest = latest.then(() => setImmediate());
  return latest;
}
