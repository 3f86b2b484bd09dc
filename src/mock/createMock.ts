import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { blobPrefix, createBlobUpload } from "./blobStorage/blobUpload.ts";
import type { UploadedFiles } from "./schoolDataSync/files/uploadedFiles.ts";
import type { ODataError } from "../../generated/types.ts";
import { BusyError } from "./busyError.ts";
import { createByteBudget } from "./http/byteBudget.ts";
import { errorDetails } from "./contract/errorDetails.ts";
import { contractExample, readContract } from "./contract/document.ts";
import type { Engine } from "./contract/engine.ts";
import type { OperationId } from "./contract/reply.ts";
import { accessError } from "./control/access.ts";
import { type Controlled, reset } from "./control/actions.ts";
import { answerControl, healthPath, isControlPath, wantsConsole } from "./control/controlApi.ts";
import { createEventStreams } from "./journal/events.ts";
import { createFaultInjector } from "./scenario/faultInjection.ts";
import { healthReader } from "./control/health.ts";
import { createJournal } from "./journal/journal.ts";
import { redactedTarget } from "./journal/redaction.ts";
import type { JournalEntry } from "./journal/entry.ts";
import { createScenarios, permissionNames } from "./scenario/scenario.ts";
import { localState, sharedText, storedState } from "./scenario/sharedState.ts";
import { definedMembers } from "./definedMembers.ts";
import { type Answer, type AnswerIds, jsonAnswer } from "./http/answer.ts";
import { serverCertificate } from "./http/tls/certificate.ts";
import { answerBatch, type BatchOptions, batchPath } from "./graph/batch/answerBatch.ts";
import { curlExample } from "./control/curlExample.ts";
import { errorAnswer, faultAnswer } from "./contract/errorAnswer.ts";
import { countedPath, countOf, countQuery } from "./graph/countSegment.ts";
import { isContractPath } from "./graph/graphPath.ts";
import { answerApi, type ApiCall, segmentNotFound } from "./graph/graphApi.ts";
import { countRequest, runWhenIdle } from "./http/idleTime.ts";
import { type ApiContext, type HttpServerOptions, openHttpServer, type RequestContext } from "./http/httpServer.ts";
import { operationCall } from "./graph/operationCall.ts";
import { canonicalQuery, isCountable } from "./graph/queryOptions.ts";
import { publishedFile, referencePage } from "./pages/referencePage.ts";
import { parsePrefer, readBody, type Target } from "./http/requestParts.ts";
import { storedSigner, tokenSigner } from "./tokens/accessToken.ts";
import { type AuthorizationError, createAuthorizer } from "./graph/authorize.ts";
import { callerOf } from "./tokens/callerOf.ts";
import { operationFinder } from "./contract/operationAt.ts";
import { permissionsOf } from "./contract/permissions.ts";
import { createTokenEndpoint } from "./identity/tokenEndpoint.ts";
import { isUserInfoPath, userInfo } from "./identity/userInfo.ts";
import { limits } from "./limits.ts";
import { assertOptions, defaultTenant, type Mock, type MockOptions } from "./options.ts";
import { packageVersion } from "../packageVersion.ts";
import { createClock } from "./schoolDataSync/clock.ts";
import type { Pace } from "./schoolDataSync/profiles/lifecycle.ts";
import { createRandom } from "./schoolDataSync/random.ts";
import { runOperation } from "./schoolDataSync/operations/runOperation.ts";
import { createTenants } from "./schoolDataSync/tenants/tenants.ts";
import { createLatestTenants } from "./schoolDataSync/tenants/tenantsInUse.ts";
import { openStores, shownStore } from "./store/openStores.ts";
import type { ProfileStores } from "./store/profileStore.ts";
import { StoreUnavailableError } from "./store/storeErrors.ts";

const jsonType = { "content-type": "application/json" };
const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

const contract = readContract();
const permissions = permissionsOf(contract);
const operationAt = operationFinder(contract);
const authenticateHeader = { "WWW-Authenticate": String(contract.components.headers["WWW-Authenticate"]?.example) };

