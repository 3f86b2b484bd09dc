import type { ErrorDetails, ODataError } from "../../../generated/types.ts";
import { contractExample } from "../contract/document.ts";
import type { Engine, EngineRequest, RequestError } from "../contract/engine.ts";
import { errorDetails, type Violation } from "../contract/errorDetails.ts";
import { readOperations } from "../contract/operations.ts";
import type { Reply } from "../contract/reply.ts";
import { limits } from "../limits.ts";
import { type Answer, type AnswerIds, jsonAnswer } from "./answer.ts";
import { errorAnswer, exampleAnswer } from "./errorAnswer.ts";
import { openApiPath } from "./referencePage.ts";
import { type ParsedBody, parseBody, parsePrefer, type Target } from "./requestParts.ts";

export interface ApiCall {
  /** `HEAD` comes as `GET`. */
  method: string;
  /** Without the API's version. */
  path: string;
  query: Target["query"];
  /** Answers a request whose query options the operation doesn't support. */
  queryError?: Reply | undefined;
  headers: Record<string, string>;
  /** `undefined` where the body exceeds the limit. */
  bytes: Buffer | undefined;
  /** Absent when stateless. */
  ids: AnswerIds | undefined;
  /** Answers a valid request out of the store; absent when stateless. */
  handle?: (operationId: string, body: unknown) => Promise<Reply | undefined> | Reply | undefined;
}

