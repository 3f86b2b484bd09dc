import { setImmediate } from "node:timers/promises";

let latest: Promise<unknown> = Promise.resolve();

/**
 * Lets other requests go on, and resolves in a turn of the event loop of one's own: whoever else waits for this gets
 * another one, so that no number of long operations is done in one go.
 */
export function nextTurn(): Promise<unknown> {
  latest = latest.then(() => setImmediate());
  return latest;
}
