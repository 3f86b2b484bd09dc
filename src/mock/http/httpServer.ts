import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { type Duplex, pipeline } from "node:stream";
import { TLSSocket } from "node:tls";
import { limits } from "../limits.ts";
import type { Answer, AnswerIds } from "./answer.ts";
import { type ArrivalTimes, LateRequestError, unlessLate } from "./arrival.ts";
import { closeWithError } from "./connectionError.ts";
import { errorAnswer } from "../contract/errorAnswer.ts";
import { graphPathOf } from "../graph/graphPath.ts";
import type { CertifiedKey } from "./tls/issueCertificate.ts";
import { originReader } from "./origin.ts";
import { createRequestQueue } from "./requestQueue.ts";
import { listenAtOtherLoopback } from "./otherLoopback.ts";
import { type Target, targetOf } from "./requestParts.ts";
import { createUnreadAnswers } from "./unreadAnswers.ts";

/** One request to the API, which came by itself or in a batch. */
export interface ApiContext {
  request: Pick<IncomingMessage, "method" | "headers">;
  target: Target;
  /** Address of the server as the caller reached it, without a trailing slash. */
  origin: string;
  /** Without the API's version, and as the contract spells it. */
  path: string;
  /** `/beta`, `/v1.0`, or nothing. */
  version: string;
  /** Absent where nobody can be told to have sent it. */
  tenant: string | undefined;
  ids: AnswerIds;
  /** The body, once it was read. */
  bytes?: Buffer;
  /** The tenant that was evicted to make room for this one. */
  evictedTenant?: string;
}

/** One request on its way to an answer. */
export interface RequestContext extends ApiContext {
  request: IncomingMessage;
  response: ServerResponse;
}

export interface HttpServerOptions {
  port: number;
  host: string;
  /** How long the head of a request, and its body unless `arrivalTimes` says otherwise, may take to arrive. */
  requestTimeoutInMs: number;
  /** How long a connection without a request stays open. */
  keepAliveTimeoutInMs: number;
  maxConnections?: number;
  /** How long a stop waits for the requests under way. */
  drainInMs: number;
  /** Serves https with this certificate. */
  tls: CertifiedKey | undefined;
  /** Believes what a proxy says of the caller's address. */
  trustProxy: boolean;
  /** Without them, an error tells the ids of the contract's examples. */
  hasIds: boolean;
  /** @param path of the request; empty where there is none */
  idsOf: (headers: IncomingMessage["headers"], path: string) => AnswerIds;
  tenantOf: (headers: IncomingMessage["headers"]) => string;
  /** Whether web pages of any origin may read the answer. */
  isOpenToWebPages: (context: RequestContext) => boolean;
  answer: (context: RequestContext) => Promise<Answer>;
  /** How long a request may take to arrive; `undefined` for the common time. */
  arrivalTimes: (context: RequestContext) => ArrivalTimes | undefined;
  /** Answers a request that took longer. */
  answerLate: (context: RequestContext) => Answer;
  /** Called after each request. */
  done: (context: ApiContext, answer: Answer, durationInMs: number) => void;
}

export interface HttpServer {
  /** Address without a trailing slash. */
  url: string;
  /** Whether it listens to this machine only. */
  isLoopback: boolean;
  /** The requests under way, as `GET /education/synchronizationProfiles`. */
  underWay: () => string[];
  /** Stops listening, and resolves when the requests under way have ended or the time for them is over. */
  close: () => Promise<void>;
}

const exposed =
  "ETag, Location, Preference-Applied, Content-Range, request-id, client-request-id, " +
  "ReadWriteConsistencyToken, SdkVersion, WWW-Authenticate, x-ms-client-gcc-tenant, Retry-After, sl-violations, " +
  "Last-Modified, x-ms-request-id, x-ms-client-request-id, x-ms-version, x-ms-error-code";

function preflight({ headers }: IncomingMessage): Answer | undefined {
  if (headers["access-control-request-method"] === undefined) return undefined;
  // Chromium asks so before a page of the internet may call a server of the local network.
  const isOfPrivateNetwork = headers["access-control-request-private-network"] === "true";
  const allowed = {
    ...(isOfPrivateNetwork ? { "Access-Control-Allow-Private-Network": "true" } : {}),
    "Access-Control-Allow-Methods": "GET, HEAD, POST, PATCH, PUT, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": headers["access-control-request-headers"] ?? "*",
    "Access-Control-Max-Age": "600",
  };
  return { status: 204, headers: allowed, body: undefined };
}

/** Node can reset a bare TCP connection only; one of TLS is closed, without its farewell. */
const resetConnection = ({ socket }: ServerResponse): unknown =>
  socket instanceof TLSSocket ? socket.destroy() : socket?.resetAndDestroy();

function send(response: ServerResponse, answer: Answer, isHead: boolean): void {
  if (answer.resetsConnection) return void resetConnection(response);
  const { status, headers, body, stream } = answer;
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
  const length = status === 204 ? {} : { "content-length": String(Buffer.byteLength(body ?? "")) };
  response.writeHead(status, { ...headers, ...length }).end(isHead ? undefined : body);
}

