import { type Target, targetOf } from "../../http/requestParts.ts";

/** One request of a batch. */
export interface BatchedRequest {
  id: string;
  method: string;
  /** Relative to the API's version, with a leading slash. */
  target: Target;
  /** By name in lower case. */
  headers: Record<string, string>;
  bytes: Buffer;
  /** Ids of earlier requests of the batch, in lower case. */
  dependsOn: string[];
}

const maximumRequests = 20;

// Node.js rejects larger request heads, so the rest of the code doesn't expect them.
const maximumHeadLength = 16 * 1024;

const methods = ["GET", "POST", "PATCH", "PUT", "DELETE"];
const base64 = /^[\w+/-]*={0,2}$/;

/** An error whose message is sent to the caller. */
class BatchError extends Error {}

const formatError = (at: number, expected: string): BatchError =>
  new BatchError(`Invalid batch payload format. requests[${at}]${expected}.`);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function headersOf(headers: unknown, at: number): Record<string, string> {
  if (headers === undefined || headers === null) return {};
  if (!isObject(headers)) throw formatError(at, ".headers must be an object");
  const entries = Object.entries(headers).map(([name, value]) => {
    if (typeof value !== "string" || /[^\t\x20-\x7e]/.test(value))
      throw formatError(at, `.headers['${name.slice(0, 100)}'] must be a string of ASCII characters`);
    return [name.toLowerCase(), value];
  });
  return Object.fromEntries(entries) as Record<string, string>;
}

function targetAt(url: unknown, at: number): Target {
  const isRelative = typeof url === "string" && /^(?:\/(?!\/)|[\w$%])/.test(url) && !/^[a-z][\w+.-]*:/i.test(url);
  const target = isRelative ? targetOf(url.replace(/^\/?/, "/")) : undefined;
  if (!target)
    throw formatError(at, ".url must be relative and well-formed, such as /education/synchronizationProfiles");
  return target;
}

/** A string is base64, any other value is JSON. */
function bytesOf(body: unknown, at: number): Buffer {
  if (body === undefined) return Buffer.alloc(0);
  if (typeof body !== "string") return Buffer.from(JSON.stringify(body));
  if (!base64.test(body)) throw formatError(at, ".body must be JSON, or a string in base64");
  return Buffer.from(body, "base64");
}

function dependenciesOf(dependsOn: unknown, at: number, earlier: Set<string>): string[] {
  if (dependsOn === undefined || dependsOn === null) return [];
  if (!Array.isArray(dependsOn)) throw formatError(at, ".dependsOn must be an array of ids");
  return [...new Set(dependsOn)].map((each) => {
    const id = typeof each === "string" ? each.toLowerCase() : "";
    if (!earlier.has(id)) throw formatError(at, ".dependsOn must only contain ids of earlier requests");
    return id;
  });
}

function batchedRequest(value: unknown, at: number, earlier: Set<string>): BatchedRequest {
  if (!isObject(value)) throw formatError(at, " must be an object");
  const { id, method, url, headers, body, dependsOn } = value;
  if (typeof id !== "string" || id === "") throw formatError(at, ".id must be a string");
  if (earlier.has(id.toLowerCase()))
    throw new BatchError(`Request Id ${id.slice(0, 100)} has to be unique in a batch.`);
  if (typeof method !== "string" || !methods.includes(method.toUpperCase()))
    throw formatError(at, `.method must be one of ${methods.join(", ")}`);
  const request = {
    id,
    method: method.toUpperCase(),
    target: targetAt(url, at),
    headers: headersOf(headers, at),
    bytes: bytesOf(body, at),
    dependsOn: dependenciesOf(dependsOn, at, earlier),
  };
  const headLength = JSON.stringify([url, request.headers]).length;
  if (headLength > maximumHeadLength) throw formatError(at, " must not have more than 16 kB of URL and headers");
  const isWrite = request.method.startsWith("P");
  if (isWrite && (body === undefined || request.headers["content-type"] === undefined))
    throw new BatchError(`Write request id : ${id.slice(0, 100)} does not contain Content-Type header or body.`);
  return request;
}

/** The requests of a batch, or the error message for the whole batch, in Graph's words. */
export function parseBatch(body: unknown): BatchedRequest[] | string {
  const requests = isObject(body) ? body["requests"] : undefined;
  if (!Array.isArray(requests) || requests.length === 0)
    return 'Invalid batch payload format. Expected {"requests": [{"id", "method", "url"}]}.';
  if (requests.length > maximumRequests)
    return `Number of requests inside batch exceed the limit of ${maximumRequests}.`;
  const ids = new Set<string>();
  try {
    return requests.map((value, at) => {
      const request = batchedRequest(value, at, ids);
      ids.add(request.id.toLowerCase());
      return request;
    });
  } catch (error) {
    if (error instanceof BatchError) return error.message;
    throw error;
  }
}
