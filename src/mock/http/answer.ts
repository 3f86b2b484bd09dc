import type { ODataError } from "../../../generated/types.ts";
import { contractExample } from "../contract/document.ts";

/** The ids and the time of one answer. */
export interface AnswerIds {
  requestId: string;
  clientRequestId: string;
  /** ISO 8601, to the second and without a zone, as Graph writes it in an error. */
  date: string;
}

/** An answer that is ready to be sent. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer | undefined;
  operationId?: string;
  /** The message of an error, for the log. */
  errorMessage?: string;
  /** What a 403 lacks, for the log. */
  permissions?: { missing: string; sufficient: string[] };
}

/** The `innerError` of the contract's examples, which a stateless answer shows. */
export const { innerError: documentedInnerError } = contractExample<ODataError>("invalidRequest").error;

const textOfStatic = new WeakMap<object, string>();

// A stateless answer is the same object each time, so its text is the same, too.
function textOf(body: unknown, isStatic: boolean): string | undefined {
  if (!isStatic || typeof body !== "object" || body === null) return JSON.stringify(body);
  const known = textOfStatic.get(body) ?? JSON.stringify(body);
  textOfStatic.set(body, known);
  return known;
}

function withIds(body: unknown, ids: AnswerIds | undefined): unknown {
  const error = ids && (body as Partial<ODataError> | undefined)?.error;
  if (!error) return body;
  const innerError = { date: ids.date, "request-id": ids.requestId, "client-request-id": ids.clientRequestId };
  return { error: { ...error, innerError } };
}

/**
 * An answer with its ids in the headers and, where it is an error, in the body.
 *
 * @param ids absent for a stateless answer, which has those of the contract's examples
 */
export function jsonAnswer(
  { statusCode, headers = {}, body }: { statusCode: number; headers?: Record<string, string>; body?: unknown },
  ids: AnswerIds | undefined,
): Answer {
  const text = textOf(withIds(body, ids), !ids);
  const sent: Record<string, string> = {};
  for (const name in headers) {
    sent[name.toLowerCase() === "content-type" ? "content-type" : name] = String(headers[name]);
  }
  if (text === undefined) delete sent["content-type"];
  sent["request-id"] = ids?.requestId ?? documentedInnerError["request-id"];
  sent["client-request-id"] = ids?.clientRequestId ?? documentedInnerError["client-request-id"];
  return { status: statusCode, headers: sent, body: text };
}
