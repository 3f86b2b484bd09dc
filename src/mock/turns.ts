import { setImmediate } from "node:timers/promises";

let latest: Promise<unknown> = Promise.resolve();

/**
 * Lets other requests go on. Each caller resolves in a turn of the event loop of its own, so that no number of long
 * operations runs in one turn.
 */
export function nextTurn(): Promise<unknown> {
  latest = latest.then(() => setImmediate());
  return latest;
}
