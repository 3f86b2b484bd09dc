import { blobService } from "./blobStorage/blobService.ts";
import { createUncommittedBlocks } from "./blobStorage/uncommittedBlocks.ts";
import { createUploadUrls } from "./blobStorage/uploadUrls.ts";
import type { Engine } from "./contract/exchange.ts";
import { readPermissions } from "./contract/permissions.ts";
import { createControl } from "./control/control.ts";
import { controlService, isControlPath } from "./control/controlService.ts";
import { healthReader } from "./control/health.ts";
import { createAnswerIds } from "./answerIds.ts";
import { createAuthorizer } from "./graph/authorize.ts";
import { graphService, type Operate } from "./graph/graphService.ts";
import { openHttpServer } from "./http/httpServer.ts";
import { countedService, runWhenIdle } from "./http/idleTime.ts";
import { mount } from "./http/service.ts";
import { serverCertificate } from "./http/tls/certificate.ts";
import { identityService } from "./identity/identityService.ts";
import { createEventStreams } from "./journal/events.ts";
import { createJournal } from "./journal/journal.ts";
import { createRecorder } from "./journal/recorder.ts";
import { httpErrorOf } from "./httpErrorOf.ts";
import { type Mock, type MockOptions, settledOptions } from "./options.ts";
import { consoleService } from "./pages/consoleService.ts";
import { referenceService } from "./pages/referenceService.ts";
import { createFaultInjector } from "./scenario/faultInjection.ts";
import { createScenarios } from "./scenario/scenario.ts";
import { createSharedState } from "./scenario/sharedState.ts";
import { sharedSecrets } from "./sharedSecrets.ts";
import { createClock } from "./schoolDataSync/clock.ts";
import { runOperation } from "./schoolDataSync/operations/runOperation.ts";
import { createRandom } from "./schoolDataSync/random.ts";
import { createTenancy } from "./schoolDataSync/tenants/tenancy.ts";
import { createTenants } from "./schoolDataSync/tenants/tenants.ts";
import { defaultTenant, tenantNames } from "./schoolDataSync/tenants/tenantsInUse.ts";
import { openStores } from "./store/openStores.ts";
import { callerOf } from "./tokens/callerOf.ts";
import { runningMock } from "./runningMock.ts";

/** Creates a mock around an engine that several mocks can share. Nothing else knows all of its parts. */
export async function createMock(engine: Engine, options: MockOptions = {}): Promise<Mock> {
  const settings = settledOptions(options);
  const { seed, pace, stateless, exact: isExact, auth, bodyLimit, maxProfiles } = settings;
  const stores = await openStores(options);
  try {
    const tls = settings.https ? await serverCertificate(settings.https, settings.host) : undefined;
    const clock = createClock(seed !== undefined);
    const random = createRandom(seed);
    const now = () => new Date(clock.now());
    const scenarios = createScenarios(options.scenario);
    const faults = createFaultInjector(scenarios, clock, random);
    const { signer, uploadSecret, lost } = await sharedSecrets(stores.settings, seed);
    const uploadUrls = createUploadUrls(uploadSecret);
    const blocks = createUncommittedBlocks();
    const tenants = createTenants({
      stores,
      clock,
      seed,
      pace,
      maxProfiles,
      initialProfiles: options.profiles ?? [],
      outcomes: scenarios.of,
      uploadUrl: uploadUrls.issue,
      dropUploads: blocks.dropAll,
    });
    const state = createSharedState({ clock, scenarios }, stores.settings, tenants, lost);
    await state.load?.(defaultTenant);
    const forget = (tenant: string) => {
      state.forget(tenant);
      faults.forget(tenant);
    };
    const { load, touch, enter } = createTenancy({ tenants, stores, loadState: state.load, forget });
    const journal = createJournal();
    const onAnswered = createRecorder({ journal, now: clock.now, onRequest: options.onRequest });
    const events = createEventStreams(journal);
    const control = createControl({ tenants, journal, state, faults, events, touch });

    const idsOf = createAnswerIds(clock, random, isControlPath);
    const authorizer = createAuthorizer({ level: auth, now: clock.now, signer });
    const operateOn: Operate = async (tenant, id, call) => runOperation(await tenants.of(tenant), id, call);
    const operate = stateless ? undefined : operateOn;
    const batch = { idsOf, onAnswered };
    const graph = graphService({ engine, authorizer, faults, operate, enter, isExact, bodyLimit, batch, httpErrorOf });
    const grantedTo = async (tenant: string) => {
      await load(tenant, true);
      const { grant } = scenarios.of(tenant);
      return readPermissions().all.filter(({ name }) => grant?.includes(name) ?? true);
    };
    const health = healthReader(stores);
    const mock = runningMock(options, { auth, stateless, caFile: tls?.caFile });
    const controlled = { tenants, clock, journal, scenarios, control, events, health, mock };
    const services = [
      consoleService(),
      controlService({ controlled, token: options.controlToken, enter, bodyLimit }),
      blobService({ ...tenants, uploadUrls, now, blocks, idleInMs: settings.requestTimeoutInMs }),
      referenceService(),
      identityService({ signer, clock, pace, grantedTo }),
    ];
    const serviceOf = mount(services.map(countedService), countedService(graph));
    const tenantOf = tenantNames(options.isolate === "token" ? callerOf : undefined);
    const stopWarmUp = engine.warmUp && runWhenIdle(engine.warmUp);
    const opening = openHttpServer({ ...settings, tls, idsOf, httpErrorOf, onAnswered, tenantOf, serviceOf });
    const server = await opening.catch((error: unknown) => {
      stopWarmUp?.();
      throw error;
    });

    const close: Mock["close"] = async (onWait) => {
      stopWarmUp?.();
      events.close();
      const closed = server.close();
      const requests = server.pending();
      if (requests.length > 0) onWait?.(requests);
      await closed;
      await state.close().catch((error: Error) => process.emitWarning(error.message));
      await tenants.close();
    };
    let closing: Promise<void> | undefined;
    return {
      url: server.url,
      ...(tls?.ca === undefined ? {} : { ca: tls.ca }),
      ...(tls?.caFile === undefined ? {} : { caFile: tls.caFile }),
      ...control,
      close: (onWait) => (closing ??= close(onWait)),
    };
  } catch (error) {
    await stores.close();
    throw error;
  }
}
