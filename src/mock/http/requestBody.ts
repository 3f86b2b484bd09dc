import type { IncomingMessage, ServerResponse } from "node:http";
import type { ByteBudget } from "./byteBudget.ts";
import { HttpError, type RequestBody } from "./service.ts";

/** Whether a request has a body. RFC 9112: without either header, there is none. */
export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;

function readAll(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) return void chunks.push(chunk);
      // The rest is read and dropped, since a caller that is still sending wouldn't read the answer.
      chunks = [];
      resolve(undefined);
    });
    request.on("end", () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    request.on("error", reject);
    request.on(
      "close",
      () => request.complete || reject(new Error("The client closed the connection before the request was complete.")),
    );
  });
}

/**
 * The body of a request.
 *
 * @param budget for all bodies that are read as a whole, until their requests are answered
 */
export const requestBody = (request: IncomingMessage, response: ServerResponse, budget: ByteBudget): RequestBody => ({
  bytes: async (limit) => {
    const length = request.headers["content-length"];
    // Node discards the rest of the stream once the request is answered.
    if (Number(length) > limit) return undefined;
    if (!hasBody(request)) return Buffer.alloc(0);
    const release = budget.reserve(Number(length ?? limit));
    if (!release)
      throw new HttpError(503, "ServiceUnavailable", "Too many large requests are in progress.", {
        "Retry-After": "1",
      });
    response.once("close", release);
    return readAll(request, limit);
  },
  [Symbol.asyncIterator]: () => request[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>,
});
