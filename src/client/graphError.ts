import { emptySuccess } from "../../generated/emptySuccess.ts";
import { retryAfterInMs } from "./retry.ts";

/** One part of an error: a property of the request, or a finding about an uploaded file. */
export interface GraphErrorDetail {
  /** For a finding: its type, such as `Error` or `Warning`. */
  code: string;
  message: string;
  /** The property or file concerned. */
  target?: string | undefined;
}

/** Diagnostic details that the service adds for support; unknown members are kept. */
export interface GraphInnerError {
  code?: string | undefined;
  message?: string | undefined;
  date?: string | undefined;
  "request-id"?: string | undefined;
  "client-request-id"?: string | undefined;
  [member: string]: unknown;
}

/**
 * What went wrong:
 *
 * - `service`: Microsoft Graph or Azure Storage answered with an error; its code is in `code`.
 * - `verification`: the service found errors in the uploaded files; they are in `details`.
 * - `state`: what was waited for can no longer happen; the profile's state or status is in `state`.
 * - `unreadable`: the response body is not what the contract promises: it is missing, incomplete, or something else, such
 *   as a proxy's HTML page.
 */
export type GraphErrorKind = "service" | "verification" | "state" | "unreadable";

/** The parts of a `GraphError`; omitted ones are read from the response. */
export interface GraphErrorOptions {
  kind: GraphErrorKind;
  message?: string | undefined;
  code?: string | undefined;
  state?: string | undefined;
  requestId?: string | null | undefined;
  clientRequestId?: string | undefined;
  date?: Date | undefined;
  innerErrors?: GraphInnerError[] | undefined;
  details?: GraphErrorDetail[] | undefined;
  /** Why the body could not be read. */
  cause?: unknown;
}

// All copies of this class share the symbol registry. A declared property would make their types incompatible.
const brand = Symbol.for("graph-education-sync.GraphError");

/**
 * A response that failed, or whose body could not be used. Its `message` is the service's own, if it sent one.
 *
 * `error instanceof GraphError` is true for errors from any copy of this package in the process, imported or required.
 */
export class GraphError extends Error {
  static {
    Object.defineProperty(this.prototype, brand, { value: true });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    // A subclass has only its own instances.
    return this === GraphError ? brand in Object(value) : super[Symbol.hasInstance](value);
  }

  override readonly name = "GraphError";
  readonly kind: GraphErrorKind;
  /** HTTP status; 2xx if the body of a successful response could not be used. */
  readonly statusCode: number;
  /** The service's own code; undefined for the other kinds. */
  readonly code: string | undefined;
  /** The state or status that ended a wait; undefined for the other kinds. */
  readonly state: string | undefined;
  /** The service's id for the request; support asks for it. */
  readonly requestId: string | null;
  /** The id that the client sent. */
  readonly clientRequestId: string | null;
  /** When the service answered. */
  readonly date: Date | undefined;
  /** Inner errors from the outermost to the most specific. */
  readonly innerErrors: GraphInnerError[];
  readonly details: GraphErrorDetail[];
  readonly headers: Headers;
  /** How long `Retry-After` says to wait, in milliseconds. */
  readonly retryAfterInMs: number | undefined;

  constructor(response: Response, options: GraphErrorOptions) {
    const { headers, status } = response;
    super(options.message || `HTTP ${status}: ${options.code || "unreadable response body"}`, options);
    this.kind = options.kind;
    this.statusCode = status;
    this.code = options.code;
    this.state = options.state;
    this.requestId = options.requestId ?? headers.get("request-id");
    this.clientRequestId = options.clientRequestId ?? headers.get("client-request-id");
    this.date = options.date ?? parseDate(headers.get("date"));
    this.innerErrors = options.innerErrors ?? [];
    this.details = options.details ?? [];
    this.headers = headers;
    this.retryAfterInMs = retryAfterInMs(headers);
  }
}

