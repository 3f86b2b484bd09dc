import type { ErrorDetails, ODataError } from "../../../generated/types.ts";
import { contractExample } from "../contract/document.ts";
import type { Engine, RequestError } from "../contract/engine.ts";
import type { Violation } from "../contract/errorDetails.ts";
import type { Reply } from "../contract/reply.ts";
import { type Answer, type AnswerIds, jsonAnswer } from "./answer.ts";
import { errorAnswer, exampleAnswer } from "./errorAnswer.ts";
import { parseBody, parsePrefer, type Target } from "./requestParts.ts";

export interface ApiCall {
  /** `HEAD` comes as `GET`. */
  method: string;
  /** Without the API's version. */
  path: string;
  query: Target["query"];
  headers: Record<string, string>;
  /** `undefined` where the body exceeds the limit. */
  bytes: Buffer | undefined;
  /** Absent when stateless. */
  ids: AnswerIds | undefined;
  /** Answers a valid request out of the store; absent when stateless. */
  handle?: (operationId: string, body: unknown) => Promise<Reply>;
}

function requestErrorAnswer({ kind, allowed }: RequestError, { path, method, ids }: ApiCall): Answer {
  if (kind === "noSuchPath") {
    return errorAnswer(
      404,
      { code: "ResourceNotFound", message: `The contract has no path ${path.slice(0, 500)}.` },
      ids,
    );
  }
  if (kind === "noSuchMethod") {
    const methods = [...allowed, ...(allowed.includes("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
    if (method === "OPTIONS") return { status: 204, headers: { Allow: methods }, body: undefined };
    return errorAnswer(
      405,
      { code: "MethodNotAllowed", message: `${method} is not allowed here; ${methods} are.` },
      ids,
      { Allow: methods },
    );
  }
  if (kind === "notAcceptable") {
    const message =
      "The Accept header of the request asks for none of the media types that there are: application/json.";
    return errorAnswer(406, { code: "NotAcceptable", message, target: "Accept" }, ids);
  }
  const message =
    "The Prefer header asks for a code or an example that the contract does not document for this operation.";
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

function violationsHeader(violations: Violation[]): Record<string, string> {
  if (violations.length === 0) return {};
  const listed: string[] = [];
  let length = 0;
  for (const { path = [], code, message } of violations.slice(0, 20)) {
    const violation = { location: ["request", ...path], code, message: message.slice(0, 300) };
    const text = ascii(JSON.stringify(violation));
    length += text.length;
    if (length > maximumHeaderLength) break;
    listed.push(text);
  }
  return { "sl-violations": `[${listed.join(",")}]` };
}

/** Answers one request to the API: by the engine, with every error in the contract's envelope. */
export async function answerApi(engine: Engine, call: ApiCall): Promise<Answer> {
  const { method, path, query, headers, bytes, ids, handle } = call;
  const preferred = parsePrefer(headers["prefer"]);
  if (preferred === "malformed") return requestErrorAnswer({ kind: "notDocumented", allowed: [] }, call);
  if (!bytes) return exampleAnswer({ status: 413, example: "bodyTooLarge" }, ids);

  const parsed = parseBody(bytes, headers);
  const body = parsed.kind === "json" ? parsed.value : parsed.kind === "none" ? undefined : "not JSON";
  const malformed: Reply = {
    status: 400,
    example: "malformedJson",
    ...(ids && parsed.kind === "malformed" ? { message: `The request body is not valid JSON: ${parsed.reason}.` } : {}),
  };
  const result = await engine.answer({
    method,
    path,
    query,
    headers: engineHeaders(headers, bytes.length, parsed.kind),
    body,
    ...(preferred ? { preferred } : {}),
    ...(parsed.kind === "malformed" ? { unchecked: true, handle: () => Promise.resolve(malformed) } : {}),
    ...(parsed.kind !== "malformed" && handle ? { handle: (operationId: string) => handle(operationId, body) } : {}),
  });
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
  const shown = tellsDetails ? { ...output, body: withDetails(output.body, result.details()) } : output;
  const answer = { ...jsonAnswer(shown, ids), operationId };
  if (!ids) Object.assign(answer.headers, violationsHeader(violations));
  const { error } = (shown.body ?? {}) as Partial<ODataError>;
  return error?.message === undefined ? answer : { ...answer, errorMessage: error.message };
}

// Prism reads the length to learn whether there is a body, and throws on a type that it can't parse.
function engineHeaders(headers: Record<string, string>, length: number, kind: string): Record<string, string> {
  const { "content-type": _, "transfer-encoding": __, ...rest } = headers;
  if (kind === "none") return { ...rest, "content-length": "0" };
  const type = kind === "notJson" ? "application/octet-stream" : "application/json";
  return { ...rest, "content-length": String(length), "content-type": type };
}
