import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClock } from "../../../src/mock/schoolDataSync/clock.ts";
import type { Pace } from "../../../src/mock/schoolDataSync/profiles/lifecycle.ts";
import { successfulOutcomes, type Outcomes } from "../../../src/mock/schoolDataSync/profiles/outcomes.ts";
import type { OperationCall } from "../../../src/mock/schoolDataSync/operations/operations.ts";
import type { OperationId } from "../../../src/mock/contract/reply.ts";
import { runOperation } from "../../../src/mock/schoolDataSync/operations/runOperation.ts";
import { createTenants, type Tenants, type TenantsOptions } from "../../../src/mock/schoolDataSync/tenants/tenants.ts";
import { contractExample } from "../../../src/mock/contract/document.ts";
import type { ProfileStore, ProfileStores } from "../../../src/mock/store/profileStore.ts";
import { openStores } from "../../../src/mock/store/openStores.ts";
import { memoryStores } from "../../../src/mock/store/memoryStore.ts";
import { isSkipped, programs } from "../../programs/programs.ts";
import { startRedis } from "../store/redisServer.ts";
import { describe } from "vitest";

type Json = Record<string, unknown>;

/** A separate place for stores, which can be opened there again. */
export interface StorePlace {
  open: () => Promise<ProfileStores>;
  /** Closes what is still open and removes the place. */
  remove: () => Promise<void>;
}

function placeOf(store: string | undefined, remove: () => Promise<unknown>): StorePlace {
  const opened: ProfileStores[] = [];
  return {
    open: async () => {
      const stores = await openStores({ store });
      opened.push(stores);
      return stores;
    },
    remove: async () => {
      for (const stores of opened) await stores.close();
      await remove();
    },
  };
}

const storeKinds: [name: string, place: () => Promise<StorePlace>][] = [
  ["memory", () => Promise.resolve(placeOf(undefined, () => Promise.resolve()))],
  [
    "a folder",
    async () => {
      const folder = await mkdtemp(join(tmpdir(), "graph-education-sync-"));
      return placeOf(folder, () => rm(folder, { recursive: true }));
    },
  ],
  ["Redis", async () => placeOf(await (await startRedis()).newDatabase(), () => Promise.resolve())],
];

/** Describes each kind of store; Redis is skipped if the machine lacks it. */
export function describeEachStore(
  title: string,
  body: (name: string, newPlace: () => Promise<StorePlace>) => void,
): void {
  for (const [name, newPlace] of storeKinds)
    describe.skipIf(name === "Redis" && isSkipped(programs.redis))(title.replace("%s", name), () =>
      body(name, newPlace),
    );
}

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
