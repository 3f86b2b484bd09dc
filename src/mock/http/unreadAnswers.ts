import type { ServerResponse } from "node:http";
import { limits } from "../limits.ts";

/**
 * Closes the connections of callers that don't read their answers.
 *
 * @param max total bytes of unread answers; above it, the oldest one's connection is closed
 * @param maxInMs how long an answer may go without being read any further
 */
export function createUnreadAnswers(max: number = limits.unreadAnswers.max, maxInMs = limits.unreadAnswerTime.max) {
  // In the order they were sent.
  const unread = new Map<ServerResponse, number>();
  let total = 0;

  function forget(response: ServerResponse): void {
    total -= unread.get(response) ?? 0;
    unread.delete(response);
  }

  return {
    /** @param bytes of memory that only this answer uses; 0 if it shares its body with others */
    watch: (response: ServerResponse, bytes: number): void => {
      response.setTimeout(maxInMs, () => response.destroy());
      if (bytes === 0) return;
      unread.set(response, bytes);
      total += bytes;
      response.once("close", () => forget(response));
      for (const oldest of unread.keys()) {
        if (total <= max || oldest === response) return;
        forget(oldest);
        oldest.destroy();
      }
    },
  };
}