function requestErrorAnswer({ kind, allowed }: RequestError, { path, method, ids }: ApiCall): Answer {
  if (kind === "noSuchPath") {
    const message =
      path === "/$metadata"
        ? `The API is described by OpenAPI, not by CSDL: GET ${openApiPath}.`
        : `The contract has no path ${path.slice(0, 500)}.`;
    return errorAnswer(404, { code: "ResourceNotFound", message }, ids);
  }
  if (kind === "noSuchMethod") {
    const methods = [...allowed, ...(allowed.includes("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
    if (method === "OPTIONS") return { status: 204, headers: { Allow: methods }, body: undefined };
    return errorAnswer(
      405,
      { code: "MethodNotAllowed", message: `${method} is not allowed here. Allowed: ${methods}.` },
      ids,
      { Allow: methods },
    );
  }
  if (kind === "notAcceptable") {
    const message = "The Accept header allows none of the available media types: application/json.";
    return errorAnswer(406, { code: "NotAcceptable", message, target: "Accept" }, ids);
  }
  const documented = `It documents: ${allowed.join("; ")}.`;
  const message =
    allowed.length === 0
      ? "The code of the Prefer header must be a status, for example code=429."
      : `The Prefer header names a code or an example that this operation does not document. ${documented}`;
  return errorAnswer(400, { code: "BadRequest", message, target: "Prefer" }, ids);
}

function withDetails(body: unknown, details: ErrorDetails[]): unknown {
  const { code, message: documented, innerError: inner } = (body as ODataError).error;
  const [first, ...more] = details;
  if (more.length === 0) return { error: { ...first, code, message: first?.message ?? documented, innerError: inner } };
  const others = more.length === 1 ? "There is 1 more violation" : `There are ${more.length} more violations`;
  const message = `${first?.message} ${others}, see details.`;
  return { error: { code, message, details, innerError: inner } };
}

const maximumHeaderLength = 4000;

// Node refuses a header with characters outside of Latin-1.
const ascii = (text: string): string =>
  text.replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);

function violationsHeader(violations: Violation[]): string {
  const listed: string[] = [];
  let length = 0;
  for (const { path = [], code, message } of violations.slice(0, 20)) {
    const violation = { location: ["request", ...path], code, message: message.slice(0, 300) };
    const text = ascii(JSON.stringify(violation));
    length += text.length;
    if (length > maximumHeaderLength) break;
    listed.push(text);
  }
  return `[${listed.join(",")}]`;
}

const noBodyMessage = "This operation takes no request body. Omit it, or send an empty object: {}.";

const bodyNotAllowed: Reply = { status: 400, example: "invalidRequest", message: noBodyMessage };

let withoutBody: Set<string> | undefined;

/** Whether an operation takes nothing, or an empty object, in its body. */
function takesNoBody(operationId: string): boolean {
  withoutBody ??= new Set(
    readOperations().flatMap(({ iid, request }) => {
      const { properties } = (request?.body?.contents?.[0]?.schema ?? { properties: { some: {} } }) as ObjectSchema;
      return Object.keys(properties ?? {}).length === 0 ? [iid] : [];
    }),
  );
  return withoutBody.has(operationId);
}

interface ObjectSchema {
  properties?: object;
}

function malformedJson(operationId: string, reason: string, ids: AnswerIds | undefined): Reply {
  const message = takesNoBody(operationId) ? noBodyMessage : `The request body is not valid JSON: ${reason}.`;
  return { status: 400, example: "malformedJson", ...(ids ? { message } : {}) };
}

const isAboutBody = ({ path: [place] = [] }: Violation): boolean => place === "body";

/** What a refused request is told of its violations. */
function described(operationId: string, body: unknown, violations: Violation[]): unknown {
  if (!takesNoBody(operationId) || !violations.every(isAboutBody)) return withDetails(body, errorDetails(violations));
  const { error } = body as ODataError;
  return { error: { ...error, message: noBodyMessage } };
}

const noBody: ParsedBody = { kind: "none" };

/** Answers one request to the API: by the engine, with every error in the contract's envelope. */
export async function answerApi(engine: Engine, call: ApiCall): Promise<Answer> {
  const { method, path, query, queryError, headers, bytes, ids, handle } = call;
  const preferred = parsePrefer(headers["prefer"]);
  if (preferred === "malformed") return requestErrorAnswer({ kind: "notDocumented", allowed: [] }, call);
  // RFC 9110: content in a GET or DELETE request has no meaning.
  const ignoresBody = method === "GET" || method === "DELETE";
  if (!bytes && !ignoresBody) return exampleAnswer({ status: 413, example: "bodyTooLarge" }, ids);

  const parsed = bytes && !ignoresBody ? parseBody(bytes, headers, limits.bodyValues.max) : noBody;
  const request: EngineRequest = { method, path, query, headers, narrow: ids !== undefined };
  if (preferred) request.preferred = preferred;
  if (parsed.kind !== "none")
    request.bodyType = parsed.kind === "notJson" ? "application/octet-stream" : "application/json";
  if (parsed.kind === "json") request.body = parsed.value;
  if (queryError) {
    request.unchecked = true;
    request.handle = () => queryError;
  } else if (parsed.kind === "malformed") {
    request.unchecked = true;
    request.handle = (operationId) => malformedJson(operationId, parsed.reason, ids);
  } else if (parsed.kind === "tooMuch") {
    const message = `The request body can't be processed: ${parsed.reason}.`;
    request.unchecked = true;
    request.handle = () => ({ status: 400, example: "invalidRequest", ...(ids ? { message } : {}) });
  } else {
    request.handle = (operationId) =>
      // Prism takes null for no body at all.
      request.body === null && takesNoBody(operationId) ? bodyNotAllowed : handle?.(operationId, request.body);
  }
  const result = await engine.answer(request);
  if (result.kind !== "answer") return requestErrorAnswer(result, call);

  const { output, violations, responseViolations, operationId } = result;
  if (responseViolations.length > 0) {
    const reasons = responseViolations
      .slice(0, 5)
      .map(({ message }) => message)
      .join("; ");
    const { code } = contractExample<ODataError>("internalError").error;
    const message = `The mock's own answer breaks the contract: ${reasons}.`.slice(0, 2000);
    return { ...errorAnswer(500, { code, message }, ids), operationId };
  }
  const tellsDetails = ids && violations.length > 0 && output.statusCode === 400;
  const shown = tellsDetails ? { ...output, body: described(operationId, output.body, violations) } : output;
  const answer: Answer = jsonAnswer(shown, ids);
  answer.operationId = operationId;
  if (!ids && violations.length > 0) answer.headers["sl-violations"] = violationsHeader(violations);
  if (answer.status < 400) return answer;
  if (violations.length > 0) answer.violations = violations;
  const { error } = (shown.body ?? {}) as Partial<ODataError>;
  return error?.message === undefined ? answer : { ...answer, errorMessage: error.message };
}
