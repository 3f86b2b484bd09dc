import type { Readable } from "node:stream";
import type { Fault } from "../../../generated/controlTypes.ts";
import type { ODataError } from "../../../generated/types.ts";
import { contractExample } from "../contract/document.ts";
import type { Output } from "../contract/engine.ts";
import type { Violation } from "../contract/errorDetails.ts";
import { jsonText } from "../store/jsonText.ts";

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

/** An answer that is ready to be sent. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer | undefined;
  /** In place of a body; ends with the connection or with the server. */
  stream?: Readable;
  /** Nothing is sent: the connection is reset. The status is for the log. */
  resetsConnection?: true;
  operationId?: string;
  /** The message of an error, for the log. */
  errorMessage?: string;
  /** What a 403 lacks, for the log. */
  permissions?: { missing: string; sufficient: string[] };
  /** How the request violates the contract; what was forgiven, if the answer is no error. For the journal and the log. */
  violations?: Violation[];
  /** The fault that was injected in its place, for the journal. */
  fault?: InjectedFault;
}

/** The `innerError` of the contract's examples, which a stateless answer shows. */
export const { innerError: documentedInnerError } = contractExample<ODataError>("invalidRequest").error;

// The examples of stateless answers are the same objects each time, so their texts are the same, too.
const exampleText = (body: unknown): string | undefined =>
  typeof body === "object" && body !== null ? jsonText(body) : JSON.stringify(body);

/** The body as JSON, without making the texts of its profiles anew. */
function textOf({ body, entity, page }: Output, ids: AnswerIds): string {
  if (entity) {
    const { "@odata.context": context } = body as { "@odata.context": string };
    return `{"@odata.context":${JSON.stringify(context)},${jsonText(entity).slice(1)}`;
  }
  if (!page) return JSON.stringify(withIds(body, ids));
  const members = Object.entries(body as object).map(([name, value]) => {
    const text = value === page ? `[${page.map(jsonText).join()}]` : JSON.stringify(value);
    return `${JSON.stringify(name)}:${text}`;
  });
  return `{${members.join()}}`;
}

function withIds(body: unknown, ids: AnswerIds): unknown {
  const error = (body as Partial<ODataError> | undefined)?.error;
  if (!error) return body;
  const innerError = { date: ids.date, "request-id": ids.requestId, "client-request-id": ids.clientRequestId };
  return { error: { ...error, innerError } };
}

const documentedIds = {
  "request-id": documentedInnerError["request-id"],
  "client-request-id": documentedInnerError["client-request-id"],
};

/**
 * An answer with its ids in the headers and, where it is an error, in the body.
 *
 * @param ids absent for a stateless answer, which has those of the contract's examples
 */
export function jsonAnswer(output: Output, ids: AnswerIds | undefined): Answer {
  const { statusCode: status, headers, body } = output;
  if (!ids) return { status, headers: { ...headers, ...documentedIds }, body: exampleText(body) };
  const own = { "request-id": ids.requestId, "client-request-id": ids.clientRequestId };
  return { status, headers: { ...headers, ...own }, body: textOf(output, ids) };
}
