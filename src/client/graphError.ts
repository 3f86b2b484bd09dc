import { retryAfterInMs } from "./retry.ts";

/** One part of an error: a field of the request, or a finding about an uploaded file. */
export interface GraphErrorDetail {
  /** For a finding: its type, such as `Error` or `Warning`. */
  code: string;
  message: string;
  /** Property or file concerned. */
  target?: string | undefined;
}

/** What the service adds for its support staff; unknown members are kept. */
export interface GraphInnerError {
  code?: string;
  message?: string;
  date?: string;
  "request-id"?: string;
  "client-request-id"?: string;
  [member: string]: unknown;
}

/** An answer that was no success, or could not be used as one. Its `message` is the service's own where it has one. */
export class GraphError extends Error {
  override readonly name = "GraphError";
  /** HTTP status; 2xx when the body of a success could not be used. */
  declare readonly statusCode: number;
  /** The service's code; `verificationFailed` for findings, `unreadableResponse` where the body held no error. */
  declare readonly code: string;
  /** The service's id of the request: give it to support. */
  declare readonly requestId: string | null;
  /** The id this client sent along. */
  declare readonly clientRequestId: string | null;
  /** When the service answered. */
  declare readonly date: Date | undefined;
  /** Inner errors from the outermost to the most specific. */
  declare readonly innerErrors: GraphInnerError[];
  declare readonly details: GraphErrorDetail[];
  declare readonly headers: Headers;
  /** The wait asked for by `Retry-After`, in milliseconds. */
  declare readonly retryAfterInMs: number | undefined;

  /** What `fields` leaves out is taken from the response. */
  constructor(response: Response, message?: string, fields?: Partial<GraphError>) {
    const { headers, status } = response;
    super(message || `HTTP ${status}: unreadableResponse`);
    Object.assign(this, {
      statusCode: status,
      code: "unreadableResponse",
      requestId: headers.get("request-id"),
      clientRequestId: headers.get("client-request-id"),
      innerErrors: [],
      details: [],
      headers,
      retryAfterInMs: retryAfterInMs(headers),
      ...fields,
    });
  }
}

interface WireError extends GraphInnerError {
  details?: GraphErrorDetail[];
  innerError?: WireError;
  innererror?: WireError;
  requestId?: string;
  clientRequestId?: string;
}

interface WireMessage {
  type?: string | null;
  fileName?: string | null;
  description?: string | null;
}

/** Whether a finding about an uploaded file stops the synchronization. */
export function isErrorMessage(message: WireMessage): boolean {
  return /^error$/i.test(message.type!);
}

/** The error that a body stands for: an error envelope, findings of `start`, text, or nothing. */
export function toGraphError(response: Response, body: unknown): GraphError {
  const { error, value }: { error?: WireError; value?: WireMessage[] } = Object(body);
  const messages = Array.isArray(value) ? value : [];
  const worst = messages.find(isErrorMessage) ?? messages[0];
  const findings = worst && {
    code: "verificationFailed",
    message: [worst.fileName, worst.description].join(": "),
    details: messages.map((m) => ({ code: m.type ?? "", message: m.description ?? "", target: m.fileName ?? "" })),
  };
  const wire: WireError = error ?? findings ?? {};
  const innerErrors: WireError[] = [];
  for (let e: WireError | undefined = wire; (e = e.innerError ?? e.innererror);) innerErrors.push(e);
  const inner: WireError = innerErrors[0] ?? {};
  const { headers } = response;
  // Graph leaves the zone out; it is always UTC.
  const time = Date.parse((inner.date ?? headers.get("date") ?? "").replace(/T[\d:.]+$/, "$&Z"));
  return new GraphError(response, wire.message, {
    code: wire.code || "unreadableResponse",
    requestId: inner["request-id"] ?? inner.requestId ?? headers.get("request-id"),
    clientRequestId: inner["client-request-id"] ?? inner.clientRequestId ?? headers.get("client-request-id"),
    date: time ? new Date(time) : undefined,
    innerErrors,
    details: wire.details ?? [],
  });
}

/** What openapi-fetch resolves to. */
export interface FetchResult<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/**
 * The data of a successful answer (undefined where it has no body).
 * @throws {GraphError} for every status outside 200–299, also when its body is empty or not JSON.
 */
export function unwrap<Data>(result: FetchResult<Data>): Data {
  // `error` is empty for an empty body: only the status tells success from failure.
  if (!result.response.ok) throw toGraphError(result.response, result.error);
  return result.data as Data;
}
