import type { Readable } from "node:stream";
import type { Fault } from "../../../generated/controlTypes.ts";

/** The ids and the time of one answer. */
export interface AnswerIds {
  requestId: string;
  clientRequestId: string;
  /** ISO 8601, to the second and without a zone, as Graph writes it in an error. */
  date: string;
}

/** The status that nginx logs for a connection which it closes without an answer. */
export const noAnswer = 444;

/** A fault in place of an answer: an example of the contract, or a connection that is reset. */
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

/** One way in which a request or an answer breaks a contract. */
export interface Violation {
  /** From `body`, `query`, `header` or `path` down to the value. */
  path?: string[];
  code?: string | number;
  message: string;
}

/** What the journal and the log say of a request beside what was sent. */
interface Note {
  /** Whose request it was, if not the caller's tenant; `null` if nobody's. */
  tenant?: string | null;
  /** The tenant that was evicted to make room for this one. */
  evictedTenant?: string;
  operationId?: string;
  errorMessage?: string;
  /** What a 403 lacks. */
  permissions?: { missing: string; sufficient: string[] };
  /** How the request violates the contract; what was forgiven, if the answer is no error. */
  violations?: Violation[];
  /** The fault that was injected in its place. */
  fault?: InjectedFault;
  /** The request's body, if it may be shown. */
  requestBody?: Buffer | undefined;
  /** The answer's body may not be shown. */
  hidesBody?: true;
  /** Nobody would look for it in the journal. */
  isUnrecorded?: true;
}

/** An answer that is ready to be sent. */
export interface Answer extends Note {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer | undefined;
  /** In place of a body that is too long to be sent in one turn. */
  parts?: Buffer[];
  /** In place of a body; ends with the connection or with the server. */
  stream?: Readable;
  /** Nothing is sent: the connection is reset. The status is for the log. */
  resetsConnection?: true;
}
