import { Readable } from "node:stream";
import type { Match } from "../../openapi/router.ts";
import { errorAnswer, httpErrorAnswer } from "../contract/errorAnswer.ts";
import { accessError } from "../http/access.ts";
import type { Answer, AnswerIds } from "../http/answer.ts";
import { parseBody, type Target } from "../http/requestParts.ts";
import type { HttpRequest, Service } from "../http/service.ts";
import { actions, bodyChecks, type ControlCall, type Controlled, ControlError } from "./actions.ts";
import { type ControlOperationId, type ControlRoute, findControlRoute, violationOf } from "./controlDocument.ts";
import type { Health } from "./health.ts";

const controlPrefix = "/_mock";
const healthPath = `${controlPrefix}/health`;

/** Whether a path belongs to the control API; no path of the contract begins like this. */
export const isControlPath = (path: string): boolean => path === controlPrefix || path.startsWith(`${controlPrefix}/`);

/** Whether a request can be answered without the store: if that is down, this is where people look. */
const isStoreless = (path: string): boolean => /^\/_mock\/(health|openapi\.json|events|journal(\/[^/]+)?)$/.test(path);

export interface ControlServiceOptions {
  controlled: Controlled;
  /** The required value of the `x-mock-control-token` header; `undefined` allows everyone. */
  token: string | undefined;
  /** Loads a tenant's current state; resolves to the tenant that was evicted to make room, if any. */
  enter: (tenant: string, isOptional?: boolean) => Promise<string | undefined>;
  /** Largest body, in bytes. */
  bodyLimit: number;
}

function routeError(match: Match<ControlRoute> | undefined, { method, target, ids }: HttpRequest): Answer {
  if (!match) {
    const message = `The control API has no path ${target.path.slice(0, 500)}. GET ${controlPrefix} lists its paths.`;
    return errorAnswer(404, { code: "ResourceNotFound", message }, ids);
  }
  const methods = [...match.route.operations.keys()].flatMap((each) => (each === "GET" ? ["GET", "HEAD"] : each));
  const message = `${method} is not allowed here. Allowed: ${methods.join(", ")}.`;
  return errorAnswer(405, { code: "MethodNotAllowed", message }, ids, { Allow: methods.join(", ") });
}

/** The query as the operation expects it. Throws a RangeError if a parameter violates the document. */
function readQuery(
  { operationId, query }: ControlRoute,
  sent: Target["query"],
  path: Record<string, string>,
): Record<string, unknown> {
  const unknown = Object.keys(sent).find((name) => !query.includes(name));
  if (unknown !== undefined) {
    const expected = query.length === 0 ? "none" : query.join(", ");
    throw new RangeError(`Unknown query parameter '${unknown.slice(0, 100)}'. Expected: ${expected}.`);
  }
  const parameters = Object.fromEntries([
    ...Object.entries(sent).map(([name, value]) => [`query ${name}`, value]),
    // Path parameters may have any value: an unknown one is answered with 404.
    ...Object.keys(path).map((name) => [`path ${name}`, "any"]),
  ]) as Record<string, unknown>;
  const violation = violationOf(operationId, "parameters", parameters);
  if (violation !== undefined) throw new RangeError(violation);
  return Object.fromEntries(query.flatMap((name) => (name in sent ? [[name, parameters[`query ${name}`]]] : [])));
}

/** The body as the operation expects it. Throws a RangeError if it violates the document. */
function readJson(
  controlled: Controlled,
  { operationId }: ControlRoute,
  { headers }: HttpRequest,
  bytes: Buffer | undefined,
): unknown {
  const parsed = parseBody(bytes ?? Buffer.from("too large"), headers);
  if (parsed.kind === "tooMuch") throw new RangeError(`The body can't be processed: ${parsed.reason}.`);
  if (parsed.kind !== "json" && parsed.kind !== "none") {
    throw new RangeError(
      "The control API accepts JSON, declared as application/json, of up to 4 MB (or the bodyLimit that the mock was " +
        "started with).",
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

const notCached = { "cache-control": "no-store" };

async function run(
  controlled: Controlled,
  route: ControlRoute,
  path: Record<string, string>,
  request: HttpRequest,
  bytes: Buffer | undefined,
): Promise<Answer> {
  const { tenant, headers: sent, target, server, origin } = request;
  const action = actions[route.operationId] as (
    controlled: Controlled,
    call: ControlCall<ControlOperationId>,
  ) => unknown;
  const answered = await action(controlled, {
    tenant,
    server,
    origin,
    path,
    query: readQuery(route, target.query, path),
    body: (route.hasBody ? readJson(controlled, route, request, bytes) : undefined) as never,
    lastEventId: sent["last-event-id"] as string | undefined,
  });
  if (answered instanceof Readable) {
    // An event stream ends with its connection; without this header, nginx would buffer it until then.
    const isEvents = route.mediaType === "text/event-stream";
    const own = isEvents ? { connection: "close", "x-accel-buffering": "no" } : { vary: "Accept" };
    const headers = { "content-type": route.mediaType, ...own, ...notCached };
    return { status: 200, headers, body: undefined, stream: answered };
  }
  const headers = { "content-type": "application/json", vary: "Accept", ...notCached };
  const body = JSON.stringify(answered);
  const errorMessage = target.path === healthPath ? (answered as Health).message : undefined;
  return errorMessage === undefined ? { status: 200, headers, body } : { status: 503, headers, body, errorMessage };
}

function errorOf(error: unknown, ids: AnswerIds): Answer {
  if (error instanceof ControlError)
    return errorAnswer(error.status, { code: error.code, message: error.message }, ids);
  if (error instanceof RangeError) return errorAnswer(400, { code: "BadRequest", message: error.message }, ids);
  throw error;
}

/** The control API, for the console as well as for tests and programs. */
export function controlService({ controlled, token, enter, bodyLimit }: ControlServiceOptions): Service {
  async function answerAllowed(request: HttpRequest, bytes: Buffer | undefined): Promise<Answer> {
    const { target, ids } = request;
    // For HEAD, the server omits the body.
    const method = request.method === "HEAD" ? "GET" : request.method;
    const match = findControlRoute(target.path);
    const route = match?.route.operations.get(method);
    if (!match || !route) return routeError(match, request);
    try {
      const path = Object.entries(match.parameters).map(([name, text]) => [name, decodeURIComponent(text)] as const);
      return await run(controlled, route, Object.fromEntries(path), request, bytes);
    } catch (error) {
      return errorOf(error, ids);
    }
  }

  return {
    has: ({ target }) => isControlPath(target.path),
    isOpenToWebPages: false,
    refuse: httpErrorAnswer,
    answer: async (request) => {
      const { target, headers, ids, server } = request;
      const isHealth = target.path === healthPath;
      const denied = isHealth ? undefined : accessError(headers, { ...server, token });
      if (denied) return errorAnswer(403, { code: "AccessDenied", message: denied }, ids);
      const isRead = /^(GET|HEAD)$/.test(request.method);
      const evictedTenant = isStoreless(target.path) ? undefined : await enter(request.tenant, isRead);
      const bytes = await request.body.bytes(bodyLimit);
      const answer = await answerAllowed(request, bytes);
      answer.requestBody = bytes;
      if (evictedTenant !== undefined) answer.evictedTenant = evictedTenant;
      // Otherwise the console's own reads would fill the journal, and clearing it would leave an entry.
      if (answer.status < 400 && /^(GET|HEAD|DELETE)$/.test(request.method)) answer.isUnrecorded = true;
      return answer;
    },
  };
}
