import type { IncomingMessage } from "node:http";
import { hasBody } from "./requestBody.ts";
import type { ArrivalTimes } from "./service.ts";

/** A request that took too long to arrive. */
export class LateRequestError extends Error {}

interface Arriving {
  request: IncomingMessage;
  times: ArrivalTimes;
  began: number;
  read: number;
  readAt: number;
  fail: (error: LateRequestError) => void;
}

export interface Arrivals {
  /** Rejects with a LateRequestError once a request is late; otherwise settles as `answer` does. */
  unlessLate: <T>(request: IncomingMessage, times: ArrivalTimes, answer: Promise<T>) => Promise<T>;
  close: () => void;
}

/**
 * Watches the arrival of all requests with a single timer.
 *
 * @param shortestInMs the shortest time limit of any request
 */
export function createArrivals(shortestInMs: number): Arrivals {
  const arriving = new Set<Arriving>();

  function check(each: Arriving, now: number): void {
    const { request, times, began } = each;
    if (request.socket.bytesRead > each.read) Object.assign(each, { read: request.socket.bytesRead, readAt: now });
    if (request.complete || (now - began < times.totalInMs && now - each.readAt < times.idleInMs)) return;
    each.fail(new LateRequestError("The request took too long to arrive."));
  }

  const timer = setInterval(
    () => {
      const now = performance.now();
      for (const each of arriving) check(each, now);
    },
    Math.min(1000, Math.ceil(shortestInMs / 4)),
  ).unref();

  return {
    unlessLate: async (request, times, answer) => {
      if (request.complete || !hasBody(request)) return answer;
      const now = performance.now();
      let late: Arriving | undefined;
      const failed = new Promise<never>((_, fail) => {
        late = { request, times, began: now, read: request.socket.bytesRead, readAt: now, fail };
        arriving.add(late);
      });
      try {
        return await Promise.race([answer, failed]);
      } finally {
        if (late) arriving.delete(late);
      }
    },
    close: () => clearInterval(timer),
  };
}
