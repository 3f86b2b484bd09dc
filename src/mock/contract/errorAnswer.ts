import type { MainError, ODataError } from "../../../generated/types.ts";
import { contractExample } from "./document.ts";
import {
  type Answer,
  type AnswerIds,
  documentedInnerError,
  type InjectedFault,
  jsonAnswer,
  noAnswer,
} from "../http/answer.ts";

/** An answer in the contract's envelope that no operation of it documents. */
export function errorAnswer(
  status: number,
  parts: Omit<MainError, "innerError">,
  ids: AnswerIds | undefined,
  headers: Record<string, string> = {},
): Answer {
  const body = { error: { ...parts, innerError: documentedInnerError } };
  const json = { "content-type": "application/json", ...headers };
  return { ...jsonAnswer({ statusCode: status, headers: json, body }, ids), errorMessage: parts.message };
}

/** The contract's example of that name as an answer, for an error that comes before an operation is reached. */
export function exampleAnswer(
  { status, example, retryAfter }: { status: number; example: string; retryAfter?: number },
  ids: AnswerIds | undefined,
): Answer {
  const { error } = contractExample<ODataError>(example);
  return errorAnswer(status, error, ids, retryAfter === undefined ? {} : { "Retry-After": String(retryAfter) });
}

export const connectionReset: Answer = {
  status: noAnswer,
  headers: {},
  body: undefined,
  resetsConnection: true,
  errorMessage: "The connection was reset.",
};

/** What a fault that was injected answers. */
export const faultAnswer = (fault: InjectedFault, ids: AnswerIds | undefined): Answer => ({
  ...("example" in fault ? exampleAnswer(fault, ids) : connectionReset),
  fault,
});
