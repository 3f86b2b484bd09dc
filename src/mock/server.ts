import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { type ApiAnswer, answerApi, errorAnswer, exampleAnswer, type Ids } from "./api.ts";
import { type Clock, createClock } from "./clock.ts";
import { referenceFile } from "./contract.ts";
import { control, controlMethods, controlPrefix } from "./control.ts";
import type { Engine } from "./engine.ts";
import { handlers } from "./handlers.ts";
import { createJournal, type JournalEntry, redactedTarget } from "./journal.ts";
import type { Pace } from "./lifecycle.ts";
import { createRandom, type Random } from "./random.ts";
import { parseBody, readBody, type Target, targetOf } from "./request.ts";
import { changedScenario, createTrouble, quietScenario, type Scenario } from "./scenario.ts";
import { fileStores, memoryStores } from "./store.ts";
import { createWorlds, type SeedSet, uploadPrefix, type Worlds } from "./worlds.ts";

export interface MockOptions {
  /** Port to listen on; `0`, the default, takes a free one. */
  port?: number;
  /** Address to listen on. Default: 127.0.0.1, which other machines can't reach. */
  host?: string;
  /** Answers with the contract's examples, the same bytes each time, and remembers nothing. Default: false. */
  stateless?: boolean;
  /** Makes ids, times and failures the same in each run. The clock then moves by 1 ms for each request only. */
  seed?: number | string;
  /** Profiles to begin with. */
  profiles?: SeedSet;
  /** How long a state or a stage lasts. Default: until it was read twice, or for 200 ms. */
  pace?: Partial<Pace>;
  /** What goes wrong from the start. Default: nothing. */
  scenario?: Partial<Scenario>;
  /** File that keeps the profiles over a restart. Default: none, they are kept in memory. */
  store?: string;
  /** Gives each bearer token profiles of its own. The header `x-mock-tenant` does so in any case. */
  isolate?: "token";
  /** Largest body of an API request, in bytes. Default: 4 MB, Graph's limit. */
  bodyLimit?: number;
  /** Profiles that one tenant may have. Default: 10,000. */
  maxProfiles?: number;
  /** Milliseconds that a request may take to arrive. Default: 120,000. */
  requestTimeoutInMs?: number;
  /** Called after each request. */
  onRequest?: (entry: JournalEntry) => void;
}

/** A running mock. */
export interface Mock {
  /** Address without a trailing slash, such as `http://127.0.0.1:4010`. */
  url: string;
  /** Takes away all profiles of a tenant, the journal and every scenario. */
  reset: (tenant?: string) => void;
  /** Adds profiles: the contract's cast, or one's own. */
  seed: (set: SeedSet, tenant?: string) => void;
  /** Moves the clock on, by milliseconds. */
  advance: (ms: number) => void;
  /** Changes what goes wrong. Throws a RangeError for what there is not. */
  scenario: (change: Partial<Scenario>) => void;
  /** The latest requests, oldest first; of one tenant, or of all. */
  journal: (tenant?: string) => JournalEntry[];
  /** Stops listening, lets the requests under way end, and resolves when all is written and closed. */
  close: () => Promise<void>;
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  target: Target;
  /** The path without the API's version, and that version with a slash before it. */
  path: string;
  version: string;
  tenant: string;
  ids: Ids;
  bytes?: Buffer;
}

const exposed =
  "ETag, Location, Preference-Applied, Content-Range, request-id, client-request-id, " +
  "ReadWriteConsistencyToken, SdkVersion, WWW-Authenticate, x-ms-client-gcc-tenant, Retry-After, sl-violations";
const defaultTenant = "default";
const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const drainInMs = 5000;

const noContent = (status: number, headers: Record<string, string>): ApiAnswer => ({
  status,
  headers,
  body: undefined,
});

function preflight({ headers }: IncomingMessage): ApiAnswer {
  return noContent(204, {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, PATCH, PUT, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": headers["access-control-request-headers"] ?? "*",
    "Access-Control-Max-Age": "600",
  });
}

function send(response: ServerResponse, { status, headers, body }: ApiAnswer, isHead: boolean): void {
  const length = status === 204 ? {} : { "content-length": String(body?.length ?? 0) };
  response.writeHead(status, { ...headers, ...length }).end(isHead ? undefined : body);
}

function referencePage(): ApiAnswer | undefined {
  if (!existsSync(referenceFile)) return undefined;
  return { status: 200, headers: { "content-type": "text/html; charset=utf-8" }, body: readFileSync(referenceFile) };
}

function callerFault({
  target,
  headers,
  tenant,
}: {
  target: Target | undefined;
  headers: IncomingMessage["headers"];
  tenant: string;
}) {
  if (!target) return "The address holds a percent sign that begins no escape sequence.";
  if (!target.path.startsWith("/")) return "The address has to begin with a slash.";
  if (tenant.length > 128 || /[^\x21-\x7e]/.test(tenant))
    return "The header 'x-mock-tenant' takes up to 128 visible ASCII characters.";
  return /[^\t\x20-\x7e]/.test(String(headers["prefer"] ?? ""))
    ? "The header 'Prefer' holds characters that it may not."
    : undefined;
}

