import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { type Duplex, pipeline } from "node:stream";
import { TLSSocket } from "node:tls";
import { limits } from "../limits.ts";
import type { Answer, AnswerIds } from "./answer.ts";
import { createArrivals, LateRequestError } from "./arrival.ts";
import { createByteBudget } from "./byteBudget.ts";
import { closeWithError, connectionError } from "./connectionError.ts";
import { originReader } from "./origin.ts";
import { listenAtOtherLoopback } from "./otherLoopback.ts";
import { preflight, setExposedHeaders } from "./preflight.ts";
import { requestBody } from "./requestBody.ts";
import { type Target, targetOf } from "./requestParts.ts";
import { createRequestQueue } from "./requestQueue.ts";
import { HttpError, type HttpRequest, type Service } from "./service.ts";
import type { ServerCertificate } from "./tls/certificate.ts";
import { createUnreadAnswers } from "./unreadAnswers.ts";

export interface HttpServerOptions {
  port: number;
  host: string;
  /** Time limit for a request's head to arrive, and for its body unless its service sets another one. */
  requestTimeoutInMs: number;
  /** How long a connection without a request stays open. */
  keepAliveTimeoutInMs: number;
  maxConnections?: number;
  /** How long to wait for pending requests when closing. */
  drainInMs: number;
  /** Serves https with this certificate. */
  tls: ServerCertificate | undefined;
  /** Trusts a proxy's headers about the caller's address. */
  trustProxy: boolean;
  /** @param path of the request; empty if it has none */
  idsOf: (headers: IncomingMessage["headers"], path: string) => AnswerIds;
  tenantOf: (headers: IncomingMessage["headers"]) => string;
  serviceOf: (request: Pick<HttpRequest, "method" | "target" | "headers">) => Service;
  /** The HTTP error for what a service has thrown; `undefined` for a bug. */
  httpErrorOf: (error: unknown, request: Pick<HttpRequest, "method" | "target">) => HttpError | undefined;
  /** Called after each request. */
  onAnswered: (request: HttpRequest, answer: Answer, durationInMs: number) => void;
}

export interface HttpServer {
  /** Address without a trailing slash. */
  url: string;
  /** The pending requests, as `GET /education/synchronizationProfiles`. */
  pending: () => string[];
  /** Stops listening, and resolves when all pending requests have ended or their time is up. */
  close: () => Promise<void>;
}

/** Node can only reset a plain TCP connection; a TLS connection is destroyed without a close_notify alert. */
const resetConnection = ({ socket }: ServerResponse): unknown =>
  socket instanceof TLSSocket ? socket.destroy() : socket?.resetAndDestroy();

/** The bytes that only this answer keeps in memory; a body that is a buffer is shared by all answers that contain it. */
const ownBytes = ({ body, parts = [] }: Answer): number =>
  parts.reduce((sum, { length }) => sum + length, typeof body === "string" ? body.length : 0);

/** Writes each part after the previous one was sent: https would otherwise encrypt all of them in one turn. */
function writeParts(response: ServerResponse, parts: Iterator<Buffer>): void {
  const next = parts.next();
  if (next.done) response.end();
  else response.write(next.value, (error) => !error && writeParts(response, parts));
}

function send(response: ServerResponse, answer: Answer, isHead: boolean): void {
  if (answer.resetsConnection) return void resetConnection(response);
  const { status, headers, body, parts, stream } = answer;
  if (stream && isHead) {
    stream.destroy();
    response.writeHead(status, headers).end();
    return;
  }
  if (stream) {
    response.writeHead(status, headers).flushHeaders();
    pipeline(stream, response, () => {});
    return;
  }
  const bytes = parts ? ownBytes(answer) : Buffer.byteLength(body ?? "");
  response.writeHead(status, status === 204 ? headers : { ...headers, "content-length": String(bytes) });
  if (parts && !isHead) writeParts(response, parts.values());
  else response.end(isHead ? undefined : body);
}

