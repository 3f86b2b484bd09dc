import { createClock } from "../../../src/mock/schoolDataSync/clock.ts";
import type { Pace } from "../../../src/mock/schoolDataSync/profiles/lifecycle.ts";
import { successfulOutcomes, type Outcomes } from "../../../src/mock/schoolDataSync/profiles/outcomes.ts";
import type { OperationCall } from "../../../src/mock/schoolDataSync/operations/operations.ts";
import type { OperationId } from "../../../src/mock/contract/reply.ts";
import { runOperation } from "../../../src/mock/schoolDataSync/operations/runOperation.ts";
import { createTenants, type Tenants, type TenantsOptions } from "../../../src/mock/schoolDataSync/tenants/tenants.ts";
import { contractExample } from "../../../src/mock/contract/document.ts";
import type { ProfileStore, ProfileStores } from "../../../src/mock/store/profileStore.ts";
import { memoryStores } from "../../../src/mock/store/memoryStore.ts";

type Json = Record<string, unknown>;

export interface Answered {
  status: number;
  body: Json & { value: Json[] };
  example?: string;
  message?: string;
  target?: string;
  headers?: Record<string, string | undefined>;
  entities?: readonly object[];
}

export interface Service {
  tenants: Tenants;
  store: ProfileStore;
  outcomes: Outcomes;
  call: (operationId: OperationId, parts?: Partial<OperationCall>) => Promise<Answered>;
  /** Creates a profile and returns its id. */
  create: (body?: Json) => Promise<string>;
  advance: (ms: number) => void;
}

export const hour = 3_600_000;
export const base = "http://mock.example/beta";
export const csvBody = contractExample<Json>("csvNewAccounts.createRequest");
export const powerSchoolBody = contractExample<Json>("powerSchool.createRequest");

export async function createService(
  stores: ProfileStores = memoryStores(),
  options: Partial<TenantsOptions> & { pace?: Pace } = {},
): Promise<Service> {
  const clock = createClock(true);
  const outcomes = { ...successfulOutcomes };
  const tenants = createTenants({
    stores,
    clock,
    seed: "a seed",
    pace: { reads: 2, ms: hour },
    outcomes: () => outcomes,
    maxProfiles: 10_000,
    initialProfiles: [],
    uploadUrl: (origin, container, now) => `${origin}/${container}?from=${now.toISOString()}`,
    dropUploads: () => {},
    ...options,
  });
  const { store } = await tenants.of("default");
  const call: Service["call"] = async (operationId, parts) =>
    (await runOperation(await tenants.of("default"), operationId, {
      origin: "http://mock.example",
      base,
      profileId: "",
      query: {},
      preferences: [],
      body: undefined,
      ...parts,
    })) as Answered;
  return {
    tenants,
    store,
    outcomes,
    call,
    create: async (body = { ...csvBody, displayName: "A school" }) =>
      String((await call("createSynchronizationProfile", { body })).body["id"]),
    advance: (ms) => clock.advance(ms),
  };
}
