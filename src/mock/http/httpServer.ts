import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { Answer, AnswerIds } from "./answer.ts";
import { errorAnswer } from "./errorAnswer.ts";
import type { CertifiedKey } from "./issueCertificate.ts";
import { originReader } from "./origin.ts";
import { type Target, targetOf } from "./requestParts.ts";

/** One request on its way to an answer. */
export interface RequestContext {
  request: IncomingMessage;
  response: ServerResponse;
  target: Target;
  /** Address of the server as the caller reached it, without a trailing slash. */
  origin: string;
  /** Without the API's version. */
  path: string;
  /** `/beta`, `/v1.0`, or nothing. */
  version: string;
  /** Absent where nobody can be told to have sent it. */
  tenant: string | undefined;
  ids: AnswerIds;
  /** The body, once it was read. */
  bytes?: Buffer;
}

export interface HttpServerOptions {
  port: number;
  host: string;
  requestTimeoutInMs: number;
  /** Serves https with this certificate. */
  tls: CertifiedKey | undefined;
  /** Believes what a proxy says of the caller's address. */
  trustProxy: boolean;
  /** Without them, an error tells the ids of the contract's examples. */
  hasIds: boolean;
  idsOf: (headers: IncomingMessage["headers"]) => AnswerIds;
  tenantOf: (headers: IncomingMessage["headers"]) => string;
  answer: (context: RequestContext) => Promise<Answer>;
  /** Called after each request. */
  done: (
    context: RequestContext,
    answer: Pick<Answer, "status" | "operationId" | "errorMessage" | "permissions">,
    durationInMs: number,
  ) => void;
}

export interface HttpServer {
  /** Address without a trailing slash. */
  url: string;
  /** Stops listening, and resolves when the requests under way have ended. */
  close: () => Promise<void>;
}

const exposed =
  "ETag, Location, Preference-Applied, Content-Range, request-id, client-request-id, " +
  "ReadWriteConsistencyToken, SdkVersion, WWW-Authenticate, x-ms-client-gcc-tenant, Retry-After, sl-violations, " +
  "Last-Modified, x-ms-request-id, x-ms-client-request-id, x-ms-version, x-ms-error-code";
const drainInMs = 5000;

function preflight({ headers }: IncomingMessage): Answer | undefined {
  if (headers["access-control-request-method"] === undefined) return undefined;
  const allowed = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, PATCH, PUT, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": headers["access-control-request-headers"] ?? "*",
    "Access-Control-Max-Age": "600",
  };
  return { status: 204, headers: allowed, body: undefined };
}

function send(response: ServerResponse, { status, headers, body }: Answer, isHead: boolean): void {
  const length = status === 204 ? {} : { "content-length": String(Buffer.byteLength(body ?? "")) };
  response.writeHead(status, { ...headers, ...length }).end(isHead ? undefined : body);
}

/** What is wrong with a request before anything of the contract is looked at. */
function requestError(
  target: Target | undefined,
  tenant: string,
  { prefer = "" }: IncomingMessage["headers"],
): string | undefined {
  if (!target) return "The URL contains invalid percent-encoding.";
  if (!target.path.startsWith("/")) return "The URL path must start with a slash.";
  if (tenant.length > 128 || /[^\x21-\x7e]/.test(tenant)) {
    return "The header 'x-mock-tenant' takes up to 128 visible ASCII characters.";
  }
  return /[^\t\x20-\x7e]/.test(String(prefer)) ? "The header 'Prefer' holds characters that it may not." : undefined;
}

const connectionErrors: Record<string, [status: number, code: string, message: string]> = {
  HPE_HEADER_OVERFLOW: [431, "RequestHeaderFieldsTooLarge", "The headers of the request are too large."],
  ERR_HTTP_REQUEST_TIMEOUT: [408, "RequestTimeout", "The request took too long to arrive."],
};

