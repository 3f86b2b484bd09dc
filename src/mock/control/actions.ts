import { Readable } from "node:stream";
import type { operations } from "../../../generated/control.ts";
import type { EducationSynchronizationProfile } from "../../../generated/types.ts";
import { readCsvFile } from "../schoolDataSync/files/inspectFile.ts";
import { sampleFiles } from "../schoolDataSync/files/sampleFiles.ts";
import { assertAdvance, type Clock } from "../schoolDataSync/clock.ts";
import { limits } from "../limits.ts";
import { listLifecycles, profileDetails, transitionProfile } from "../schoolDataSync/tenants/inspection.ts";
import { assertSeedSet, type SeedSet } from "../schoolDataSync/tenants/seeding.ts";
import type { Tenants } from "../schoolDataSync/tenants/tenants.ts";
import { jsonText } from "../store/jsonText.ts";
import { controlDocument, type ControlOperationId, controlRoutes } from "./controlDocument.ts";
import type { EventStreams } from "../journal/events.ts";
import type { FaultInjector } from "../scenario/faultInjection.ts";
import type { Health } from "./health.ts";
import type { Journal } from "../journal/journal.ts";
import { replay } from "./replay.ts";
import type { SharedState } from "../scenario/sharedState.ts";
import { scenarioChoices, type Scenarios } from "../scenario/scenario.ts";

type Json<Response> = Response extends { content: { "application/json": infer Body } } ? Body : never;
type AnswerTo<Id extends ControlOperationId> = Json<operations[Id]["responses"][200]>;
type BodyOf<Id extends ControlOperationId> = operations[Id] extends {
  requestBody?: { content: { "application/json": infer Body } };
}
  ? Body
  : undefined;
type QueryOf<Id extends ControlOperationId> = NonNullable<operations[Id]["parameters"]["query"]>;

/** Operations that answer with a stream, and not with a body that was made before. */
type Streamed = "streamEvents" | "exportProfiles";

/** What the control API sees and changes. */
export interface Controlled {
  tenants: Tenants;
  clock: Clock;
  journal: Journal;
  scenarios: Scenarios;
  state: SharedState;
  faults: FaultInjector;
  events: EventStreams;
  health: () => Promise<Health>;
  /** What is running, but for what differs between callers. */
  mock: () => Omit<AnswerTo<"getMock">["mock"], "now" | "tenant" | "tenants">;
}

export interface ControlCall<Id extends ControlOperationId> {
  tenant: string;
  path: Record<string, string>;
  query: QueryOf<Id>;
  body: BodyOf<Id>;
  lastEventId: string | undefined;
}

type Action<Id extends ControlOperationId> = (
  controlled: Controlled,
  call: ControlCall<Id>,
) => Id extends Streamed ? Promise<Readable> | Readable : Promise<AnswerTo<Id>> | AnswerTo<Id>;

