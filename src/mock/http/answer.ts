import type { Readable } from "node:stream";
import type { Fault } from "../../../generated/controlTypes.ts";

/** The ids and the time of one answer. */
export interface AnswerIds {
  requestId: string;
  clientRequestId: string;
  /** ISO 8601, to the second and without a zone, as Graph writes it in an error. */
  date: string;
}

/** The status that nginx logs for a connection that it closes without a response. */
export const noAnswer = 444;

/** An injected fault: one of the contract's examples, or a connection reset. */
export type InjectedFault = {
  /** The part of the scenario that injected it. */
  cause: Omit<Fault, "kind" | "retryAfter">;
} & (
  | {
      status: number;
      example: string;
      /** Seconds; absent if the answer has no such header. */
      retryAfter?: number;
    }
  | { status: typeof noAnswer; resetsConnection: true }
);

/** One way in which a request or an answer violates a contract. */
export interface Violation {
  /** From `body`, `query`, `header` or `path` down to the value. */
  path?: string[];
  code?: string | number;
  message: string;
}

/** What the journal and the log record about a request, besides what was sent. */
interface Note {
  /** The tenant of the request, if not the caller's; `null` for none. */
  tenant?: string | null;
  /** The tenant that was evicted to make room for this one. */
  evictedTenant?: string;
  operationId?: string;
  errorMessage?: string;
  /** The permissions missing in a 403. */
  permissions?: { missing: string; sufficient: string[] };
  /** How the request violates the contract; if the answer is not an error, what was forgiven. */
  violations?: Violation[];
  /** The fault that was injected instead of an answer. */
  fault?: InjectedFault;
  /** The request's body, if it may be recorded. */
  requestBody?: Buffer | undefined;
  /** The answer's body must not be recorded. */
  hidesBody?: true;
  /** Leaves the request out of the journal. */
  isUnrecorded?: true;
}

/** An answer that is ready to be sent. */
export interface Answer extends Note {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer | undefined;
  /** Instead of a body that is too long to send at once. */
  parts?: Buffer[];
  /** Instead of a body; ends with the connection or with the server. */
  stream?: Readable;
  /** Nothing is sent: the connection is reset. The status is for the log. */
  resetsConnection?: true;
}
