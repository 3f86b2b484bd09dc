import type { IncomingMessage } from "node:http";

export interface ArrivalTimes {
  /** Milliseconds within which a request has to be complete. */
  totalInMs: number;
  /** Milliseconds within which some of it has to arrive. */
  idleInMs: number;
}

/** A request that took too long to arrive. */
export class LateRequestError extends Error {}

/** Rejects with a LateRequestError once a request is late; otherwise settles as `answer` does. */
export async function unlessLate<T>(
  request: IncomingMessage,
  { totalInMs, idleInMs }: ArrivalTimes,
  answer: Promise<T>,
): Promise<T> {
  const { "content-length": length, "transfer-encoding": encoding } = request.headers;
  if (request.complete || (length === undefined && encoding === undefined)) return answer;
  let timers: NodeJS.Timeout[] = [];
  const late = new Promise<never>((_, reject) => {
    const fail = () => request.complete || reject(new LateRequestError("The request took too long to arrive."));
    let read = request.socket.bytesRead;
    const failIfIdle = () => {
      if (request.socket.bytesRead === read) fail();
      read = request.socket.bytesRead;
    };
    timers = [setTimeout(fail, totalInMs)];
    if (idleInMs < totalInMs) timers.push(setInterval(failIfIdle, idleInMs));
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    for (const timer of timers) clearTimeout(timer);
  }
}
