import { documentedAnswer, documentedPreferences } from "../contract/documentedAnswer.ts";
import { errorAnswer, exampleAnswer } from "../contract/errorAnswer.ts";
import { readOperations } from "../contract/operations.ts";
import type { Answer, AnswerIds } from "../http/answer.ts";
import type { Authorization, AuthorizationError } from "./authorize.ts";
import type { GraphCall } from "./graphCall.ts";
import { isCountable } from "./queryOptions.ts";

/** Graph's error for a segment that the API's version, or a resource in it, doesn't have. */
export function segmentNotFound(segment: string, ids: AnswerIds | undefined): Answer {
  const message = `Resource not found for the segment '${segment}'.`;
  return errorAnswer(400, { code: "BadRequest", message }, ids);
}

/** A hint for callers who omit the id, as the published page for the update does. */
function missingIdHint(method: string, path: string): string {
  const item = readOperations().find(
    (operation) => operation.method === method && operation.path.replace(/\/\{[^}]+\}$/, "") === path,
  );
  return item && item.path !== path ? ` Add the id of the profile: ${method} ${path}/{id}.` : "";
}

const singleError = /\/errors\/[^/]+$/;

function noSuchPath(path: string, ids: AnswerIds | undefined): Answer {
  const message =
    path === "/$metadata"
      ? "The API is described by OpenAPI, not by CSDL: GET /openapi.json."
      : singleError.test(path)
        ? "Errors can only be read as a list: the path of a single error is undocumented, although generated clients have it."
        : `The contract has no path ${path.slice(0, 500)}.`;
  return errorAnswer(404, { code: "ResourceNotFound", message }, ids);
}

function noSuchMethod({ route, method, path, ids }: GraphCall): Answer {
  const documented = [...(route?.operations.keys() ?? [])];
  const allowed = ["GET", "POST", "PUT", "PATCH", "DELETE"].filter((each) => documented.includes(each));
  const methods = [...allowed, ...(allowed.includes("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
  if (method === "OPTIONS") return { status: 204, headers: { Allow: methods }, body: undefined };
  const message = `${method} is not allowed here. Allowed: ${methods}.${missingIdHint(method, path)}`;
  return errorAnswer(405, { code: "MethodNotAllowed", message }, ids, { Allow: methods });
}

const badPrefer = (message: string, ids: AnswerIds | undefined): Answer =>
  errorAnswer(400, { code: "BadRequest", message, target: "Prefer" }, ids);

/** The error if the contract has no answer that the call accepts. */
export function notOffered(kind: "notAcceptable" | "notDocumented", { operation, ids }: GraphCall): Answer {
  if (kind === "notAcceptable") {
    const message = "The Accept header excludes the only available media type: application/json.";
    return errorAnswer(406, { code: "NotAcceptable", message, target: "Accept" }, ids);
  }
  const documented = operation ? `Documented: ${documentedPreferences(operation).join("; ")}.` : "";
  return badPrefer(
    `The Prefer header names a code or an example that this operation does not document. ${documented}`,
    ids,
  );
}

/** The `WWW-Authenticate` header of a 401 in the contract. */
function challenge(): Record<string, string> {
  const [operation] = readOperations();
  const { "WWW-Authenticate": value = "Bearer" } = (operation && documentedAnswer(operation, 401)?.headers) ?? {};
  return { "WWW-Authenticate": value };
}

export function deniedAnswer(error: AuthorizationError, ids: AnswerIds | undefined): Answer {
  const { status, code, message, missingPermission: missing, sufficientPermissions: sufficient } = error;
  const answer = errorAnswer(status, { code, message }, ids, status === 401 ? challenge() : {});
  return missing === undefined || !sufficient ? answer : { ...answer, permissions: { missing, sufficient } };
}

/** The reasons to refuse a call before the contract judges it, in this order; the first that applies answers it. */
export const refusals = {
  "a token without permission": ({ operation, ids }: GraphCall, authorization: Authorization) =>
    authorization.kind === "denied"
      ? { ...deniedAnswer(authorization.error, ids), ...(operation ? { operationId: operation.id } : {}) }
      : undefined,
  "a version that never had the API": ({ version, route, ids }: GraphCall) =>
    version === "/v1.0" && route ? segmentNotFound("synchronizationProfiles", ids) : undefined,
  "$count on something other than a collection": ({ isCount, operation, ids }: GraphCall) =>
    isCount && !(operation && isCountable(operation)) ? segmentNotFound("$count", ids) : undefined,
  "a malformed Prefer header": ({ preferred, ids }: GraphCall) =>
    preferred === "malformed"
      ? badPrefer("The code of the Prefer header must be a status, for example code=429.", ids)
      : undefined,
  "a body beyond the limit": ({ method, request: { bytes }, ids }: GraphCall) =>
    bytes || ignoresBody(method) ? undefined : exampleAnswer({ status: 413, example: "bodyTooLarge" }, ids),
  "a path that is not in the contract": ({ route, path, ids }: GraphCall) =>
    route ? undefined : noSuchPath(path, ids),
  "a method that the path does not have": (call: GraphCall) => (call.operation ? undefined : noSuchMethod(call)),
} satisfies Record<string, (call: GraphCall, authorization: Authorization) => Answer | undefined>;

/** RFC 9110: content in a GET or DELETE request has no defined meaning. */
export const ignoresBody = (method: string): boolean => method === "GET" || method === "DELETE";