// Bodies come from the network, so nothing in them is taken for granted.
const membersOf = (value: unknown): Record<string, unknown> => Object(value) as Record<string, unknown>;
const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** The details of an error, or the findings about files, which use other names for the same members. */
function detailsOf(list: unknown): GraphErrorDetail[] {
  if (!Array.isArray(list)) return [];
  return list.filter(Boolean).map((item: Record<string, unknown>) => ({
    code: text(item["code"] ?? item["type"]) ?? "",
    message: text(item["message"] ?? item["description"]) ?? "",
    target: text(item["target"] ?? item["fileName"]),
  }));
}

function parseDate(value: string | undefined | null): Date | undefined {
  // Graph leaves the zone out; it is always UTC.
  const time = Date.parse((value ?? "").replace(/T[\d:.]+$/, "$&Z"));
  return time ? new Date(time) : undefined;
}

function innerErrorsOf(error: Record<string, unknown>): GraphInnerError[] {
  const errors: GraphInnerError[] = [];
  let inner = error["innerError"] ?? error["innererror"];
  while (inner) {
    const members = membersOf(inner);
    errors.push(members);
    inner = members["innerError"] ?? members["innererror"];
  }
  return errors;
}

/** The error for findings about uploaded files, or undefined if none prevents the synchronization from starting. */
export function verificationError(response: Response, body: unknown): GraphError | undefined {
  const details = detailsOf(membersOf(body)["value"]);
  const error = details.find(({ code }) => /^error$/i.test(code)) ?? (response.ok ? undefined : details[0]);
  if (!error) return undefined;
  const message = [error.target, error.message].filter(Boolean).join(": ") || "The files were not accepted";
  return new GraphError(response, { kind: "verification", message, details });
}

/** Reads the error from the body of a failed response. */
export function toGraphError(response: Response, body: unknown): GraphError {
  const error = membersOf(membersOf(body)["error"]);
  const code = text(error["code"]) || undefined;
  const message = text(error["message"]) || undefined;
  const innerErrors = innerErrorsOf(error);
  if (!code && !message && innerErrors.length === 0) {
    return verificationError(response, body) ?? new GraphError(response, { kind: "unreadable" });
  }
  const inner = innerErrors[0] ?? {};
  return new GraphError(response, {
    kind: "service",
    code,
    message,
    requestId: text(inner["request-id"]) ?? text(inner["requestId"]),
    clientRequestId: text(inner["client-request-id"]) ?? text(inner["clientRequestId"]),
    date: parseDate(text(inner.date)),
    innerErrors,
    details: detailsOf(error["details"]),
  });
}

/** What openapi-fetch resolves to. */
export interface FetchResult<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** The request that each response of `createGraphFetch` belongs to, as `GET <URL>`. */
export const requests = new WeakMap<Response, string>();

/**
 * The data of a successful response; undefined for an operation whose success has no body.
 * @throws {GraphError} for every status outside 200–299, even if the body is empty or not JSON; and for a success that
 * lacks the body that the contract promises, unless its status is 204 or 205.
 */
export function unwrap<Data>({ data, error, response }: FetchResult<Data>): Data {
  // `error` is empty for an empty body, so only the status distinguishes success from failure.
  if (!response.ok) throw toGraphError(response, error);
  const request = requests.get(response);
  const needsBody = request && !/^20[45]$/.test(`${response.status}`) && !emptySuccess.test(request);
  if (data === undefined && needsBody) throw new GraphError(response, { kind: "unreadable" });
  return data as Data;
}

/** Like `unwrap`, but also rejects a success without this member, which would only fail later, without an explanation. */
export function unwrapWith<Name extends string, Data extends { [name in Name]: unknown }>(
  name: Name,
  result: FetchResult<Data>,
): Data {
  const data = unwrap(result);
  if (!data?.[name]) throw new GraphError(result.response, { kind: "unreadable" });
  return data;
}