function authorizationAnswer(error: AuthorizationError, ids: AnswerIds | undefined): Answer {
  const { status, code, message, missingPermission: missing, sufficientPermissions: sufficient } = error;
  const answer = errorAnswer(status, { code, message }, ids, status === 401 ? authenticateHeader : {});
  return missing === undefined || !sufficient ? answer : { ...answer, permissions: { missing, sufficient } };
}

/** Bytes that a body may have, as far as its headers say. */
const expectedLength = ({ headers }: IncomingMessage, most: number): number => {
  const { "content-length": length, "transfer-encoding": encoding } = headers;
  return Math.min(Number(length ?? (encoding === undefined ? 0 : most)), most);
};

/** Answers a failure of the store, or a lack of room. Throws any other error again. */
function unavailableAnswer(error: unknown, ids: AnswerIds): Answer {
  if (!(error instanceof StoreUnavailableError || error instanceof BusyError)) throw error;
  const { code } = contractExample<ODataError>("serviceUnavailable").error;
  return errorAnswer(503, { code, message: error.message }, ids, { "Retry-After": "1" });
}

const operationIds = Object.values(contract.paths).flatMap((methods) =>
  Object.values(methods).flatMap(({ operationId }) => operationId ?? []),
);

const isUpload = ({ path }: Target): boolean => path.startsWith(`${blobPrefix}/`);

