import { isDeepStrictEqual } from "node:util";
import type { ErrorDetails, ODataError } from "../../../generated/types.ts";
import { contractExample } from "../contract/document.ts";
import type { Engine, EngineRequest, RequestError } from "../contract/engine.ts";
import { errorDetails, type Violation } from "../contract/errorDetails.ts";
import { readOperations } from "../contract/operations.ts";
import type { Reply } from "../contract/reply.ts";
import { limits } from "../limits.ts";
import { type BodySchema, canonicalBody } from "./forgiven.ts";
import { type Answer, type AnswerIds, jsonAnswer } from "../http/answer.ts";
import { errorAnswer, exampleAnswer } from "../contract/errorAnswer.ts";
import { openApiPath } from "../pages/referencePage.ts";
import { type ParsedBody, parseBody, parsePrefer, type Target } from "../http/requestParts.ts";

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
  /** Forgives nothing. */
  exact: boolean;
  /** Answers a valid request out of the store; absent when stateless. */
  handle?: (operationId: string, body: unknown) => Promise<Reply | undefined> | Reply | undefined;
}

/** Graph's own error where a version of the API, or a resource in it, lacks something. */
export function segmentNotFound(segment: string, ids: AnswerIds | undefined): Answer {
  const message = `Resource not found for the segment '${segment}'.`;
  return errorAnswer(400, { code: "BadRequest", message }, ids);
}

/** What would be allowed one segment further: a caller left out the id, as the published page of the update does. */
function withId(method: string, path: string): string {
  const item = readOperations().find(
    (operation) => operation.method.toUpperCase() === method && operation.path.replace(/\/\{[^}]+\}$/, "") === path,
  );
  return item && item.path !== path ? ` Add the id of the profile: ${method} ${path}/{id}.` : "";
}

const singleError = /\/errors\/[^/]+$/;

function requestErrorAnswer({ kind, allowed }: RequestError, { path, method, ids }: ApiCall): Answer {
  if (kind === "noSuchPath") {
    const message =
      path === "/$metadata"
        ? `The API is described by OpenAPI, not by CSDL: GET ${openApiPath}.`
        : singleError.test(path)
          ? "Errors are read as a list: no page documents a path for one of them, though generated clients have it."
          : `The contract has no path ${path.slice(0, 500)}.`;
    return errorAnswer(404, { code: "ResourceNotFound", message }, ids);
  }
  if (kind === "noSuchMethod") {
    const methods = [...allowed, ...(allowed.includes("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
    if (method === "OPTIONS") return { status: 204, headers: { Allow: methods }, body: undefined };
    return errorAnswer(
      405,
      {
        code: "MethodNotAllowed",
        message: `${method} is not allowed here. Allowed: ${methods}.${withId(method, path)}`,
      },
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

let bodySchemas: Map<string, BodySchema> | undefined;

const bodySchemaOf = (operationId: string): BodySchema | undefined =>
  (bodySchemas ??= new Map(
    readOperations().flatMap(({ iid, request }) => {
      const schema = request?.body?.contents?.[0]?.schema;
      return schema ? [[iid, schema as BodySchema] as const] : [];
    }),
  )).get(operationId);

/** Whether an operation expects nothing, or an empty object, in its body. */
function takesNoBody(operationId: string): boolean {
  const schema = bodySchemaOf(operationId);
  return schema !== undefined && Object.keys(schema.properties ?? {}).length === 0;
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

type Result = Awaited<ReturnType<Engine["answer"]>>;
type Handle = NonNullable<ApiCall["handle"]>;

/** Judges a body that violates the contract again, in canonical form; `undefined` if that is no other. */
async function judgedAgain(
  engine: Engine,
  request: EngineRequest,
  refused: Result,
  handle: Handle | undefined,
): Promise<Result | undefined> {
  if (refused.kind !== "answer" || refused.violations.length === 0 || !refused.violations.every(isAboutBody))
    return undefined;
  const schema = bodySchemaOf(refused.operationId);
  if (!schema || request.bodyType !== "application/json") return undefined;
  const body = canonicalBody(schema, request.body);
  if (isDeepStrictEqual(body, request.body)) return undefined;
  const { bodyType, body: _, ...others } = request;
  const again: EngineRequest = body === undefined ? others : { ...others, bodyType, body };
  if (handle) again.handle = (operationId) => handle(operationId, body);
  else delete again.handle;
  const judged = await engine.answer(again);
  if (judged.kind !== "answer" || judged.violations.length > 0) return judged;
  return { ...judged, violations: refused.violations };
}

/** Answers one request to the API: by the engine, with every error in the contract's envelope. */
export async function answerApi(engine: Engine, call: ApiCall): Promise<Answer> {
  const { method, path, query, queryError, headers, bytes, ids, exact, handle } = call;
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
  } else if (parsed.kind === "encoded") {
    const message = `The Content-Encoding '${parsed.encoding}' is not supported. Send the body without compression.`;
    request.unchecked = true;
    request.handle = () => ({ status: 415, example: "contentTypeNotJson", ...(ids ? { message } : {}) });
  } else if (parsed.kind === "tooMuch") {
    const message = `The request body can't be processed: ${parsed.reason}.`;
    request.unchecked = true;
    request.handle = () => ({ status: 400, example: "invalidRequest", ...(ids ? { message } : {}) });
  } else {
    request.handle = (operationId) =>
      // Prism reads null as no body at all.
      exact && request.body === null && takesNoBody(operationId)
        ? bodyNotAllowed
        : handle?.(operationId, request.body ?? undefined);
  }
  const judged = await engine.answer(request);
  const result =
    (exact || request.preferred ? undefined : await judgedAgain(engine, request, judged, handle)) ?? judged;
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
  if (!ids && violations.length > 0 && answer.status === 400)
    answer.headers["sl-violations"] = violationsHeader(violations);
  if (violations.length > 0) answer.violations = violations;
  if (answer.status < 400) return answer;
  const { error } = (shown.body ?? {}) as Partial<ODataError>;
  return error?.message === undefined ? answer : { ...answer, errorMessage: error.message };
}
