import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { type ApiAnswer, answerApi, errorAnswer, exampleAnswer, type Ids } from "./api.ts";
import { createClock } from "./clock.ts";
import { referenceFile } from "./contract.ts";
import { answerControl, type Controlled, controlPrefix, reset } from "./control.ts";
import type { Engine } from "./engine.ts";
import { type Exchange, type FrontOptions, openFront } from "./front.ts";
import { handlers } from "./handlers.ts";
import { createJournal, type JournalEntry, redactedTarget } from "./journal.ts";
import { assertOptions, defaultTenant, type Mock, type MockOptions } from "./options.ts";
import { createRandom } from "./random.ts";
import { readBody } from "./request.ts";
import { createScenarios, createTrouble } from "./scenario.ts";
import { fileStores, memoryStores } from "./store.ts";
import { createWorlds, uploadPrefix } from "./worlds.ts";

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

function referencePage({ "accept-encoding": accepted = "" }: IncomingMessage["headers"], ids: Ids): ApiAnswer {
  if (!existsSync(referenceFile)) {
    const message = "The reference page is to stand here, and has not been built yet: npm run reference builds it.";
    return errorAnswer(404, { code: "ResourceNotFound", message }, ids);
  }
  const headers = { "content-type": "text/html; charset=utf-8", vary: "Accept-Encoding" };
  const compressed = readFileSync(referenceFile);
  if (!/\bgzip\b/i.test(String(accepted))) return { status: 200, headers, body: gunzipSync(compressed) };
  return { status: 200, headers: { ...headers, "content-encoding": "gzip" }, body: compressed };
}

const fingerprint = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** One server with a memory of its own, around an engine that many can share. */
export async function createMock(engine: Engine, options: MockOptions = {}): Promise<Mock> {
  assertOptions(options);
  const { port = 0, host = "127.0.0.1", stateless = false, bodyLimit = 4 * 1024 * 1024 } = options;
  const { maxProfiles = 10_000, requestTimeoutInMs = 120_000, onRequest } = options;
  const seed = options.seed === undefined ? undefined : String(options.seed);
  const clock = createClock(seed !== undefined);
  const random = createRandom(seed);
  const journal = createJournal();
  const scenarios = createScenarios(options.scenario);
  const trouble = createTrouble(scenarios, clock, random);
  const stores = options.store === undefined ? memoryStores() : fileStores(options.store);
  const pace = { reads: 2, ms: 200, ...options.pace };
  const worlds = createWorlds({
    stores,
    clock,
    seed,
    pace,
    maxProfiles,
    atStart: options.profiles ?? [],
    outcomes: scenarios.of,
  });
  const controlled: Controlled = { worlds, clock, journal, scenarios, trouble };

  function tenantOf({ "x-mock-tenant": named, authorization = "" }: IncomingMessage["headers"]): string {
    if (named !== undefined) return String(named);
    return options.isolate === "token" ? fingerprint(authorization) : defaultTenant;
  }

  function idsOf({ "client-request-id": own }: IncomingMessage["headers"]): Ids {
    clock.tick();
    const requestId = random.uuid();
    const date = new Date(clock.now()).toISOString().slice(0, 19);
    return { requestId, clientRequestId: typeof own === "string" && guid.test(own) ? own : requestId, date };
  }

  async function answerContract(exchange: Exchange): Promise<ApiAnswer> {
    const { request, origin, target, path, version, tenant, ids, bytes } = exchange;
    const method = request.method === "HEAD" ? "GET" : (request.method ?? "GET");
    const headers = request.headers as Record<string, string>;
    const { query } = target;
    const call = { method, path, query, headers, bytes };
    if (stateless) return answerApi(engine, { ...call, ids: undefined });
    const from = { world: worlds.of(tenant), origin, base: origin + version };
    return answerApi(engine, {
      ...call,
      ids,
      handle: (operationId, body) => handlers[operationId]?.({ ...from, path, query, headers, body }),
    });
  }

  async function answerAfterTrouble(exchange: Exchange): Promise<ApiAnswer> {
    const { request, tenant, ids } = exchange;
    const interruption = trouble.interrupt(tenant, request.headers.authorization ?? "");
    const latency = trouble.latency(tenant);
    if (latency > 0) await sleep(latency);
    return interruption ? exampleAnswer(interruption, stateless ? undefined : ids) : answerContract(exchange);
  }

  async function answer(exchange: Exchange): Promise<ApiAnswer | undefined> {
    const { request, response, target, path, tenant, ids } = exchange;
    if (target.path.startsWith(`${uploadPrefix}/`)) {
      exchange.tenant = worlds.uploaderOf(target.path) ?? tenant;
      return void (await worlds.uploads.handle(request, response, ids.requestId));
    }
    if (target.path === "/" && /^(GET|HEAD)$/.test(request.method ?? "")) return referencePage(request.headers, ids);
    const bytes = await readBody(request, bodyLimit);
    if (bytes) exchange.bytes = bytes;
    if (path !== controlPrefix && !path.startsWith(`${controlPrefix}/`)) return answerAfterTrouble(exchange);
    return answerControl(controlled, { request, path, tenant, bytes, ids });
  }

  const done: FrontOptions["done"] = ({ request, target, tenant, ids, bytes }, answered, durationInMs) => {
    const { status, operationId, problem } = answered;
    const entry: JournalEntry = {
      time: new Date(clock.now()).toISOString(),
      method: request.method ?? "",
      path: redactedTarget(target.path + target.search),
      status,
      durationInMs: Math.round(durationInMs * 10) / 10,
      tenant,
      requestId: ids.requestId,
      clientRequestId: ids.clientRequestId,
      ...(operationId === undefined ? {} : { operationId }),
      ...(problem === undefined ? {} : { problem }),
    };
    journal.add(entry, bytes);
    try {
      onRequest?.(entry);
    } catch (error) {
      process.emitWarning(`onRequest failed: ${(error as Error).message}`);
    }
  };

  const front = await openFront({
    port,
    host,
    requestTimeoutInMs,
    tellsIds: !stateless,
    idsOf,
    tenantOf,
    answer,
    done,
  });

  return {
    url: front.url,
    reset: (tenant) => reset(controlled, tenant),
    seed: (set, tenant = defaultTenant) => worlds.seed(tenant, set),
    advance: clock.advance,
    scenario: scenarios.change,
    journal: journal.entries,
    close: () => front.close().finally(stores.flush),
  };
}
