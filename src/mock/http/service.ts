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
    /** Whether it listens to this machine only. */
    readonly isLoopback: boolean;
    /** Whether what a proxy says of the caller's address is believed. */
    readonly trustProxy: boolean;
  };
  readonly tenant: string;
  readonly ids: AnswerIds;
  readonly body: RequestBody;
}

/** Read once: as a whole or by its parts. Rejects when it breaks off. */
export interface RequestBody extends AsyncIterable<Uint8Array> {
  /**
   * The whole body; `undefined` as soon as it exceeds `limit` bytes.
   *
   * @throws {HttpError} 503 if bodies of other requests leave no room for it
   */
  bytes: (limit: number) => Promise<Buffer | undefined>;
}

/** An error that any request can meet. Each service words it in its own format. */
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
  /** Milliseconds within which a request has to be complete. */
  totalInMs: number;
  /** Milliseconds within which some of it has to arrive. */
  idleInMs: number;
}

/** One of the things that the server is, by its own paths. */
export interface Service {
  has: (request: Pick<HttpRequest, "method" | "target" | "headers">) => boolean;
  answer: (request: HttpRequest) => Promise<Answer>;
  /** Answers an error that came before, or in place of, an answer of its own. */
  refuse: (error: HttpError, request: HttpRequest) => Answer;
  /** Whether web pages of any origin may read its answers. */
  isOpenToWebPages: boolean;
  /** How long its requests may take to arrive, if not as long as any other. */
  arrivalTimes?: ArrivalTimes;
}

/** Finds the service of a request: the first that has it, or the last resort. */
export const mount =
  (services: Service[], fallback: Service) =>
  (request: Pick<HttpRequest, "method" | "target" | "headers">): Service =>
    services.find(({ has }) => has(request)) ?? fallback;