const fingerprint = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** Whatever it does wrong, the requests and the process go on. */
async function report(onRequest: MockOptions["onRequest"], entry: JournalEntry): Promise<void> {
  try {
    await onRequest?.(entry);
  } catch (error) {
    process.emitWarning(`onRequest failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** One server with stores of its own, around an engine that many can share. */
export async function createMock(engine: Engine, options: MockOptions = {}): Promise<Mock> {
  assertOptions(options);
  const stores = await openStores(options);
  try {
    return await createMockOn(stores, engine, options);
  } catch (error) {
    await stores.close();
    throw error;
  }
}

async function createMockOn(stores: ProfileStores, engine: Engine, options: MockOptions): Promise<Mock> {
  const { port = 0, host = "127.0.0.1", stateless = false, bodyLimit = limits.apiBody.max } = options;
  const {
    maxProfiles = options.store === undefined ? limits.profilesOfTenant.max : Infinity,
    requestTimeoutInMs = limits.requestTime.max,
    keepAliveTimeoutInMs = 65_000,
    drainInMs = 10_000,
    controlToken,
  } = options;
  const { https = false, auth = "basic", onRequest } = options;
  const certificate = https ? await serverCertificate(https, host) : undefined;
  const seed = options.seed === undefined ? undefined : String(options.seed);
  const clock = createClock(seed !== undefined);
  const random = createRandom(seed);
  const journal = createJournal();
  const scenarios = createScenarios(options.scenario);
  const faults = createFaultInjector(scenarios, clock, random);
  const { settings } = stores;
  const parts = { clock, scenarios };
  const storedTenants = { names: stores.tenants, open: (tenant: string): Promise<unknown> => tenants.of(tenant) };
  const state = settings ? storedState(parts, settings, storedTenants) : localState(parts);
  const signer = settings ? storedSigner((make) => sharedText(settings, "signingKey", make)) : tokenSigner;
  const newSecret = () => randomBytes(32).toString("hex");
  const uploadSecret = settings ? await sharedText(settings, "uploadSecret", newSecret) : newSecret();
  const pace = { reads: 2, ms: 200, ...definedMembers<Pace>(options.pace ?? {}) };
  const blobUpload = createBlobUpload({
    uploadedFilesOf: (container): Promise<UploadedFiles | undefined> => tenants.uploadedFilesOf(container),
    now: () => new Date(clock.now()),
    secret: seed === undefined ? Buffer.from(uploadSecret, "hex") : createHash("sha256").update(seed).digest(),
  });
  const tenants = createTenants({
    stores,
    clock,
    seed,
    pace,
    maxProfiles,
    initialProfiles: options.profiles ?? [],
    outcomes: scenarios.of,
    uploadUrl: blobUpload.createUploadUrl,
  });
  const { authorize, authenticate } = createAuthorizer({ level: auth, now: clock.now, signer, permissions });
  const tokenEndpoint = createTokenEndpoint({ signer, clock, pace });
  const events = createEventStreams(journal);
  const bodies = createByteBudget(limits.apiBodies.max);
  const startedAt = new Date().toISOString();
  const sample = contractExample<Record<string, unknown>>("csvNewAccounts.createRequest");
  const mock: Controlled["mock"] = () => ({
    url: server.url,
    version: packageVersion(),
    startedAt,
    store: options.store === undefined ? "memory" : shownStore(options.store),
    auth,
    stateless,
    caFile: certificate?.caFile ?? null,
    permissions: permissionNames,
    operations: operationIds,
    sample,
    curl: curlExample(server.url, certificate?.caFile, sample),
  });
  const controlled: Controlled = {
    tenants,
    clock,
    journal,
    scenarios,
    state,
    faults,
    events,
    mock,
    health: healthReader(stores),
  };
  const latestTenants = createLatestTenants();
  await state.load?.(defaultTenant);

  /** Returns the tenant that had to go, if any; one that is stored elsewhere only leaves the memory. */
  function use(tenant = defaultTenant): string | undefined {
    const evicted = latestTenants.use(tenant);
    if (evicted === undefined) return undefined;
    state.forget(evicted);
    faults.forget(evicted);
    tenants.evict(evicted).catch((error: Error) => {
      process.emitWarning(`Tenant '${evicted}' was not evicted: ${error.message}`);
    });
    if (settings) return undefined;
    process.emitWarning(`Tenant '${evicted}' was evicted: more than ${latestTenants.limit} tenants are in use.`);
    return evicted;
  }

  /** Takes over what other processes have changed. */
  async function follow(tenant: string): Promise<void> {
    await state.load?.(tenant);
    // A tenant that has expired begins anew.
    if (options.ttlInSeconds !== undefined && !(await stores.has(tenant))) await tenants.evict(tenant);
  }

  function tenantOf({ "x-mock-tenant": named, authorization = "" }: IncomingMessage["headers"]): string {
    if (named !== undefined) return String(named);
    return options.isolate === "token" ? fingerprint(callerOf(authorization)) : defaultTenant;
  }

  function idsOf({ "client-request-id": own }: IncomingMessage["headers"], path: string): AnswerIds {
    // Whoever watches a run that repeats must not change it.
    const isControl = isControlPath(path);
    if (!isControl) clock.tick();
    const requestId = isControl ? randomUUID() : random.uuid();
    const date = new Date(clock.now()).toISOString().slice(0, 19);
    return { requestId, clientRequestId: typeof own === "string" && guid.test(own) ? own : requestId, date };
  }

  async function answerContract(context: ApiContext, tenant: string): Promise<Answer> {
    const { request, target, version, ids, bytes } = context;
    const counted = countedPath(context.path);
    const path = counted ?? context.path;
    const method = request.method === "HEAD" ? "GET" : (request.method ?? "GET");
    const sent = request.headers as Record<string, string>;
    const isPreferred = parsePrefer(sent["prefer"]) !== undefined;
    const operation = operationAt(method, path);
    const authorized = isPreferred ? undefined : await authorize(sent["authorization"], operation);
    if (authorized?.kind === "denied") {
      const { operationId, error } = authorized;
      return { ...authorizationAnswer(error, stateless ? undefined : ids), operationId };
    }
    const headers =
      !authorized || authorized.header === sent["authorization"]
        ? sent
        : { ...sent, authorization: authorized.header ?? "" };
    const shownIds = stateless ? undefined : ids;
    if (version === "/v1.0" && isContractPath(path)) return segmentNotFound("synchronizationProfiles", shownIds);
    const canonical = canonicalQuery(target.query, operation);
    const found = "query" in canonical ? canonical.query : {};
    const query = counted === undefined ? found : countQuery(found);
    const queryError = "error" in canonical ? canonical.error : undefined;
    const call: ApiCall = {
      method,
      path,
      query,
      queryError,
      headers,
      bytes,
      ids: shownIds,
      exact: options.exact ?? false,
    };
    if (!stateless)
      call.handle = async (operationId, body) =>
        runOperation(
          await tenants.of(tenant),
          operationId as OperationId,
          operationCall({ ...context, path }, query, body),
        );
    if (counted === undefined) return answerApi(engine, call);
    if (!isCountable(operation)) return segmentNotFound("$count", shownIds);
    return countOf(await answerApi(engine, { ...call, headers: { ...headers, accept: "application/json" } }));
  }

  async function answerWithFaults(context: ApiContext): Promise<Answer> {
    const { request, path, ids, tenant = defaultTenant } = context;
    const fault = faults.next(tenant, request.headers.authorization ?? "", `${request.method} ${path}`);
    const latency = faults.latency(tenant);
    if (latency > 0) await sleep(latency);
    if (!fault) return answerContract(context, tenant);
    const operationId = operationAt(request.method ?? "", path);
    const answer = faultAnswer(fault, stateless ? undefined : ids);
    return { ...answer, ...(operationId === undefined ? {} : { operationId }) };
  }

  async function answerUserInfo(authorization: string | undefined, ids: AnswerIds): Promise<Answer> {
    const authenticated = await authenticate(authorization);
    if ("error" in authenticated) return authorizationAnswer(authenticated.error, stateless ? undefined : ids);
    const output = { statusCode: 200, headers: jsonType, body: userInfo(authenticated.claims) };
    return jsonAnswer(output, stateless ? undefined : ids);
  }

  async function answerIdentity({
    request,
    target,
    origin,
    ids,
    tenant = defaultTenant,
  }: RequestContext): Promise<Answer> {
    const { grant } = scenarios.of(tenant);
    if (isUserInfoPath(target.path)) return answerUserInfo(request.headers.authorization, ids);
    return tokenEndpoint.answer({
      method: request.method ?? "GET",
      path: target.path,
      search: target.search,
      headers: request.headers,
      bytes: await readBody(request, Math.min(bodyLimit, limits.tokenRequestBody.max)),
      origin,
      granted: permissions.all.filter(({ name }) => grant?.includes(name) ?? true),
    });
  }

  async function answerUpload(context: RequestContext): Promise<Answer> {
    context.tenant = undefined;
    if (settings) await follow(defaultTenant);
    const { container, ...answer } = await blobUpload.answer(context.request, context.ids.requestId);
    context.tenant = container === undefined ? undefined : await tenants.ownerOf(container);
    return answer;
  }

  async function answer(context: RequestContext): Promise<Answer> {
    const { request, target, path, tenant = defaultTenant, ids } = context;
    const isControl = isControlPath(path);
    // The console is the same for everybody: it asks for the token, and sends it with each request.
    const token = wantsConsole(request, path) ? undefined : controlToken;
    const isGuarded = isControl && path !== healthPath;
    const denied = isGuarded && accessError(request.headers, { isLoopback: server.isLoopback, token });
    if (denied) return errorAnswer(403, { code: "AccessDenied", message: denied }, ids);
    if (isUpload(target)) return answerUpload(context);
    const isRead = /^(GET|HEAD)$/.test(request.method ?? "");
    if (isRead && target.path === "/") return referencePage(request.headers, ids);
    const published = isRead ? publishedFile(target.path) : undefined;
    if (published) return published;
    if (settings && path !== healthPath) await follow(tenant);
    if (tokenEndpoint.has(target.path) || isUserInfoPath(target.path)) return answerIdentity(context);
    const evictedTenant = use(tenant);
    if (evictedTenant !== undefined) context.evictedTenant = evictedTenant;
    const release = bodies.reserve(expectedLength(request, bodyLimit));
    if (!release) throw new BusyError("Too many large requests are under way.");
    context.response.once("close", release);
    const bytes = await readBody(request, bodyLimit);
    if (bytes) context.bytes = bytes;
    if (path === batchPath) return answerBatch(context, batchOptions);
    if (!isControl) return answerWithFaults(context);
    return answerControl(controlled, { request, path, query: target.query, tenant, bytes, ids });
  }

  async function answerStored(context: RequestContext): Promise<Answer> {
    const { request, target, ids } = context;
    try {
      return await answer(context);
    } catch (error) {
      const unavailable = unavailableAnswer(error, ids);
      return isUpload(target) ? blobUpload.fail("Unavailable", request, ids.requestId) : unavailable;
    }
  }

  const answerBatched = (context: ApiContext): Promise<Answer> =>
    answerWithFaults(context).catch((error: unknown) => unavailableAnswer(error, context.ids));

  const done: HttpServerOptions["done"] = (
    { request, target, path, tenant, evictedTenant, ids, bytes },
    answer,
    durationInMs,
  ) => {
    const { status, operationId, errorMessage, permissions: needed, violations, fault } = answer;
    // Whoever watches the mock would see mostly that, and nobody clears a journal to find it there.
    const isToBeSeen = !/^(GET|HEAD|DELETE)$/.test(request.method ?? "");
    if (isControlPath(path) && status < 400 && !isToBeSeen) return;
    const entry: JournalEntry = {
      time: new Date(clock.now()).toISOString(),
      method: request.method ?? "",
      path: redactedTarget(target.path + target.search),
      status,
      durationInMs: Math.round(durationInMs * 10) / 10,
      requestId: ids.requestId,
      clientRequestId: ids.clientRequestId,
    };
    if (tenant !== undefined) entry.tenant = tenant;
    if (evictedTenant !== undefined) entry.evictedTenant = evictedTenant;
    if (operationId !== undefined) entry.operationId = operationId;
    if (errorMessage !== undefined) entry.errorMessage = errorMessage;
    if (violations && status < 400) entry.forgiven = errorDetails(violations).map(({ message }) => message);
    if (needed) Object.assign(entry, { missingPermission: needed.missing, sufficientPermissions: needed.sufficient });
    // The requests of a batch are there themselves; its bodies may have a secret in a URL, or in base64.
    const isBatch = path === batchPath;
    journal.add(entry, {
      target: target.path + target.search,
      requestHeaders: request.headers,
      requestBody: isBatch ? undefined : bytes,
      responseHeaders: answer.headers,
      responseBody: isBatch ? undefined : answer.body,
      violations,
      fault,
    });
    void report(onRequest, entry);
  };

  const batchOptions: BatchOptions = { hasIds: !stateless, idsOf, done, answer: answerBatched };

  const server = await openHttpServer({
    port,
    host,
    requestTimeoutInMs,
    keepAliveTimeoutInMs,
    drainInMs,
    isOpenToWebPages: ({ path }) => !isControlPath(path),
    tls: certificate,
    trustProxy: options.trustProxy ?? false,
    hasIds: !stateless,
    idsOf,
    tenantOf,
    answer: (context) => countRequest(() => answerStored(context)),
    arrivalTimes: ({ target }) =>
      isUpload(target) ? { totalInMs: limits.uploadTime.max, idleInMs: requestTimeoutInMs } : undefined,
    answerLate: ({ request, target, ids }) => {
      if (isUpload(target)) return blobUpload.fail("OutOfTime", request, ids.requestId);
      const message = "The request took too long to arrive.";
      return errorAnswer(408, { code: "RequestTimeout", message }, stateless ? undefined : ids);
    },
    done,
  });
  let stopWarmUp: (() => void) | undefined;
  try {
    stopWarmUp = engine.warmUp && runWhenIdle(engine.warmUp);
  } catch (error) {
    await server.close();
    throw error;
  }

  return {
    url: server.url,
    ...(certificate?.ca === undefined ? {} : { ca: certificate.ca }),
    ...(certificate?.caFile === undefined ? {} : { caFile: certificate.caFile }),
    reset: (tenant) => {
      use(tenant);
      return reset(controlled, tenant);
    },
    seed: async (set, tenant = defaultTenant) => {
      use(tenant);
      await tenants.seed(tenant, set);
      events.changed("state");
    },
    advance: async (ms) => {
      await state.advance(ms);
      events.changed("state");
    },
    scenario: async (change, tenant) => {
      use(tenant);
      await state.changeScenario(change, tenant);
      events.changed("state");
    },
    journal: async (tenant) => journal.entries(tenant),
    close: (onWait) => {
      stopWarmUp?.();
      events.close();
      const closed = server.close();
      const requests = server.underWay();
      if (requests.length > 0) onWait?.(requests);
      return closed.finally(async () => {
        await state.close().catch((error: Error) => process.emitWarning(error.message));
        await tenants.close();
      });
    },
  };
}
