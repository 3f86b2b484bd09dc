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
import { jsonText } from "../jsonText.ts";
import { StoreUnavailableError } from "../store/storeErrors.ts";
import { curlExample } from "./curlExample.ts";
import { controlDocument, type ControlOperationId, controlRoutes } from "./controlDocument.ts";
import type { EventStreams } from "../journal/events.ts";
import type { Control } from "./control.ts";
import type { Health } from "./health.ts";
import type { Journal } from "../journal/journal.ts";
import { replay } from "./replay.ts";
import { scenarioChoices, type Scenarios } from "../scenario/scenario.ts";

type Json<Response> = Response extends { content: { "application/json": infer Body } } ? Body : never;
type AnswerTo<Id extends ControlOperationId> = Json<operations[Id]["responses"][200]>;
type BodyOf<Id extends ControlOperationId> = operations[Id] extends {
  requestBody?: { content: { "application/json": infer Body } };
}
  ? Body
  : undefined;
type QueryOf<Id extends ControlOperationId> = NonNullable<operations[Id]["parameters"]["query"]>;

/** Operations that answer with a stream instead of a complete body. */
type Streamed = "streamEvents" | "exportProfiles";

/** The parts that the control API reads and changes. */
export interface Controlled {
  tenants: Tenants;
  clock: Clock;
  journal: Journal;
  scenarios: Scenarios;
  control: Control;
  events: EventStreams;
  health: () => Promise<Health>;
  /** Facts about the running mock, except those that differ between callers. */
  mock: Omit<AnswerTo<"getMock">["mock"], "url" | "curl" | "now" | "tenant" | "tenants">;
}

export interface ControlCall<Id extends ControlOperationId> {
  tenant: string;
  /** The server that was called. */
  server: { url: string };
  /** Its address as the caller reached it, without a trailing slash. */
  origin: string;
  path: Record<string, string>;
  query: QueryOf<Id>;
  body: BodyOf<Id>;
  lastEventId: string | undefined;
}

type Action<Id extends ControlOperationId> = (
  controlled: Controlled,
  call: ControlCall<Id>,
) => Id extends Streamed ? Promise<Readable> | Readable : Promise<AnswerTo<Id>> | AnswerTo<Id>;

/** An error of the control API other than 400. */
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

const connectionWasReset = new ControlError(
  409,
  "Conflict",
  "The request was sent again, and its connection was reset.",
);

function orThrow<T>(value: T | undefined, error: ControlError): T {
  if (value === undefined) throw error;
  return value;
}

const maximumTenants = 1001;

const knownNames = (tenants: Tenants): Promise<string[]> =>
  tenants.names(maximumTenants).catch((error: unknown) => {
    if (error instanceof StoreUnavailableError) return [];
    throw error;
  });

const help = () => ({
  caller:
    "anyone who sends the same x-mock-tenant header; with --isolate and without that header, " +
    "the same bearer token, or a JSON Web Token of the same tenant, application and person",
  browsers: "the console",
  ...Object.fromEntries(controlRoutes().map(({ method, path, summary }) => [`${method} ${path}`, summary])),
});

/** JSON with all profiles, read a page at a time. Rejects if the first page does. */
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
  orThrow(await profileDetails(tenant, id), profileNotFound(id));
  const files = typeof body.files === "string" ? sampleFiles[body.files] : body.files;
  for (const [blobName, text] of Object.entries(files))
    await tenant.putFile(id, { ...(await readCsvFile(blobName, Readable.from([Buffer.from(text)]))), blobName });
  events.changed("state");
  return orThrow(await profileDetails(tenant, id), profileNotFound(id));
}

/** The implementation of each operation of the control API. Throws a RangeError for an invalid body, or a ControlError. */
export const actions: { [Id in ControlOperationId]: Action<Id> } = {
  getMock: async ({ scenarios, clock, tenants, mock }, { tenant, origin: url }) => ({
    help: help(),
    choices: scenarioChoices,
    scenario: scenarios.of(tenant),
    mock: {
      ...mock,
      url,
      curl: curlExample(url, mock.caFile ?? undefined, mock.sample),
      now: new Date(clock.now()).toISOString(),
      tenant,
      tenants: [...new Set([tenant, ...(await knownNames(tenants))])].slice(0, maximumTenants),
    },
  }),
  getHealth: ({ health }) => health(),
  getControlDocument: () => JSON.parse(controlDocument()) as Record<string, unknown>,
  resetTenant: async ({ control }, { tenant }) => {
    await control.reset(tenant);
    return {};
  },
  exportProfiles: ({ tenants }, { tenant }) => exportOf(tenants.profilesOf(tenant)),
  addProfiles: async ({ control }, { tenant, body: { set } }) => {
    await control.seed(set as SeedSet, tenant);
    return {};
  },
  getProfileDetails: async ({ tenants }, { tenant, path: { id = "" } }) =>
    orThrow(await profileDetails(await tenants.of(tenant), id), profileNotFound(id)),
  makeTransition: async ({ tenants, events }, { tenant, path: { id = "" }, body: { to } }) => {
    const result = orThrow(await transitionProfile(await tenants.of(tenant), id, to), profileNotFound(id));
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
  getRequest: ({ journal }, { path: { requestId = "" } }) =>
    orThrow(journal.get(requestId), requestNotFound(requestId)),
  replayRequest: async ({ journal }, { path: { requestId = "" }, server: { url } }) => {
    const { method, exchange, isWhole } = orThrow(journal.exchange(requestId), requestNotFound(requestId));
    if (isWhole) return orThrow(await replay(url, method, exchange), connectionWasReset);
    throw new ControlError(409, "Conflict", "The body of this request was too large to be kept.");
  },
  streamEvents: ({ events }, { lastEventId }) => orThrow(events.open(lastEventId), tooManyStreams()),
  changeScenario: async ({ scenarios, control }, { tenant, body }) => {
    await control.scenario(body, tenant);
    return scenarios.of(tenant);
  },
  advanceClock: async ({ clock, control }, { body: { advanceInMs } }) => {
    await control.advance(advanceInMs);
    return { now: new Date(clock.now()).toISOString() };
  },
};

/** Checks that explain an invalid body better than the document's schema. Each throws a RangeError. */
export const bodyChecks: { [Id in ControlOperationId]?: (controlled: Controlled, body: unknown) => void } = {
  addProfiles: (_, body) => assertSeedSet((body as { set?: unknown }).set),
  changeScenario: ({ scenarios }, body) => scenarios.assert(body),
  advanceClock: ({ clock }, body) => assertAdvance((body as { advanceInMs?: unknown }).advanceInMs, clock.now()),
};