/** Why a request cannot be taken, before anything of the contract is looked at. */
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
  // What listens everywhere can be reached here at least.
  if (address === "0.0.0.0" || address === "::") return `${scheme}://127.0.0.1:${port}`;
  return `${scheme}://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}

/** Listens, and brings each request to its answer, whatever it is like. */
export async function openHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { port, host, requestTimeoutInMs, keepAliveTimeoutInMs, drainInMs, tls, trustProxy } = options;
  const { hasIds, idsOf, tenantOf, isOpenToWebPages, answer, arrivalTimes, answerLate, done } = options;
  const commonTimes = { totalInMs: requestTimeoutInMs, idleInMs: requestTimeoutInMs };
  const unreadAnswers = createUnreadAnswers();
  const responses = new Map<ServerResponse, IncomingMessage>();
  let closed: Promise<void> | undefined;

  function contextOf(request: IncomingMessage, response: ServerResponse, target: Target | undefined): RequestContext {
    const graphPath = graphPathOf(target?.path ?? "/");
    return {
      request,
      response,
      origin: originOf(request.headers),
      target: target ?? { path: request.url ?? "/", query: {}, search: "" },
      ...graphPath,
      tenant: tenantOf(request.headers),
      ids: idsOf(request.headers, graphPath.path),
    };
  }

  async function answerSafely(context: RequestContext, target: Target | undefined): Promise<Answer> {
    const { request, tenant, ids } = context;
    const shown = hasIds ? ids : undefined;
    const message = requestError(target, tenant ?? "", request);
    if (message) return errorAnswer(400, { code: "BadRequest", message }, shown);
    try {
      const isPreflight = request.method === "OPTIONS" && isOpenToWebPages(context);
      const allowed = isPreflight ? preflight(request) : undefined;
      return allowed ?? (await unlessLate(request, arrivalTimes(context) ?? commonTimes, answer(context)));
    } catch (error) {
      if (error instanceof LateRequestError) {
        context.response.setHeader("Connection", "close");
        return answerLate(context);
      }
      // Nobody is left to read this; the status is for the log.
      if (!request.complete)
        return {
          status: 499,
          headers: {},
          body: undefined,
          errorMessage: "The client closed the connection before the request was complete.",
        };
      const message = `The mock failed: ${(error as Error).message}`;
      return errorAnswer(500, { code: "InternalError", message }, shown);
    }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const began = performance.now();
    responses.set(response, request);
    response.once("close", () => responses.delete(response));
    const target = targetOf(request.url ?? "/");
    const context = contextOf(request, response, target);
    if (request.headers.origin !== undefined && isOpenToWebPages(context)) {
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.setHeader("Access-Control-Expose-Headers", exposed);
    }
    const answered = await answerSafely(context, target);
    const isStopping = closed && queue.waitingOn(request.socket).length === 0;
    if (isStopping || request.headers.host === undefined) response.setHeader("Connection", "close");
    // A stop does not wait for a stream.
    if (answered.stream) responses.delete(response);
    if (!response.destroyed) {
      send(response, answered, request.method === "HEAD");
      // A buffer is shared by all who get it.
      unreadAnswers.watch(response, typeof answered.body === "string" ? answered.body.length : 0);
    }
    done(context, answered, performance.now() - began);
  }

  const timeouts = {
    // Node's own answer to a request without it has no body.
    requireHostHeader: false,
    // Bodies have times of their own.
    requestTimeout: 0,
    keepAliveTimeout: keepAliveTimeoutInMs,
    headersTimeout: Math.min(requestTimeoutInMs, 60_000),
    connectionsCheckingInterval: Math.min(requestTimeoutInMs, 30_000),
  };
  // closeAllConnections leaves out a connection that is still in its handshake; this bounds how long that lasts.
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
  server.on("checkExpectation", (request, response: ServerResponse) => {
    const message = "The header 'Expect' takes '100-continue' only.";
    const error = errorAnswer(
      417,
      { code: "ExpectationFailed", message },
      hasIds ? idsOf(request.headers, "") : undefined,
    );
    send(response.setHeader("Connection", "close"), error, request.method === "HEAD");
  });
  function closeAfterAnswers(socket: Duplex, code: string): void {
    // One whose request never becomes complete gets no answer that could be waited for.
    const begun = [...responses].flatMap(([response, request]): [IncomingMessage, ServerResponse][] =>
      request.socket === socket ? [[request, response]] : [],
    );
    const last = [...begun, ...queue.waitingOn(socket)].findLast(([{ complete }]) => complete)?.[1];
    const close = () => closeWithError(socket, code, hasIds ? idsOf({}, "") : undefined);
    if (last) last.once("close", close);
    else close();
  }
  server.on("clientError", ({ code = "" }: NodeJS.ErrnoException, socket) => {
    if (code === "ECONNRESET") socket.destroy();
    else closeAfterAnswers(socket, code);
  });
  server.on("connect", (_, socket) => {
    // Node no longer listens to it, and an error that nobody listens to ends the process.
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
  const address = server.address() as AddressInfo;
  const url = addressOf(address, tls ? "https" : "http");
  const isLoopback = /^(127\.|::1$)/.test(address.address);
  const originOf = originReader({ url, isOpen: !isLoopback, trustProxy, cert: tls?.cert });

  async function close(): Promise<void> {
    other?.close();
    server.close();
    server.closeIdleConnections();
    const timer = setTimeout(() => server.closeAllConnections(), drainInMs);
    await Promise.all([server, ...(other ? [other] : [])].map((each) => once(each, "close")));
    clearTimeout(timer);
  }

  const underWay = () => [...responses.values()].map(({ method, url: target }) => `${method} ${target}`);
  return { url, isLoopback, underWay, close: () => (closed ??= close()) };
}
