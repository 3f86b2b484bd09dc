import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import type { Answer, AnswerIds } from "../http/answer.ts";
import { errorAnswer } from "../contract/errorAnswer.ts";
import { parseBody, type Target } from "../http/requestParts.ts";
import { actions, bodyChecks, type ControlCall, type Controlled, ControlError } from "./actions.ts";
import { consolePage } from "../pages/consolePage.ts";
import type { Health } from "./health.ts";
import { type ControlOperationId, type ControlRoute, controlRoutes, violationOf } from "./controlDocument.ts";

/** Where the control API is; no path of the contract begins like this. */
const controlPrefix = "/_mock";
export const healthPath = `${controlPrefix}/health`;

export const isControlPath = (path: string): boolean => path === controlPrefix || path.startsWith(`${controlPrefix}/`);

/** Whether a browser wants the console, which holds nothing that is the mock's. */
export const wantsConsole = ({ method = "GET", headers: { accept = "" } }: IncomingMessage, path: string): boolean =>
  path === controlPrefix && /^(GET|HEAD)$/.test(method) && /\btext\/html\b/i.test(accept);

export interface ControlRequest {
  request: IncomingMessage;
  path: string;
  query: Target["query"];
  tenant: string;
  /** Absent where the body exceeds the limit. */
  bytes: Buffer | undefined;
  ids: AnswerIds;
}

function routeError(path: string, method: string, ids: AnswerIds): Answer {
  const methods = controlRoutes()
    .filter(({ pattern }) => pattern.test(path))
    .flatMap((route) => (route.method === "GET" ? ["GET", "HEAD"] : route.method));
  if (methods.length === 0) {
    const message = `The control API has no path ${path.slice(0, 500)}. GET ${controlPrefix} lists its paths.`;
    return errorAnswer(404, { code: "ResourceNotFound", message }, ids);
  }
  const message = `${method} is not allowed here. Allowed: ${methods.join(", ")}.`;
  return errorAnswer(405, { code: "MethodNotAllowed", message }, ids, { Allow: methods.join(", ") });
}

/** The query as the operation takes it. Throws a RangeError where it violates the document. */
function readQuery({ operationId, query }: ControlRoute, sent: Target["query"]): Record<string, unknown> {
  const unknown = Object.keys(sent).find((name) => !query.includes(name));
  if (unknown !== undefined) {
    const expected = query.length === 0 ? "none" : query.join(", ");
    throw new RangeError(`Unknown query parameter '${unknown.slice(0, 100)}'. Expected: ${expected}.`);
  }
  const parameters = Object.fromEntries(Object.entries(sent).map(([name, value]) => [`query ${name}`, value]));
  // What an operation takes in its path is found by its route, and may be anything.
  for (const name of ["id", "requestId"]) parameters[`path ${name}`] = "given";
  const violation = violationOf(operationId, "parameters", parameters);
  if (violation !== undefined) throw new RangeError(violation);
  return Object.fromEntries(query.flatMap((name) => (name in sent ? [[name, parameters[`query ${name}`]]] : [])));
}

/** The body as the operation takes it. Throws a RangeError where it violates the document. */
function readJson(controlled: Controlled, { operationId }: ControlRoute, { request, bytes }: ControlRequest): unknown {
  const parsed = parseBody(bytes ?? Buffer.from("too large"), request.headers);
  if (parsed.kind === "tooMuch") throw new RangeError(`The body can't be processed: ${parsed.reason}.`);
  if (parsed.kind !== "json" && parsed.kind !== "none") {
    throw new RangeError(
      "The control API takes JSON, declared as application/json; " +
        "of up to 4 MB, unless the mock began with another bodyLimit.",
    );
  }
  const body = parsed.kind === "json" ? parsed.value : {};
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new RangeError("The body must be a JSON object.");
  bodyChecks[operationId]?.(controlled, body);
  const violation = violationOf(operationId, "body", body);
  if (violation !== undefined) throw new RangeError(violation);
  return body;
}

const isSilent = { "cache-control": "no-store" };

async function run(controlled: Controlled, route: ControlRoute, control: ControlRequest): Promise<Answer> {
  const { tenant, request, path } = control;
  const action = actions[route.operationId] as (
    controlled: Controlled,
    call: ControlCall<ControlOperationId>,
  ) => unknown;
  const answered = await action(controlled, {
    tenant,
    path: Object.fromEntries(
      Object.entries(route.pattern.exec(path)?.groups ?? {}).map(([name, text]) => [name, decodeURIComponent(text)]),
    ),
    query: readQuery(route, control.query),
    body: (route.hasBody ? readJson(controlled, route, control) : undefined) as never,
    lastEventId: request.headers["last-event-id"] as string | undefined,
  });
  if (answered instanceof Readable) {
    // A stream of events ends with its connection; nginx buffers an answer until it ends unless this header says not to.
    const isEvents = route.mediaType === "text/event-stream";
    const own = isEvents ? { connection: "close", "x-accel-buffering": "no" } : { vary: "Accept" };
    const headers = { "content-type": route.mediaType, ...own, ...isSilent };
    return { status: 200, headers, body: undefined, stream: answered };
  }
  const headers = { "content-type": "application/json", vary: "Accept", ...isSilent };
  const body = JSON.stringify(answered);
  const errorMessage = path === healthPath ? (answered as Health).message : undefined;
  return errorMessage === undefined ? { status: 200, headers, body } : { status: 503, headers, body, errorMessage };
}

/** Answers one request to the control API. */
export async function answerControl(controlled: Controlled, control: ControlRequest): Promise<Answer> {
  const { request, path, ids } = control;
  // The server leaves the body out.
  const method = request.method === "HEAD" ? "GET" : request.method;
  if (wantsConsole(request, path)) return consolePage(request.headers, ids);
  const route = controlRoutes().find((each) => each.method === method && each.pattern.test(path));
  if (!route) return routeError(path, request.method ?? "", ids);
  try {
    return await run(controlled, route, control);
  } catch (error) {
    if (error instanceof RangeError) return errorAnswer(400, { code: "BadRequest", message: error.message }, ids);
    if (!(error instanceof ControlError)) throw error;
    return errorAnswer(error.status, { code: error.code, message: error.message }, ids);
  }
}
