import type { MainError, ODataError } from "../../../generated/types.ts";
import { contractExample } from "./document.ts";
import { type Answer, type AnswerIds, type InjectedFault, noAnswer } from "../http/answer.ts";
import type { HttpError } from "../http/service.ts";
import { documentedInnerError, jsonAnswer } from "./jsonAnswer.ts";

/** An error in the contract's envelope that no operation documents. */
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

/** The contract's example of that name as an answer, for an error that occurs before any operation is involved. */
export function exampleAnswer(
  { status, example, retryAfter }: { status: number; example: string; retryAfter?: number },
  ids: AnswerIds | undefined,
): Answer {
  const { error } = contractExample<ODataError>(example);
  return errorAnswer(status, error, ids, retryAfter === undefined ? {} : { "Retry-After": String(retryAfter) });
}

/** An error that can occur for any request, in the contract's envelope. */
export const httpErrorAnswer = (
  { status, code, message, headers }: HttpError,
  { ids }: { ids: AnswerIds | undefined },
): Answer => errorAnswer(status, { code, message }, ids, headers);

export const connectionReset: Answer = {
  status: noAnswer,
  headers: {},
  body: undefined,
  resetsConnection: true,
  errorMessage: "The connection was reset.",
};

/** The answer for an injected fault. */
export const faultAnswer = (fault: InjectedFault, ids: AnswerIds | undefined): Answer => ({
  ...("example" in fault ? exampleAnswer(fault, ids) : connectionReset),
  fault,
});
