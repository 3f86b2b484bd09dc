import { isDeepStrictEqual } from "node:util";
import type { ODataError } from "../../../generated/types.ts";
import { contractExample } from "../contract/document.ts";
import { errorAnswer } from "../contract/errorAnswer.ts";
import type { ContractRequest, Engine, EngineAnswer, NotOffered } from "../contract/exchange.ts";
import { jsonAnswer } from "../contract/jsonAnswer.ts";
import type { Operation } from "../contract/operations.ts";
import type { Reply } from "../contract/reply.ts";
import type { Answer, AnswerIds } from "../http/answer.ts";
import { type ParsedBody, parseBody, type Target } from "../http/requestParts.ts";
import { limits } from "../limits.ts";
import { countOf, countQuery } from "./countSegment.ts";
import { canonicalBody } from "./forgiven.ts";
import type { GraphCall } from "./graphCall.ts";
import { canonicalQuery } from "./queryOptions.ts";
import { ignoresBody, notOffered } from "./refusals.ts";
import { explained, isAboutBody, noBodyMessage, violationsHeader } from "./violationDetails.ts";

/** Answers a valid request from the store. */
export type Operate = (query: Target["query"], body: unknown) => Promise<Reply | undefined> | Reply | undefined;

/** A call of one of the contract's operations. */
interface ContractCall extends GraphCall {
  operation: Operation;
}

export const isContractCall = (call: GraphCall): call is ContractCall => call.operation !== undefined;

function malformedJson({ operation }: ContractCall, reason: string, ids: AnswerIds | undefined): Reply {
  const message = operation.expectsNoBody ? noBodyMessage : `The request body is not valid JSON: ${reason}.`;
  return { status: 400, example: "malformedJson", ...(ids ? { message } : {}) };
}

/** The error for a body that can't be validated, or that no validator would reject. */
function bodyError(call: ContractCall, parsed: ParsedBody, isExact: boolean): Reply | undefined {
  const { ids, operation } = call;
  switch (parsed.kind) {
    case "malformed":
      return malformedJson(call, parsed.reason, ids);
    case "encoded": {
      const message = `The Content-Encoding '${parsed.encoding}' is not supported. Send the body without compression.`;
      return { status: 415, example: "contentTypeNotJson", ...(ids ? { message } : {}) };
    }
    case "tooMuch": {
      const message = `The request body can't be processed: ${parsed.reason}.`;
      return { status: 400, example: "invalidRequest", ...(ids ? { message } : {}) };
    }
    case "json":
      // Prism reads null as no body at all.
      return isExact && parsed.value === null && operation.expectsNoBody
        ? { status: 400, example: "invalidRequest", message: noBodyMessage }
        : undefined;
    case "none":
    case "notJson":
      return undefined;
  }
}

type Judged = EngineAnswer | NotOffered;

/** Judges an invalid body again in its canonical form; `undefined` if that is the same. */
async function judgedAgain(
  engine: Engine,
  request: ContractRequest,
  refused: Judged,
  operate: ((body: unknown) => ReturnType<Operate>) | undefined,
): Promise<Judged | undefined> {
  if (refused.kind !== "answer" || refused.violations.length === 0 || !refused.violations.every(isAboutBody))
    return undefined;
  const { bodyType, body: sent, ...others } = request;
  const schema = request.operation.body;
  if (!schema || bodyType !== "application/json") return undefined;
  const body = canonicalBody(schema, sent);
  if (isDeepStrictEqual(body, sent)) return undefined;
  const again: ContractRequest = body === undefined ? others : { ...others, bodyType, body };
  const judged = await engine.answer(again, { operate: operate && (() => operate(body)) });
  if (judged.kind !== "answer" || judged.violations.length > 0) return judged;
  return { ...judged, violations: refused.violations };
}

function ownFault(faults: EngineAnswer["faults"], ids: AnswerIds | undefined): Answer {
  const reasons = faults.slice(0, 5).map(({ message }) => message);
  const { code } = contractExample<ODataError>("internalError").error;
  const message = `The mock's own answer violates the contract: ${reasons.join("; ")}.`.slice(0, 2000);
  return errorAnswer(500, { code, message }, ids);
}

function explainedAnswer({ output, violations }: EngineAnswer, { operation, ids }: ContractCall): Answer {
  const isExplained = ids && violations.length > 0 && output.statusCode === 400;
  const content = isExplained ? { ...output, body: explained(operation, output.body, violations) } : output;
  const answer = jsonAnswer(content, ids);
  if (!ids && violations.length > 0 && answer.status === 400)
    answer.headers["sl-violations"] = violationsHeader(violations);
  if (violations.length > 0) answer.violations = violations;
  const { error } = (answer.status < 400 ? {} : (content.body ?? {})) as Partial<ODataError>;
  if (error?.message !== undefined) answer.errorMessage = error.message;
  return answer;
}

function headersOf({ request, isCount }: ContractCall, authorization: string | undefined): Record<string, string> {
  const sent = request.headers as Record<string, string>;
  const read = authorization === sent["authorization"] ? sent : { ...sent, authorization: authorization ?? "" };
  return isCount ? { ...read, accept: "application/json" } : read;
}

/**
 * Answers a call according to the contract, with all errors in its envelope.
 *
 * @param authorization the header in the form that the engine expects
 */
export async function contractAnswer(
  engine: Engine,
  call: ContractCall,
  authorization: string | undefined,
  isExact: boolean,
  operate: Operate | undefined,
): Promise<Answer> {
  const { operation, path, request, ids, isCount } = call;
  const { bytes } = request;
  const preferred = call.preferred === "malformed" ? undefined : call.preferred;
  const canonical = canonicalQuery(request.target.query, operation);
  const supported = "query" in canonical ? canonical.query : {};
  const query = isCount ? countQuery(supported) : supported;
  const parsed: ParsedBody =
    bytes && !ignoresBody(call.method) ? parseBody(bytes, request.headers, limits.bodyValues.max) : { kind: "none" };
  const judging: ContractRequest = {
    operation,
    path,
    query,
    headers: headersOf(call, authorization),
    narrow: ids !== undefined,
  };
  if (preferred) judging.preferred = preferred;
  if (parsed.kind !== "none")
    judging.bodyType = parsed.kind === "notJson" ? "application/octet-stream" : "application/json";
  if (parsed.kind === "json") judging.body = parsed.value;

  const known = "error" in canonical ? canonical.error : bodyError(call, parsed, isExact);
  const run = operate && ((body: unknown) => operate(query, body));
  const judged = await engine.answer(judging, { known, operate: run && (() => run(judging.body ?? undefined)) });
  const result = (isExact || preferred ? undefined : await judgedAgain(engine, judging, judged, run)) ?? judged;
  if (result.kind !== "answer") return notOffered(result.kind, call);
  const answer = result.faults.length > 0 ? ownFault(result.faults, ids) : explainedAnswer(result, call);
  answer.operationId = operation.id;
  return isCount ? countOf(answer) : answer;
}