/** One server with a memory of its own, around an engine that many can share. */
export async function createMock(engine: Engine, options: MockOptions = {}): Promise<Mock> {
  const {
    port = 0,
    host = "127.0.0.1",
    stateless = false,
    bodyLimit = 4 * 1024 * 1024,
    maxProfiles = 10_000,
  } = options;
  const seed = options.seed === undefined ? undefined : String(options.seed);
  const clock: Clock = createClock(seed !== undefined);
  const random: Random = createRandom(seed);
  const journal = createJournal();
  const scenario = { current: changedScenario(quietScenario, options.scenario) };
  const trouble = createTrouble(() => scenario.current, clock, random);
  const stores = options.store === undefined ? memoryStores() : fileStores(options.store);
  const pace = { reads: 2, ms: 200, ...options.pace };
  let origin = "";
  const worlds: Worlds = createWorlds({
    stores,
    clock,
    seed,
    pace,
    maxProfiles,
    outcomes: () => scenario.current,
    origin: () => origin,
  });
  const controlled = { worlds, clock, journal, scenario, forgetCallers: trouble.forget };
  let closing = false;

  function tenantOf({ headers }: IncomingMessage): string {
    const named = headers["x-mock-tenant"];
    if (named !== undefined) return String(named);
    if (options.isolate !== "token") return defaultTenant;
    return createHash("sha256")
      .update(headers.authorization ?? "")
      .digest("hex")
      .slice(0, 16);
  }

  function idsOf({ headers }: IncomingMessage): Ids {
    const requestId = random.uuid();
    const own = headers["client-request-id"];
    const date = new Date(clock.now()).toISOString().slice(0, 19);
    return { requestId, clientRequestId: typeof own === "string" && guid.test(own) ? own : requestId, date };
  }

  function answerControl({ request, path, tenant, bytes, ids }: Exchange): ApiAnswer {
    const { method = "GET" } = request;
    const methods = controlMethods(path);
    if (methods.length === 0)
      return errorAnswer(
        404,
        { code: "ResourceNotFound", message: `The control API has no path ${path}; GET ${controlPrefix} lists them.` },
        ids,
      );
    if (!methods.includes(method)) {
      const message = `${method} is not allowed here; ${methods.join(", ")} is.`;
      return errorAnswer(405, { code: "MethodNotAllowed", message }, ids, { Allow: methods.join(", ") });
    }
    const parsed = parseBody(bytes ?? Buffer.alloc(0), request.headers);
    const body = parsed.kind === "json" && typeof parsed.value === "object" ? parsed.value : {};
    if (parsed.kind !== "json" && parsed.kind !== "none") {
      return errorAnswer(
        400,
        { code: "BadRequest", message: "The control API takes JSON, declared as application/json." },
        ids,
      );
    }
    try {
      const answered = control(controlled, method, path, { tenant, body: (body ?? {}) as Record<string, unknown> });
      return {
        status: 200,
        headers: { "content-type": "application/json" },
        body: Buffer.from(JSON.stringify(answered)),
      };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return errorAnswer(400, { code: "BadRequest", message: error.message }, ids);
    }
  }

  async function answerContract({ request, target, path, version, tenant, ids, bytes }: Exchange): Promise<ApiAnswer> {
    const headers = request.headers as Record<string, string>;
    const call = {
      method: request.method === "HEAD" ? "GET" : (request.method ?? "GET"),
      path,
      query: target.query,
      headers,
      bytes,
    };
    if (stateless) return answerApi(engine, { ...call, ids: undefined });
    const world = worlds.of(tenant);
    const base = origin + version;
    return answerApi(engine, {
      ...call,
      ids,
      handle: (operationId, body) => handlers[operationId]?.({ world, base, path, query: target.query, headers, body }),
    });
  }

  async function answer(exchange: Exchange): Promise<ApiAnswer> {
    const { request, target, tenant, ids } = exchange;
    const ownIds = stateless ? undefined : ids;
    if (request.method === "OPTIONS" && request.headers["access-control-request-method"] !== undefined)
      return preflight(request);
    if (target.path === "/" && (request.method === "GET" || request.method === "HEAD")) {
      const page = referencePage();
      if (page) return page;
    }
    const isControl = exchange.path === controlPrefix || exchange.path.startsWith(`${controlPrefix}/`);
    const interruption = isControl ? undefined : trouble.interrupt(`${tenant} ${request.headers.authorization ?? ""}`);
    const latency = isControl ? 0 : trouble.latency();
    if (latency > 0) await sleep(latency);
    const bytes = await readBody(request, bodyLimit);
    if (bytes) exchange.bytes = bytes;
    if (interruption) return exampleAnswer(interruption, ownIds);
    return isControl ? answerControl(exchange) : answerContract(exchange);
  }

  function record(
    { request, target, tenant, ids, bytes }: Exchange,
    started: number,
    answered: Partial<ApiAnswer>,
  ): void {
    const entry: JournalEntry = {
      time: new Date(clock.now()).toISOString(),
      method: request.method ?? "",
      path: redactedTarget(target.path + target.search),
      status: answered.status ?? 0,
      durationInMs: Math.round((performance.now() - started) * 10) / 10,
      tenant,
      requestId: ids.requestId,
      clientRequestId: ids.clientRequestId,
      ...(answered.operationId === undefined ? {} : { operationId: answered.operationId }),
      ...(answered.problem === undefined ? {} : { problem: answered.problem }),
    };
    journal.add(entry, bytes);
    options.onRequest?.(entry);
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const started = performance.now();
    clock.tick();
    const ids = idsOf(request);
    const tenant = tenantOf(request);
    const target = targetOf(request.url ?? "/");
    const fault = callerFault({ target, headers: request.headers, tenant });
    const [, version = "", rest = ""] = /^(\/beta|\/v1\.0)?(\/.*|)$/s.exec(target?.path ?? "") ?? [];
    const whole = target ?? { path: request.url ?? "/", query: {}, search: "" };
    const exchange: Exchange = { request, response, target: whole, path: rest || "/", version, tenant, ids };

    if (request.headers.origin !== undefined) {
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.setHeader("Access-Control-Expose-Headers", exposed);
    }
    if (!fault && whole.path.startsWith(`${uploadPrefix}/`)) {
      await worlds.uploads.handle(request, response);
      return record(exchange, started, { status: response.statusCode });
    }
    let answered: ApiAnswer;
    try {
      const ownIds = stateless ? undefined : ids;
      answered = fault ? errorAnswer(400, { code: "BadRequest", message: fault }, ownIds) : await answer(exchange);
    } catch (error) {
      // The caller is gone.
      if (request.destroyed && !request.complete)
        return record(exchange, started, { problem: "The request broke off." });
      answered = errorAnswer(
        500,
        { code: "InternalError", message: `The mock failed: ${(error as Error).message}` },
        ids,
      );
    }
    if (closing) response.setHeader("Connection", "close");
    if (!response.destroyed) send(response, answered, request.method === "HEAD");
    record(exchange, started, answered);
  }

  /** For what Node refuses before there is a request: in the envelope, and then the connection is closed. */
  function refuseConnection(error: NodeJS.ErrnoException, socket: Duplex): void {
    if (error.code === "ECONNRESET" || !socket.writable || (socket as Socket).bytesWritten > 0)
      return void socket.destroy();
    const [status, code, message] =
      error.code === "HPE_HEADER_OVERFLOW"
        ? ([431, "RequestHeaderFieldsTooLarge", "The headers of the request are too large."] as const)
        : error.code === "ERR_HTTP_REQUEST_TIMEOUT"
          ? ([408, "RequestTimeout", "The request took too long to arrive."] as const)
          : ([400, "BadRequest", "The request is not valid HTTP."] as const);
    const ids = stateless ? undefined : idsOf({ headers: {} } as IncomingMessage);
    const { headers, body } = errorAnswer(status, { code, message }, ids);
    const lines = Object.entries({ ...headers, "content-length": String(body?.length), connection: "close" });
    const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n${body?.toString()}`);
  }

  const requestTimeout = options.requestTimeoutInMs ?? 120_000;
  const server: Server = createServer({
    requestTimeout,
    headersTimeout: Math.min(requestTimeout, 60_000),
    connectionsCheckingInterval: Math.min(requestTimeout, 30_000),
  });
  server.on("request", (request, response) => void handle(request, response));
  server.on("clientError", refuseConnection);
  server.listen(port, host);
  await once(server, "listening");
  const { address, family, port: actualPort } = server.address() as AddressInfo;
  // What listens everywhere can be reached here at least.
  const reachable =
    address === "0.0.0.0" || address === "::" ? "127.0.0.1" : family === "IPv6" ? `[${address}]` : address;
  origin = `http://${reachable}:${actualPort}`;
  if (options.profiles && !stateless) worlds.seed(defaultTenant, options.profiles);

  async function close(): Promise<void> {
    if (closing) return;
    closing = true;
    const closed = once(server, "close");
    server.close();
    server.closeIdleConnections();
    const patience = setTimeout(() => server.closeAllConnections(), drainInMs);
    await closed;
    clearTimeout(patience);
    stores.flush();
  }

  return {
    url: origin,
    reset: (tenant = defaultTenant) => {
      worlds.reset(tenant);
      journal.clear();
      scenario.current = quietScenario;
      trouble.forget();
    },
    seed: (set, tenant = defaultTenant) => worlds.seed(tenant, set),
    advance: clock.advance,
    scenario: (change) => void (scenario.current = changedScenario(scenario.current, change)),
    journal: journal.entries,
    close,
  };
}
