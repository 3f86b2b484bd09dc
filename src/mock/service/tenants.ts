import type { EducationSynchronizationProfile } from "../../../generated/types.ts";
import { verifyCsvFiles } from "../blobStorage/csv/verifyFiles.ts";
import { createUploadedFiles, type UploadedFiles } from "../blobStorage/uploadedFiles.ts";
import type { ProfileStore, ProfileStores } from "../store/profileStore.ts";
import type { Clock } from "./clock.ts";
import type { Outcomes, Pace } from "./lifecycle.ts";
import { createObservations } from "./observations.ts";
import { createRandom } from "./random.ts";
import { settledProfiles, storeObservations, type Tenant } from "./runOperation.ts";
import { assertSeedSet, type Seed, type SeedSet, seedsOf } from "./seeding.ts";

export interface Tenants {
  /** A tenant, which begins with the profiles of the start when it is new. */
  of: (name: string) => Promise<Tenant>;
  /** Takes every profile and file from a tenant, or from all, and brings those of the start; ids begin anew. */
  reset: (name?: string) => Promise<void>;
  /** Adds profiles. Rejects with a RangeError for anything but a set of profiles. */
  seed: (name: string, set: SeedSet) => Promise<void>;
  /** All tenants that have a store. */
  names: () => Promise<string[]>;
  /** The profiles of a tenant as they are by now, which `seed` takes. */
  profilesOf: (name: string) => Promise<EducationSynchronizationProfile[]>;
  /** Forgets a tenant with its profiles and files. */
  drop: (name: string) => Promise<void>;
  /** Stores what was seen of the profiles, and closes the stores. */
  close: () => Promise<void>;
  /** The tenant that a container of files belongs to; `undefined` where there is no such tenant. */
  ownerOf: (container: string) => Promise<string | undefined>;
  /** Where the files of a container go; `undefined` where its profile does not (or no longer) exist. */
  uploadedFilesOf: (container: string) => Promise<UploadedFiles | undefined>;
}

export interface TenantsOptions {
  stores: ProfileStores;
  clock: Clock;
  seed: string | undefined;
  pace: Pace;
  outcomes: (name: string) => Outcomes;
  maxProfiles: number;
  /** What each tenant begins with. */
  atStart: SeedSet;
  /** The URL that takes files into a container for one hour from `now`. */
  uploadUrl: (origin: string, container: string, now: Date) => string;
}

interface Entry {
  tenant: Tenant;
  restart: () => Promise<void>;
}

const containerOf = (name: string, profileId: string): string =>
  `${Buffer.from(name).toString("base64url")}.${profileId}`;

function partsOf(container: string): { name: string; profileId: string } {
  const [encoded = "", profileId = ""] = container.split(/\.(.*)/s);
  return { name: Buffer.from(encoded, "base64url").toString(), profileId };
}

async function forEachProfile(store: ProfileStore, visit: (id: string) => void): Promise<void> {
  for (let after = 0; ;) {
    const page = await store.list(after, 1000);
    for (const { record } of page) visit(record.profile.id);
    const last = page.at(-1);
    if (!last) return;
    after = last.position;
  }
}

/** Stores a seed in place of a profile that has its id already. */
async function plant({ store, now, newId }: Tenant, seed: Seed): Promise<void> {
  for (;;) {
    const record = seed.recordOf(seed.id ?? newId(), now());
    if ((await store.insert(record, Infinity)) === "inserted") return;
    const taken = seed.id === undefined ? undefined : await store.get(seed.id);
    if (taken && (await store.replace(record, taken.version))) return;
  }
}

/** Makes the place where each tenant has a service of its own. */
export function createTenants(options: TenantsOptions): Tenants {
  const { stores, clock, pace, outcomes, maxProfiles, atStart, uploadUrl } = options;
  assertSeedSet(atStart);
  const files = createUploadedFiles();
  const entries = new Map<string, Promise<Entry>>();

  function create(name: string, store: ProfileStore): Entry {
    const newRandom = () => createRandom(options.seed === undefined ? undefined : `${options.seed} ${name}`);
    let random = newRandom();
    const tenant: Tenant = {
      store,
      observations: createObservations(clock.now, pace, () => outcomes(name)),
      now: clock.now,
      newId: () => random.uuid(),
      maxProfiles,
      pace,
      files: (id) => files.of(containerOf(name, id)),
      putFile: (id, summary) => files.put(containerOf(name, id), summary),
      verifyFiles: (id) => verifyCsvFiles(files.of(containerOf(name, id))),
      uploadUrl: (origin, id) => uploadUrl(origin, containerOf(name, id), new Date(clock.now())),
      dropFiles: (id) => files.drop(containerOf(name, id)),
    };
    async function restart(): Promise<void> {
      await forEachProfile(store, tenant.dropFiles);
      await store.clear();
      tenant.observations.clear();
      random = newRandom();
      await seedTenant(tenant, atStart);
    }
    return { tenant, restart };
  }

  async function seedTenant(tenant: Tenant, set: SeedSet): Promise<void> {
    for (const seed of seedsOf(set)) await plant(tenant, seed);
  }

  async function open(name: string): Promise<Entry> {
    const { store, isNew } = await stores.open(name);
    const entry = create(name, store);
    if (isNew) await seedTenant(entry.tenant, atStart);
    return entry;
  }

  function entryOf(name: string): Promise<Entry> {
    const known = entries.get(name);
    if (known) return known;
    const opening = open(name);
    entries.set(name, opening);
    // The next call tries again.
    opening.catch(() => entries.delete(name));
    return opening;
  }

  async function drop(name: string): Promise<void> {
    const entry = entries.get(name);
    entries.delete(name);
    const dropped = stores.drop(name);
    const { tenant } = (await entry) ?? {};
    if (tenant) await forEachProfile(tenant.store, tenant.dropFiles);
    await dropped;
  }

  async function close(): Promise<void> {
    try {
      for (const entry of entries.values()) await storeObservations((await entry).tenant);
    } finally {
      await stores.close();
    }
  }

  async function ownerOf(container: string): Promise<string | undefined> {
    const { name } = partsOf(container);
    return (await stores.has(name)) ? name : undefined;
  }

  async function uploadedFilesOf(container: string): Promise<UploadedFiles | undefined> {
    const owner = await ownerOf(container);
    if (owner === undefined) return undefined;
    const { store, observations } = (await entryOf(owner)).tenant;
    const stored = await store.get(partsOf(container).profileId);
    return stored && observations.settled(stored) ? files : undefined;
  }

  return {
    of: async (name) => (await entryOf(name)).tenant,
    reset: async (name) => {
      for (const each of name === undefined ? await stores.tenants() : [name]) await (await entryOf(each)).restart();
    },
    seed: async (name, set) => {
      assertSeedSet(set);
      await seedTenant((await entryOf(name)).tenant, set);
    },
    names: () => stores.tenants(),
    profilesOf: async (name) => settledProfiles((await entryOf(name)).tenant),
    drop,
    close,
    ownerOf,
    uploadedFilesOf,
  };
}