/** Why no service can answer a request. */
function requestError(
  target: Target | undefined,
  tenant: string,
  { headers: { host, prefer = "" }, httpVersion }: IncomingMessage,
): string | undefined {
  if (host === undefined && httpVersion === "1.1") return "The header 'Host' is required.";
  if (!target) return "The URL contains invalid percent-encoding.";
  if (!target.path.startsWith("/")) return "The URL path must start with a slash.";
  if (tenant.length > 128 || /[^\x21-\x7e]/.test(tenant)) {
    return "The header 'x-mock-tenant' must have 128 visible ASCII characters or fewer.";
  }
  return /[^\t\x20-\x7e]/.test(String(prefer))
    ? "The header 'Prefer' contains characters that are not allowed."
    : undefined;
}

function addressOf({ address, family, port }: AddressInfo, scheme: string): string {
  // A server that listens on all addresses can at least be reached here.
  if (address === "0.0.0.0" || address === "::") return `${scheme}://127.0.0.1:${port}`;
  return `${scheme}://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}

/** The client is gone and can't read this; the status is for the log. */
const brokenOff: Answer = {
  status: 499,
  headers: {},
  body: undefined,
  errorMessage: "The client closed the connection before the request was complete.",
};

/** Opens a server that answers every request, even an invalid one. */
export async function openHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { port, host, requestTimeoutInMs, keepAliveTimeoutInMs, drainInMs, tls, trustProxy } = options;
  const { idsOf, tenantOf, serviceOf, httpErrorOf, onAnswered } = options;
  const commonTimes = { totalInMs: requestTimeoutInMs, idleInMs: requestTimeoutInMs };
  const unreadAnswers = createUnreadAnswers();
  const arrivals = createArrivals(requestTimeoutInMs);
  const bodies = createByteBudget(limits.apiBodies.max);
  const responses = new Map<ServerResponse, IncomingMessage>();
  let closed: Promise<void> | undefined;

  const requestOf = (
    incoming: Pick<IncomingMessage, "method" | "headers">,
    target: Target,
    body: HttpRequest["body"],
  ): HttpRequest => ({
    method: incoming.method ?? "",
    target,
    headers: incoming.headers,
    origin: originOf(incoming.headers),
    server: address,
    tenant: tenantOf(incoming.headers),
    ids: idsOf(incoming.headers, target.path),
    body,
  });

  async function answerSafely(
    service: Service,
    request: HttpRequest,
    incoming: IncomingMessage,
    response: ServerResponse,
  ): Promise<Answer> {
    try {
      const isPreflight = request.method === "OPTIONS" && service.isOpenToWebPages;
      const allowed = isPreflight ? preflight(request.headers) : undefined;
      return (
        allowed ?? (await arrivals.unlessLate(incoming, service.arrivalTimes ?? commonTimes, service.answer(request)))
      );
    } catch (error) {
      if (error instanceof LateRequestError) {
        response.setHeader("Connection", "close");
        return service.refuse(new HttpError(408, "RequestTimeout", error.message), request);
      }
      const known = error instanceof HttpError ? error : httpErrorOf(error, request);
      if (known) return service.refuse(known, request);
      if (!incoming.complete) return brokenOff;
      const message = `The mock failed: ${(error as Error).message}`;
      return service.refuse(new HttpError(500, "InternalError", message), request);
    }
  }

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const began = performance.now();
    responses.set(response, incoming);
    response.once("close", () => responses.delete(response));
    const target = targetOf(incoming.url ?? "/");
    const rawTarget = target ?? { path: incoming.url ?? "/", query: {}, search: "" };
    const request = requestOf(incoming, rawTarget, requestBody(incoming, response, bodies));
    const service = serviceOf(request);
    if (request.headers.origin !== undefined && service.isOpenToWebPages) setExposedHeaders(response);
    const message = requestError(target, request.tenant, incoming);
    const answered = message
      ? service.refuse(new HttpError(400, "BadRequest", message), request)
      : await answerSafely(service, request, incoming, response);
    const isStopping = closed && queue.waitingOn(incoming.socket).length === 0;
    if (isStopping || request.headers.host === undefined) response.setHeader("Connection", "close");
    // Closing does not wait for streams.
    if (answered.stream) responses.delete(response);
    if (!response.destroyed) {
      send(response, answered, request.method === "HEAD");
      unreadAnswers.watch(response, ownBytes(answered));
    }
    onAnswered(request, answered, performance.now() - began);
  }

  const timeouts = {
    // Node's own answer to a request without a Host header has no body.
    requireHostHeader: false,
    // Bodies have their own time limits.
    requestTimeout: 0,
    keepAliveTimeout: keepAliveTimeoutInMs,
    headersTimeout: Math.min(requestTimeoutInMs, 60_000),
    connectionsCheckingInterval: Math.min(requestTimeoutInMs, 30_000),
  };
  // closeAllConnections skips connections that are still in the TLS handshake; this limits its duration.
  const handshakeTimeout = Math.min(requestTimeoutInMs, drainInMs);
  const server = tls
    ? createTlsServer({ ...timeouts, cert: tls.cert, key: tls.key, handshakeTimeout })
    : createServer(timeouts);
  server.maxConnections = options.maxConnections ?? limits.connections.max;
  const queue = createRequestQueue((request, response) => {
    handle(request, response).catch((error: Error) => {
      process.emitWarning(`The mock failed: ${error.message}`);
      response.destroy();
    });
  });
  server.on("request", queue.add);

  /** The answer for an error that occurs before there is a request. */
  function refuseWithoutRequest(error: HttpError, incoming: Pick<IncomingMessage, "method" | "headers">): Answer {
    const target: Target = { path: "", query: {}, search: "" };
    const body = { bytes: () => Promise.resolve(undefined), [Symbol.asyncIterator]: async function* () {} };
    const request = requestOf(incoming, target, body);
    return serviceOf(request).refuse(error, request);
  }

  server.on("checkExpectation", (request, response: ServerResponse) => {
    const error = new HttpError(417, "ExpectationFailed", "The only supported Expect value is 100-continue.");
    const refused = refuseWithoutRequest(error, request);
    send(response.setHeader("Connection", "close"), refused, request.method === "HEAD");
  });
  function closeAfterAnswers(socket: Duplex, code: string): void {
    // An incomplete request never gets an answer, so there is nothing to wait for.
    const begun = [...responses].flatMap(([response, request]): [IncomingMessage, ServerResponse][] =>
      request.socket === socket ? [[request, response]] : [],
    );
    const last = [...begun, ...queue.waitingOn(socket)].findLast(([{ complete }]) => complete)?.[1];
    const close = () =>
      closeWithError(socket, () => refuseWithoutRequest(connectionError(code), { method: "GET", headers: {} }));
    if (last) last.once("close", close);
    else close();
  }
  server.on("clientError", ({ code = "" }: NodeJS.ErrnoException, socket) => {
    if (code === "ECONNRESET") socket.destroy();
    else closeAfterAnswers(socket, code);
  });
  server.on("connect", (_, socket) => {
    // Node has removed its listeners, and an unhandled error event would crash the process.
    socket.on("error", () => socket.destroy());
    closeAfterAnswers(socket, "CONNECT");
  });
  server.listen(port, host);
  await once(server, "listening");
  const other =
    host.toLowerCase() === "localhost"
      ? await listenAtOtherLoopback(server).catch((error: unknown) => {
          server.close();
          throw error;
        })
      : undefined;
  const listening = server.address() as AddressInfo;
  const isLoopback = /^(127\.|::1$)/.test(listening.address);
  const address = { url: addressOf(listening, tls ? "https" : "http"), isLoopback, trustProxy };
  const originOfCert = (cert?: string) => originReader({ url: address.url, isOpen: !isLoopback, trustProxy, cert });
  let originOf = originOfCert(tls?.cert);
  const unwatch = tls?.watch?.(({ cert, key }) => {
    if ("setSecureContext" in server) server.setSecureContext({ cert, key });
    originOf = originOfCert(cert);
  });

  async function close(): Promise<void> {
    unwatch?.();
    other?.close();
    server.close();
    server.closeIdleConnections();
    const timer = setTimeout(() => server.closeAllConnections(), drainInMs);
    await Promise.all([server, ...(other ? [other] : [])].map((each) => once(each, "close")));
    clearTimeout(timer);
    arrivals.close();
  }

  const pending = () => [...responses.values()].map(({ method, url: target }) => `${method} ${target}`);
  return { url: address.url, pending, close: () => (closed ??= close()) };
}
