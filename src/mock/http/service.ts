import type { IncomingHttpHeaders } from "node:http";
import type { Answer, AnswerIds } from "./answer.ts";
import type { Target } from "./requestParts.ts";

/** One request, as every service sees it. */
export interface HttpRequest {
  readonly method: string;
  readonly target: Target;
  readonly headers: IncomingHttpHeaders;
  /** Address of the server as the caller reached it, without a trailing slash. */
  readonly origin: string;
  readonly server: {
    /** Address without a trailing slash. */
    readonly url: string;
    /** Whether it only accepts connections from this machine. */
    readonly isLoopback: boolean;
    /** Whether to trust a proxy's headers about the caller's address. */
    readonly trustProxy: boolean;
  };
  readonly tenant: string;
  readonly ids: AnswerIds;
  readonly body: RequestBody;
}

/** Can be read once, as a whole or in chunks. Rejects when it breaks off. */
export interface RequestBody extends AsyncIterable<Uint8Array> {
  /**
   * The whole body; `undefined` as soon as it exceeds `limit` bytes.
   *
   * @throws {HttpError} 503 if the bodies of other requests leave no room for it
   */
  bytes: (limit: number) => Promise<Buffer | undefined>;
}

/** An error that can occur for any request. Each service formats it in its own way. */
export class HttpError extends Error {
  /** @param code in Graph's words, such as `BadRequest` */
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
    this.name = "HttpError";
  }
}

export interface ArrivalTimes {
  /** Milliseconds until a request has to be complete. */
  totalInMs: number;
  /** Maximum milliseconds without any data. */
  idleInMs: number;
}

/** One of the services of the server, with its own paths. */
export interface Service {
  has: (request: Pick<HttpRequest, "method" | "target" | "headers">) => boolean;
  answer: (request: HttpRequest) => Promise<Answer>;
  /** Formats an error that occurred before, or instead of, an answer of this service. */
  refuse: (error: HttpError, request: HttpRequest) => Answer;
  /** Whether web pages of any origin may read its answers. */
  isOpenToWebPages: boolean;
  /** Time limits for its requests to arrive, if they differ from the server's. */
  arrivalTimes?: ArrivalTimes;
}

/** Finds the service for a request: the first that has it, or the fallback. */
export const mount =
  (services: Service[], fallback: Service) =>
  (request: Pick<HttpRequest, "method" | "target" | "headers">): Service =>
    services.find(({ has }) => has(request)) ?? fallback;
