import { createHash, randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { blobPrefix, createBlobUpload } from "./blobStorage/blobUpload.ts";
import type { UploadedFiles } from "./blobStorage/uploadedFiles.ts";
import type { Engine } from "./contract/engine.ts";
import { answerControl, type Controlled, controlPrefix, reset } from "./control/controlApi.ts";
import { createFaultInjector } from "./control/faultInjection.ts";
import { createJournal, type JournalEntry, redactedTarget } from "./control/journal.ts";
import { createScenarios } from "./control/scenario.ts";
import type { Answer, AnswerIds } from "./http/answer.ts";
import { exampleAnswer } from "./http/errorAnswer.ts";
import { answerApi } from "./http/graphApi.ts";
import { countRequest, runWhenIdle } from "./http/idleTime.ts";
import { type HttpServerOptions, openHttpServer, type RequestContext } from "./http/httpServer.ts";
import { referencePage } from "./http/referencePage.ts";
import { readBody } from "./http/requestParts.ts";
import { assertOptions, defaultTenant, type Mock, type MockOptions } from "./options.ts";
import { createClock } from "./service/clock.ts";
import { operations } from "./service/operations.ts";
import { createRandom } from "./service/random.ts";
import { createTenants } from "./service/tenants.ts";
import { fileStores, memoryStores } from "./store/profileStore.ts";

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

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
  const faults = createFaultInjector(scenarios, clock, random);
  const stores = options.store === undefined ? memoryStores() : fileStores(options.store);
  const pace = { reads: 2, ms: 200, ...options.pace };
  const blobUpload = createBlobUpload({
    uploadedFilesOf: (container): UploadedFiles | undefined => tenants.uploadedFilesOf(container),
    now: () => new Date(clock.now()),
    secret: seed === undefined ? randomBytes(32) : createHash("sha256").update(seed).digest(),
  });
  const tenants = createTenants({
    stores,
    clock,
    seed,
    pace,
    maxProfiles,
    atStart: options.profiles ?? [],
    outcomes: scenarios.of,
    uploadUrl: blobUpload.createUploadUrl,
  });
  const controlled: Controlled = { tenants, clock, journal, scenarios, faults };

  function tenantOf({ "x-mock-tenant": named, authorization = "" }: IncomingMessage["headers"]): string {
    if (named !== undefined) return String(named);
    return options.isolate === "token" ? fingerprint(authorization) : defaultTenant;
  }

  function idsOf({ "client-request-id": own }: IncomingMessage["headers"]): AnswerIds {
    clock.tick();
    const requestId = random.uuid();
    const date = new Date(clock.now()).toISOString().slice(0, 19);
    return { requestId, clientRequestId: typeof own === "string" && guid.test(own) ? own : requestId, date };
  }

  async function answerContract(context: RequestContext, tenant: string): Promise<Answer> {
    const { request, origin, target, path, version, ids, bytes } = context;
    const method = request.method === "HEAD" ? "GET" : (request.method ?? "GET");
    const headers = request.headers as Record<string, string>;
    const { query } = target;
    const call = { method, path, query, headers, bytes };
    if (stateless) return answerApi(engine, { ...call, ids: undefined });
    const from = { tenant: tenants.of(tenant), origin, base: origin + version };
    return answerApi(engine, {
      ...call,
      ids,
      handle: (operationId, body) => operations[operationId]?.({ ...from, path, query, headers, body }),
    });
  }

  async function answerWithFaults(context: RequestContext, tenant: string): Promise<Answer> {
    const { request, ids } = context;
    const fault = faults.next(tenant, request.headers.authorization ?? "");
    const latency = faults.latency(tenant);
    if (latency > 0) await sleep(latency);
    return fault ? exampleAnswer(fault, stateless ? undefined : ids) : answerContract(context, tenant);
  }

  async function answerUpload(context: RequestContext): Promise<Answer> {
    context.tenant = undefined;
    const { container, ...answer } = await blobUpload.answer(context.request, context.ids.requestId);
    context.tenant = container === undefined ? undefined : tenants.ownerOf(container);
    return answer;
  }

  async function answer(context: RequestContext): Promise<Answer> {
    const { request, target, path, tenant = defaultTenant, ids } = context;
    if (target.path.startsWith(`${blobPrefix}/`)) return answerUpload(context);
    if (target.path === "/" && /^(GET|HEAD)$/.test(request.method ?? "")) return referencePage(request.headers, ids);
    const bytes = await readBody(request, bodyLimit);
    if (bytes) context.bytes = bytes;
    if (path !== controlPrefix && !path.startsWith(`${controlPrefix}/`)) return answerWithFaults(context, tenant);
    return answerControl(controlled, { request, path, tenant, bytes, ids });
  }

  const done: HttpServerOptions["done"] = ({ request, target, tenant, ids, bytes }, answer, durationInMs) => {
    const { status, operationId, errorMessage } = answer;
    const entry: JournalEntry = {
      time: new Date(clock.now()).toISOString(),
      method: request.method ?? "",
      path: redactedTarget(target.path + target.search),
      status,
      durationInMs: Math.round(durationInMs * 10) / 10,
      ...(tenant === undefined ? {} : { tenant }),
      requestId: ids.requestId,
      clientRequestId: ids.clientRequestId,
      ...(operationId === undefined ? {} : { operationId }),
      ...(errorMessage === undefined ? {} : { errorMessage }),
    };
    journal.add(entry, bytes);
    try {
      onRequest?.(entry);
    } catch (error) {
      process.emitWarning(`onRequest failed: ${(error as Error).message}`);
    }
  };

  const server = await openHttpServer({
    port,
    host,
    requestTimeoutInMs,
    hasIds: !stateless,
    idsOf,
    tenantOf,
    answer: (context) => countRequest(() => answer(context)),
    done,
  });
  const stopWarmUp = engine.warmUp ? runWhenIdle(engine.warmUp) : undefined;

  return {
    url: server.url,
    reset: async (tenant) => reset(controlled, tenant),
    seed: async (set, tenant = defaultTenant) => tenants.seed(tenant, set),
    advance: async (ms) => clock.advance(ms),
    scenario: async (change, tenant) => scenarios.change(change, tenant),
    journal: async (tenant) => journal.entries(tenant),
    close: () => {
      stopWarmUp?.();
      return server.close().finally(stores.flush);
    },
  };
}