/** Answers what Node refuses before there is a request, and closes its connection. */
function refuseConnection({ code = "" }: NodeJS.ErrnoException, socket: Duplex, ids: AnswerIds | undefined): void {
  if (code === "ECONNRESET" || !socket.writable || (socket as Socket).bytesWritten > 0) return void socket.destroy();
  const [status, name, message] = connectionErrors[code] ?? [400, "BadRequest", "The request is not valid HTTP."];
  const { headers, body } = errorAnswer(status, { code: name, message }, ids);
  const lines = Object.entries({
    ...headers,
    "content-length": String(Buffer.byteLength(body ?? "")),
    connection: "close",
  });
  const head = lines.map(([header, value]) => `${header}: ${value}\r\n`).join("");
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n${body}`);
}

function addressOf({ address, family, port }: AddressInfo, scheme: string): string {
  // What listens everywhere can be reached here at least.
  if (address === "0.0.0.0" || address === "::") return `${scheme}://127.0.0.1:${port}`;
  return `${scheme}://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}

/** Listens, and brings each request to its answer, whatever it is like. */
export async function openHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { port, host, requestTimeoutInMs, tls, trustProxy, hasIds, idsOf, tenantOf, answer, done } = options;
  let closed: Promise<void> | undefined;

  function contextOf(request: IncomingMessage, response: ServerResponse, target: Target | undefined): RequestContext {
    const [, version = "", rest = ""] = /^(\/beta|\/v1\.0)?(\/.*|)$/s.exec(target?.path ?? "") ?? [];
    return {
      request,
      response,
      origin: originOf(request.headers),
      target: target ?? { path: request.url ?? "/", query: {}, search: "" },
      path: rest || "/",
      version,
      tenant: tenantOf(request.headers),
      ids: idsOf(request.headers),
    };
  }

  async function answerSafely(context: RequestContext, target: Target | undefined): Promise<Answer> {
    const { request, tenant, ids } = context;
    const shown = hasIds ? ids : undefined;
    const message = requestError(target, tenant ?? "", request.headers);
    if (message) return errorAnswer(400, { code: "BadRequest", message }, shown);
    try {
      return (request.method === "OPTIONS" && preflight(request)) || (await answer(context));
    } catch (error) {
      // Nobody is left to read this; the status is for the log.
      if (!request.complete)
        return { status: 499, headers: {}, body: undefined, errorMessage: "The request broke off." };
      const message = `The mock failed: ${(error as Error).message}`;
      return errorAnswer(500, { code: "InternalError", message }, shown);
    }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const began = performance.now();
    const target = targetOf(request.url ?? "/");
    const context = contextOf(request, response, target);
    if (request.headers.origin !== undefined) {
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.setHeader("Access-Control-Expose-Headers", exposed);
    }
    const answered = await answerSafely(context, target);
    if (closed) response.setHeader("Connection", "close");
    if (!response.destroyed) send(response, answered, request.method === "HEAD");
    done(context, answered, performance.now() - began);
  }

  const timeouts = {
    requestTimeout: requestTimeoutInMs,
    headersTimeout: Math.min(requestTimeoutInMs, 60_000),
    connectionsCheckingInterval: Math.min(requestTimeoutInMs, 30_000),
  };
  // closeAllConnections leaves out a connection that is still in its handshake; this bounds how long that lasts.
  const handshakeTimeout = Math.min(requestTimeoutInMs, drainInMs);
  const server = tls
    ? createTlsServer({ ...timeouts, cert: tls.cert, key: tls.key, handshakeTimeout })
    : createServer(timeouts);
  server.on("request", (request, response) => {
    handle(request, response).catch((error: Error) => {
      process.emitWarning(`The mock failed: ${error.message}`);
      response.destroy();
    });
  });
  server.on("clientError", (error, socket) => refuseConnection(error, socket, hasIds ? idsOf({}) : undefined));
  server.listen(port, host);
  await once(server, "listening");
  const address = server.address() as AddressInfo;
  const url = addressOf(address, tls ? "https" : "http");
  const originOf = originReader({ url, isOpen: !/^(127\.|::1$)/.test(address.address), trustProxy });

  async function close(): Promise<void> {
    server.close();
    server.closeIdleConnections();
    const patience = setTimeout(() => server.closeAllConnections(), drainInMs);
    await once(server, "close");
    clearTimeout(patience);
  }

  return { url, close: () => (closed ??= close()) };
}
