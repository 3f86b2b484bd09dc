import type { ErrorDetails, MainError, ODataError } from "../../generated/types.ts";
import { contractExample } from "./contract.ts";
import type { Answer, Engine, Refusal, Reply } from "./engine.ts";
import { askedFor, parseBody, type Target } from "./request.ts";
import type { Violation } from "./violations.ts";

/** What tells one answer from any other. A stateless answer has none of its own. */
export interface Ids {
  requestId: string;
  clientRequestId: string;
  /** ISO 8601, to the second and without a zone, as Graph writes it in an error. */
  date: string;
}

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
  ids: Ids | undefined;
  /** Answers a valid request out of the store; absent when stateless. */
  handle?: (operationId: string, body: unknown) => Reply | undefined;
}

export interface ApiAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer | undefined;
  operationId?: string;
  /** Why it is an error, for the log. */
  problem?: string;
}

const invalidRequest = contractExample<ODataError>("invalidRequest");
const { innerError } = invalidRequest.error;

function withIds(body: unknown, ids: Ids | undefined): unknown {
  const error = ids && (body as Partial<ODataError> | undefined)?.error;
  if (!error) return body;
  const inner = { date: ids.date, "request-id": ids.requestId, "client-request-id": ids.clientRequestId };
  return { error: { ...error, innerError: inner } };
}

/** An answer in the contract's envelope that no operation of it documents. */
export function errorAnswer(
  status: number,
  parts: Omit<MainError, "innerError">,
  ids: Ids | undefined,
  headers: Record<string, string> = {},
): ApiAnswer {
  const body = withIds({ error: { ...parts, innerError } }, ids);
  const json = { "content-type": "application/json", ...headers };
  return { ...rendered({ statusCode: status, headers: json, body }, ids), problem: parts.message };
}

const textOfStatic = new WeakMap<object, string>();

// A stateless answer is the same object each time, so its text is the same, too.
function textOf(body: unknown, isStatic: boolean): string | undefined {
  if (!isStatic || typeof body !== "object" || body === null) return JSON.stringify(body);
  const known = textOfStatic.get(body) ?? JSON.stringify(body);
  textOfStatic.set(body, known);
  return known;
}

function rendered({ statusCode, headers = {}, body }: Answer["output"], ids: Ids | undefined): ApiAnswer {
  const text = textOf(ids ? withIds(body, ids) : body, !ids);
  const sent: Record<string, string> = {};
  for (const name in headers)
    sent[name.toLowerCase() === "content-type" ? "content-type" : name] = String(headers[name]);
  if (text === undefined) delete sent["content-type"];
  sent["request-id"] = ids?.requestId ?? innerError["request-id"];
  sent["client-request-id"] = ids?.clientRequestId ?? innerError["client-request-id"];
  return { status: statusCode, headers: sent, body: text };
}

/** The contract's example of that name as an answer, for what goes wrong before an operation is reached. */
export function exampleAnswer(
  { status, example, retryAfter }: { status: number; example: string; retryAfter?: number },
  ids: Ids | undefined,
): ApiAnswer {
  const { error } = contractExample<ODataError>(example);
  return errorAnswer(status, error, ids, retryAfter === undefined ? {} : { "Retry-After": String(retryAfter) });
}

function refusalAnswer({ kind, allowed }: Refusal, { path, method, ids }: ApiCall): ApiAnswer {
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

function withFaults(body: unknown, faults: ErrorDetails[]): unknown {
  const { code, message: documented, innerError: inner } = (body as ODataError).error;
  const [first, ...more] = faults;
  if (more.length === 0) return { error: { ...first, code, message: first?.message ?? documented, innerError: inner } };
  const others = more.length === 1 ? "There is 1 more fault" : `There are ${more.length} more faults`;
  const message = `${first?.message} ${others}, see details.`;
  return { error: { code, message, details: faults, innerError: inner } };
}

const longestHeader = 4000;

// Node refuses a header with characters outside of Latin-1.
const ascii = (text: string): string =>
  text.replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);

function violationsHeader(violations: Violation[]): Record<string, string> {
  if (violations.length === 0) return {};
  const told: string[] = [];
  let length = 0;
  for (const { path = [], code, message } of violations.slice(0, 20)) {
    const violation = { location: ["request", ...path], code, message: message.slice(0, 300) };
    const text = ascii(JSON.stringify(violation));
    if ((length += text.length) > longestHeader) break;
    told.push(text);
  }
  return { "sl-violations": `[${told.join(",")}]` };
}

/** Answers one request to the API: by the engine, with every error in the contract's envelope. */
export async function answerApi(engine: Engine, call: ApiCall): Promise<ApiAnswer> {
  const { method, path, query, headers, bytes, ids, handle } = call;
  const asked = askedFor(headers["prefer"]);
  if (asked === "malformed") return refusalAnswer({ kind: "notDocumented", allowed: [] }, call);
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
    ...(asked ? { asked } : {}),
    ...(parsed.kind === "malformed" ? { unchecked: true, handle: () => malformed } : {}),
    ...(parsed.kind !== "malformed" && handle ? { handle: (operationId: string) => handle(operationId, body) } : {}),
  });
  if (result.kind !== "answer") return refusalAnswer(result, call);

  const { output, violations, drift, operationId } = result;
  if (drift.length > 0) {
    const reasons = drift
      .slice(0, 5)
      .map(({ message }) => message)
      .join("; ");
    const { code } = contractExample<ODataError>("internalError").error;
    const message = `The mock's own answer breaks the contract: ${reasons}.`.slice(0, 2000);
    return { ...errorAnswer(500, { code, message }, ids), operationId };
  }
  const tellsFaults = ids && violations.length > 0 && output.statusCode === 400;
  const told = tellsFaults ? { ...output, body: withFaults(output.body, result.faults()) } : output;
  const answer = { ...rendered(told, ids), operationId };
  if (!ids) Object.assign(answer.headers, violationsHeader(violations));
  const { error } = (told.body ?? {}) as Partial<ODataError>;
  return error?.message === undefined ? answer : { ...answer, problem: error.message };
}

// Prism reads the length to learn whether there is a body, and throws on a type that it can't parse.
function engineHeaders(headers: Record<string, string>, length: number, kind: string): Record<string, string> {
  const { "content-type": _, "transfer-encoding": __, ...rest } = headers;
  if (kind === "none") return { ...rest, "content-length": "0" };
  const type = kind === "notJson" ? "application/octet-stream" : "application/json";
  return { ...rest, "content-length": String(length), "content-type": type };
}