/** An error of the control API beside 400. */
export class ControlError extends Error {
  constructor(
    readonly status: 404 | 409 | 429,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const profileNotFound = (id = ""): ControlError =>
  new ControlError(404, "ResourceNotFound", `The tenant has no profile ${id.slice(0, 256)}.`);
const requestNotFound = (id = ""): ControlError =>
  new ControlError(
    404,
    "ResourceNotFound",
    `The journal has no request ${id.slice(0, 64)}. It keeps the latest 1,000.`,
  );

const tooManyStreams = (): ControlError =>
  new ControlError(429, "TooManyRequests", `The limit of ${limits.eventStreams.max} event streams is reached.`);

const connectionWasReset = new ControlError(409, "Conflict", "The request was sent again, and its connection reset.");

function found<T>(value: T | undefined, error: ControlError): T {
  if (value === undefined) throw error;
  return value;
}

const help = () => ({
  caller:
    "whoever sends the same x-mock-tenant header; with --isolate and without that header, " +
    "the same bearer token, or a JSON Web Token of the same tenant, application and person",
  browsers: "the console",
  ...Object.fromEntries(controlRoutes().map(({ method, path, summary }) => [`${method} ${path}`, summary])),
});

/** Resets a tenant, or all of them, to how the server started, with an empty journal. */
export async function reset({ tenants, journal, state, faults, events }: Controlled, tenant?: string): Promise<void> {
  await tenants.reset(tenant);
  journal.clear(tenant);
  await state.resetScenario(tenant);
  faults.forget(tenant);
  events.changed("journal");
  events.changed("state");
}

/** JSON with all profiles, made a page at a time. Rejects as the first page does. */
async function exportOf(pages: AsyncIterable<EducationSynchronizationProfile[]>): Promise<Readable> {
  const rest = pages[Symbol.asyncIterator]();
  const first = await rest.next();
  async function* texts() {
    let before = '{"set":[';
    for (let page = first; !page.done; page = await rest.next()) {
      if (page.value.length === 0) continue;
      yield before + page.value.map(jsonText).join();
      before = ",";
    }
    yield before === "," ? "]}" : `${before}]}`;
  }
  return Readable.from(texts());
}

async function addFiles(
  { tenants, events }: Controlled,
  { tenant: name, path: { id = "" }, body }: ControlCall<"addFiles">,
): Promise<AnswerTo<"addFiles">> {
  const tenant = await tenants.of(name);
  found(await profileDetails(tenant, id), profileNotFound(id));
  const files = typeof body.files === "string" ? sampleFiles[body.files] : body.files;
  for (const [blobName, text] of Object.entries(files))
    await tenant.putFile(id, { ...(await readCsvFile(blobName, Readable.from([Buffer.from(text)]))), blobName });
  events.changed("state");
  return found(await profileDetails(tenant, id), profileNotFound(id));
}

/** What each operation of the control API does. Throws a RangeError for an invalid body, and a ControlError. */
export const actions: { [Id in ControlOperationId]: Action<Id> } = {
  getMock: async ({ scenarios, clock, tenants, mock }, { tenant }) => ({
    help: help(),
    choices: scenarioChoices,
    scenario: scenarios.of(tenant),
    mock: {
      ...mock(),
      now: new Date(clock.now()).toISOString(),
      tenant,
      tenants: [...new Set([tenant, ...(await tenants.names())])].slice(0, 1001),
    },
  }),
  getHealth: ({ health }) => health(),
  getControlDocument: () => JSON.parse(controlDocument()) as Record<string, unknown>,
  resetTenant: async (controlled, { tenant }) => {
    await reset(controlled, tenant);
    return {};
  },
  exportProfiles: ({ tenants }, { tenant }) => exportOf(tenants.profilesOf(tenant)),
  addProfiles: async ({ tenants, events }, { tenant, body: { set } }) => {
    await tenants.seed(tenant, set as SeedSet);
    events.changed("state");
    return {};
  },
  getProfileDetails: async ({ tenants }, { tenant, path: { id = "" } }) =>
    found(await profileDetails(await tenants.of(tenant), id), profileNotFound(id)),
  makeTransition: async ({ tenants, events }, { tenant, path: { id = "" }, body: { to } }) => {
    const result = found(await transitionProfile(await tenants.of(tenant), id, to), profileNotFound(id));
    if ("notAllowed" in result) throw new ControlError(409, "Conflict", result.notAllowed);
    events.changed("state");
    return result;
  },
  addFiles,
  listLifecycles: async ({ tenants }, { tenant, query }) => listLifecycles(await tenants.of(tenant), query),
  listRequests: ({ journal }, { tenant, query: { tenant: of = tenant, top = 100, ...search } }) =>
    journal.find({ ...search, top, tenant: of === "*" ? undefined : of }),
  clearJournal: ({ journal, events }, { tenant, query: { tenant: of = tenant } }) => {
    journal.clear(of === "*" ? undefined : of);
    events.changed("journal");
    return {};
  },
  getRequest: ({ journal }, { path: { requestId = "" } }) => found(journal.get(requestId), requestNotFound(requestId)),
  replayRequest: async ({ journal, mock }, { path: { requestId = "" } }) => {
    const { method, exchange, isWhole } = found(journal.exchange(requestId), requestNotFound(requestId));
    if (isWhole) return found(await replay(mock().url, method, exchange), connectionWasReset);
    throw new ControlError(409, "Conflict", "The body of this request was too large to be kept.");
  },
  streamEvents: ({ events }, { lastEventId }) => found(events.open(lastEventId), tooManyStreams()),
  changeScenario: async ({ scenarios, state, events }, { tenant, body }) => {
    await state.changeScenario(body, tenant);
    events.changed("state");
    return scenarios.of(tenant);
  },
  advanceClock: async ({ clock, state, events }, { body: { advanceInMs } }) => {
    await state.advance(advanceInMs);
    events.changed("state");
    return { now: new Date(clock.now()).toISOString() };
  },
};

/** Checks that say more of an invalid body than the document's schema. Each throws a RangeError. */
export const bodyChecks: { [Id in ControlOperationId]?: (controlled: Controlled, body: unknown) => void } = {
  addProfiles: (_, body) => assertSeedSet((body as { set?: unknown }).set),
  changeScenario: ({ scenarios }, body) => scenarios.assert(body),
  advanceClock: ({ clock }, body) => assertAdvance((body as { advanceInMs?: unknown }).advanceInMs, clock.now()),
};
