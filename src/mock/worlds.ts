import { createHash, randomBytes } from "node:crypto";
import type {
  EducationSynchronizationError,
  EducationSynchronizationProfile,
  EducationSynchronizationProfileCreate,
  EducationSynchronizationProfileStatus,
} from "../../generated/types.ts";
import type { Clock } from "./clock.ts";
import { contractExample, readContract } from "./contract.ts";
import { createBlobStore } from "./csv/blobStore.ts";
import { type BlobUpload, createBlobUpload } from "./csv/blobUpload.ts";
import { verifyCsvFiles } from "./csv/csvVerification.ts";
import type { World } from "./handlers.ts";
import { newRecord, type Outcomes, type Pace, type ProfileRecord, settle, type Stage } from "./lifecycle.ts";
import { newProfile } from "./profile.ts";
import { createRandom } from "./random.ts";
import type { Store, Stores } from "./store.ts";

/** Where upload URLs point to. */
export const uploadPrefix = "/_blob";

/** A profile to begin with: in full, or as it would be sent in a create. */
export type SeedProfile = EducationSynchronizationProfile | EducationSynchronizationProfileCreate;

/** The contract's cast of examples, or profiles of one's own. */
export type SeedSet = "cast" | SeedProfile[];

export interface Worlds {
  of: (tenant: string) => World;
  /** Takes every profile and file from a tenant, or from all, and brings those of the start; ids begin anew. */
  reset: (tenant?: string) => void;
  /** Throws a RangeError for what is no set of profiles. */
  seed: (tenant: string, set: SeedSet) => void;
  uploads: BlobUpload;
  /** The tenant whose upload URL begins a path; `undefined` where there is none. */
  uploaderOf: (path: string) => string | undefined;
}

interface Entry {
  world: World;
  restart: () => void;
}

export interface WorldOptions {
  stores: Stores;
  clock: Clock;
  seed: string | undefined;
  pace: Pace;
  outcomes: (tenant: string) => Outcomes;
  maxProfiles: number;
  /** What each tenant begins with. */
  atStart: SeedSet;
}

function castMember(name: string, now: number): ProfileRecord {
  const example = <T>(part: string): T | undefined =>
    readContract().components.examples[`${name}.${part}`] && contractExample<T>(`${name}.${part}`);
  const { "@odata.context": _, ...profile } = example<EducationSynchronizationProfile>(
    "getResponse",
  ) as EducationSynchronizationProfile;
  const record = newRecord(profile, now);
  const status = example<EducationSynchronizationProfileStatus>("status");
  record.errors = example<{ value: EducationSynchronizationError[] }>("errors")?.value ?? [];
  if (!status) return record;
  const {
    status: stage,
    lastSynchronizationDateTime: lastSynchronization,
    lastActivityDateTime: lastActivity,
  } = status;
  const began = lastActivity !== null;
  record.sync = { ...record.sync, stage: began ? (stage as Stage) : "idle", lastSynchronization, lastActivity };
  return record;
}

function cast(now: number): ProfileRecord[] {
  const names = Object.keys(readContract().components.examples).filter((name) => name.endsWith(".getResponse"));
  return names.map((name) => castMember(name.replace(".getResponse", ""), now));
}

function isProfile(value: unknown): boolean {
  const { dataProvider, id = "given" } = (value ?? {}) as Record<string, unknown>;
  const type = (dataProvider as Record<string, unknown> | null | undefined)?.["@odata.type"];
  return typeof type === "string" && typeof id === "string" && id !== "";
}

// More is not asked, so that a test can bring a profile that breaks the contract.
function assertSeedSet(set: unknown): asserts set is SeedSet {
  if (set === "cast" || (Array.isArray(set) && set.every(isProfile))) return;
  throw new RangeError(
    'A set of profiles is "cast", or a list of them, each with the @odata.type of its dataProvider.',
  );
}

/** Makes the place where each tenant has a service of its own. */
export function createWorlds({ stores, clock, seed, pace, outcomes, maxProfiles, atStart }: WorldOptions): Worlds {
  assertSeedSet(atStart);
  const blobs = createBlobStore();
  // By the store, so that what belongs to a tenant goes when the stores drop it.
  const known = new WeakMap<Store, Entry>();
  const containerOf = (tenant: string, id: string): string => `${Buffer.from(tenant).toString("base64url")}.${id}`;
  function ownerOf(container: string): string | undefined {
    const tenant = Buffer.from(container.split(".")[0] ?? "", "base64url").toString();
    return stores.has(tenant) ? tenant : undefined;
  }

  const uploads = createBlobUpload({
    prefix: uploadPrefix,
    now: () => new Date(clock.now()),
    secret: seed === undefined ? randomBytes(32) : createHash("sha256").update(seed).digest(),
    storeFor: (container) => {
      const [, id = ""] = container.split(/\.(.*)/s);
      const tenant = ownerOf(container);
      return tenant !== undefined && entry(tenant).world.find(id) ? blobs : undefined;
    },
  });

  function create(tenant: string, store: Store, isNew: boolean): Entry {
    const dropFiles = (id: string): void => blobs.drop(containerOf(tenant, id));
    const newRandom = () => createRandom(seed === undefined ? undefined : `${seed} ${tenant}`);
    let random = newRandom();
    const world: World = {
      store,
      find: (id) => {
        const record = store.get(id);
        if (!record || settle(record, clock.now(), pace, outcomes(tenant))) return record;
        store.delete(id);
        dropFiles(id);
        return undefined;
      },
      now: clock.now,
      newId: () => {
        let id = random.uuid();
        while (store.get(id)) id = random.uuid();
        return id;
      },
      maxProfiles,
      verifyFiles: (id) => verifyCsvFiles(blobs.files(containerOf(tenant, id))),
      uploadUrl: (origin, id) => uploads.createUploadUrl(origin, containerOf(tenant, id), new Date(clock.now())),
    };
    if (isNew) seedWorld(world, atStart);
    function restart(): void {
      for (const { profile } of store.values()) dropFiles(profile.id);
      store.clear();
      random = newRandom();
      seedWorld(world, atStart);
    }
    return { world, restart };
  }

  function seedWorld({ store, newId }: World, set: SeedSet): void {
    const records =
      set === "cast"
        ? cast(clock.now())
        : set.map((given) => {
            const profile = newProfile(given, given.id ?? newId());
            return newRecord({ ...profile, state: given.state ?? "provisioned" }, clock.now());
          });
    for (const record of records) store.put(record);
  }

  function entry(tenant: string): Entry {
    const isNew = !stores.has(tenant);
    const store = stores.of(tenant);
    const found = known.get(store);
    if (found) return found;
    const created = create(tenant, store, isNew);
    known.set(store, created);
    return created;
  }

  return {
    of: (tenant) => entry(tenant).world,
    reset: (tenant) => {
      for (const each of tenant === undefined ? stores.tenants() : [tenant]) entry(each).restart();
    },
    seed: (tenant, set) => {
      assertSeedSet(set);
      seedWorld(entry(tenant).world, set);
    },
    uploads,
    uploaderOf: (path) => ownerOf(path.slice(uploadPrefix.length + 1)),
  };
}
