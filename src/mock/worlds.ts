import { createHash, randomBytes } from "node:crypto";
import type {
  EducationSynchronizationError,
  EducationSynchronizationProfile,
  EducationSynchronizationProfileStatus,
} from "../../generated/types.ts";
import type { Clock } from "./clock.ts";
import { contractExample, readContract } from "./contract.ts";
import { createBlobStore } from "./csv/blobStore.ts";
import { type BlobUpload, createBlobUpload } from "./csv/blobUpload.ts";
import { verifyCsvFiles } from "./csv/csvVerification.ts";
import type { World } from "./handlers.ts";
import { newRecord, type Outcomes, type Pace, type ProfileRecord, type Stage } from "./lifecycle.ts";
import { newProfile } from "./profile.ts";
import { createRandom } from "./random.ts";
import type { Stores } from "./store.ts";

/** Where upload URLs point to. */
export const uploadPrefix = "/_blob";

/** A profile to begin with: in full, or as it would be sent in a create. */
export type SeedProfile = Omit<Partial<EducationSynchronizationProfile>, "dataProvider"> & Record<string, unknown>;

/** The contract's cast of examples, or profiles of one's own. */
export type SeedSet = "cast" | SeedProfile[];

export interface Worlds {
  of: (tenant: string) => World;
  /** Takes every profile and file from a tenant, or from all, and brings those of the start; ids begin anew. */
  reset: (tenant?: string) => void;
  seed: (tenant: string, set: SeedSet) => void;
  uploads: BlobUpload;
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
  /** The server's own address. */
  origin: () => string;
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

/** Makes the place where each tenant has a service of its own. */
export function createWorlds({
  stores,
  clock,
  seed,
  pace,
  outcomes,
  maxProfiles,
  atStart,
  origin,
}: WorldOptions): Worlds {
  const blobs = createBlobStore();
  const known = new Map<string, { world: World; restart: () => void }>();
  const containerOf = (tenant: string, id: string): string => `${Buffer.from(tenant).toString("base64url")}.${id}`;

  const uploads = createBlobUpload({
    prefix: uploadPrefix,
    now: () => new Date(clock.now()),
    secret: seed === undefined ? randomBytes(32) : createHash("sha256").update(seed).digest(),
    storeFor: (container) => {
      const [tenant = "", id = ""] = container.split(/\.(.*)/s);
      const exists = known.get(Buffer.from(tenant, "base64url").toString())?.world.store.get(id);
      return exists ? blobs : undefined;
    },
  });

  function create(tenant: string): { world: World; restart: () => void } {
    const store = stores.of(tenant);
    let random = createRandom(seed === undefined ? undefined : `${seed} ${tenant}`);
    const world: World = {
      store,
      now: clock.now,
      newId: () => {
        let id = random.uuid();
        while (store.get(id)) id = random.uuid();
        return id;
      },
      pace,
      get outcomes() {
        return outcomes(tenant);
      },
      maxProfiles,
      verifyFiles: (id) => verifyCsvFiles(blobs.files(containerOf(tenant, id))),
      dropFiles: (id) => blobs.drop(containerOf(tenant, id)),
      uploadUrl: (id) => uploads.createUploadUrl(origin(), containerOf(tenant, id), new Date(clock.now())),
    };
    return { world, restart: () => void (random = createRandom(seed === undefined ? undefined : `${seed} ${tenant}`)) };
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

  function entry(tenant: string): { world: World; restart: () => void } {
    const found = known.get(tenant);
    if (found) return found;
    const [oldest] = known.keys();
    if (known.size >= 1000 && oldest !== undefined) known.delete(oldest);
    const created = create(tenant);
    known.set(tenant, created);
    if (created.world.store.size() === 0) seedWorld(created.world, atStart);
    return created;
  }

  function reset(tenant: string): void {
    const { world, restart } = entry(tenant);
    for (const { profile } of world.store.values()) world.dropFiles(profile.id);
    world.store.clear();
    restart();
    seedWorld(world, atStart);
  }

  return {
    of: (tenant) => entry(tenant).world,
    reset: (tenant) => (tenant === undefined ? stores.tenants() : [tenant]).forEach(reset),
    seed: (tenant, set) => seedWorld(entry(tenant).world, set),
    uploads,
  };
}
