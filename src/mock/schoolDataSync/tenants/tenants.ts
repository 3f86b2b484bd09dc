import type { EducationSynchronizationProfile } from "../../../../generated/types.ts";
import { nextTurn } from "../../turns.ts";
import { createUploadedFiles, type UploadedFiles } from "../files/uploadedFiles.ts";
import { everyProfile } from "../../store/everyProfile.ts";
import type { ProfileRecord } from "../../store/profileRecord.ts";
import {
  drawnSetting,
  type ProfileStore,
  type ProfileStores,
  type Settings,
  type Start,
} from "../../store/profileStore.ts";
import { StoreUnavailableError } from "../../store/storeErrors.ts";
import type { Clock } from "../clock.ts";
import { containerOf, containerParts, tenantPart } from "./containers.ts";
import { createFileInspections } from "../files/fileInspections.ts";
import type { Pace } from "../profiles/lifecycle.ts";
import { createLocks } from "../../store/locks.ts";
import type { Outcomes } from "../profiles/outcomes.ts";
import { createObservations, storedObservations } from "./observations.ts";
import { createRandom, seededUuid } from "../random.ts";
import { removeDeleted, settledProfiles, type Tenant } from "../operations/runOperation.ts";
import { assertSeedSet, type Seed, type SeedSet, seedsOf } from "./seeding.ts";
import { profileContainer, type ProfileContainer } from "../files/profileContainer.ts";
import { storedUploads } from "../files/storedUploads.ts";

export interface Tenants {
  /** A tenant; a new one starts with the initial profiles. */
  of: (name: string) => Promise<Tenant>;
  /** Removes all profiles and files of a tenant, or of all, and inserts the initial profiles; ids start over. */
  reset: (name?: string) => Promise<void>;
  /** Adds profiles. Rejects with a RangeError for an invalid set. */
  seed: (name: string, set: SeedSet) => Promise<void>;
  /** All tenants that have a store, up to a limit. */
  names: (limit?: number) => Promise<string[]>;
  /** The current profiles of a tenant, a page at a time, in the form that `seed` accepts. */
  profilesOf: (name: string) => AsyncIterable<EducationSynchronizationProfile[]>;
  /** Removes a tenant from memory; one that is stored nowhere else is lost with its profiles and files. */
  evict: (name: string) => Promise<void>;
  /** Closes the stores. */
  close: () => Promise<void>;
  /** The tenant that a container of files belongs to; `undefined` if there is no such tenant. */
  ownerOf: (container: string) => Promise<string | undefined>;
  /** The files of a container; `undefined` if its profile doesn't exist, or no longer exists. */
  uploadedFilesOf: (container: string) => Promise<UploadedFiles | undefined>;
  /** A container by name; `undefined` if its profile doesn't exist, or no longer exists. */
  containerOf: (name: string) => Promise<ProfileContainer | undefined>;
}

export interface TenantsOptions {
  stores: ProfileStores;
  clock: Clock;
  seed: string | undefined;
  pace: Pace;
  outcomes: (name: string) => Outcomes;
  maxProfiles: number;
  /** The profiles that each tenant starts with. */
  initialProfiles: SeedSet;
  /** The URL that accepts files for a container for one hour from `now`. */
  uploadUrl: (origin: string, container: string, now: Date) => string;
  /** Called to drop incomplete uploads to containers that are gone. */
  dropUploads: (isGone: (container: string) => boolean) => void;
}

interface Entry {
  tenant: Tenant;
  filesOf: (profileId: string) => UploadedFiles;
  restart: () => Promise<void>;
}

type Ids = ReturnType<typeof createIds>;

/** The number of files with these blob names, which are not case-sensitive. */
const countNames = (blobNames: readonly string[]): number => new Set(blobNames.map((name) => name.toLowerCase())).size;

/** With more, a busy store would time out on the last ones in its queue. */
const seedsAtOnce = 200;

/** Stores a seed, replacing any profile with the same id. */
async function insertSeed({ store, now, newId }: Tenant, seed: Seed, drawnId: string): Promise<void> {
  for (let id = drawnId; ; id = seed.id ?? (await newId())) {
    const record = seed.recordOf(id, now());
    if ((await store.insert(record, Infinity)) === "inserted") return;
    const taken = seed.id === undefined ? undefined : await store.get(id);
    if (taken && (await store.replace(record, taken.version))) return;
  }
}

/** Creates ids for new profiles; with a seed, always the same ones in the same order. */
function createIds(seed: string | undefined, tenant: string, settings: Settings | undefined) {
  if (seed === undefined) {
    const { uuid } = createRandom(undefined);
    return {
      next: uuid,
      areUnique: true,
      restart: (count: number) => ({ ids: Array.from({ length: count }, uuid), drawn: 0 }),
    };
  }
  const ofTenant = `${seed} ${tenant}`;
  let drawn = 0;
  return {
    next: settings
      ? async () => seededUuid(ofTenant, await settings.count(drawnSetting(tenant)))
      : () => seededUuid(ofTenant, (drawn += 1)),
    areUnique: false,
    /** The first ids; `next` then continues from the count in the store, or from theirs. */
    restart: (count: number) => {
      drawn = count;
      return { ids: Array.from({ length: count }, (_, index) => seededUuid(ofTenant, index + 1)), drawn };
    },
  };
}

/** Runs a function after a delay, once for all calls during that time. If it fails, the next call runs it again. */
function createDelay(ms: number): (run: () => Promise<void>) => void {
  let isWaiting = false;
  let isRequestedAgain = false;
  function later(run: () => Promise<void>): void {
    if (isWaiting) isRequestedAgain = true;
    if (isWaiting || ms >= 2 ** 31) return;
    isWaiting = true;
    setTimeout(() => {
      isWaiting = false;
      run().catch((error: unknown) => {
        if (!(error instanceof StoreUnavailableError)) process.emitWarning(String(error));
      });
      // Calls made since then are entitled to the full delay.
      if (isRequestedAgain) later(run);
      isRequestedAgain = false;
    }, ms).unref();
  }
  return later;
}

/** Creates the tenants, each with its own profiles and files. */
export function createTenants(options: TenantsOptions): Tenants {
  const { stores, clock, pace, outcomes, maxProfiles, initialProfiles, uploadUrl, dropUploads } = options;
  assertSeedSet(initialProfiles);
  const filesInMemory = createUploadedFiles();
  const { settings } = stores;
  const entries = new Map<string, Promise<Entry>>();
  const inspect = createFileInspections();
  /** The names of these tenants, by their part of container names. */
  const namesByPart = new Map<string, string>();

  function dropFiles(name: string): void {
    const part = tenantPart(name);
    const isOfTenant = (container: string): boolean => containerParts(container)?.tenant === part;
    filesInMemory.dropAll(isOfTenant);
    dropUploads(isOfTenant);
  }

  /** The profiles that a tenant starts with. If several have the same id, the last one is used. */
  function startOf(ids: Ids): Start {
    const seeds = seedsOf(initialProfiles);
    const { ids: drawnIds, drawn } = ids.restart(seeds.filter(({ id }) => id === undefined).length);
    const records = new Map<string, ProfileRecord>();
    for (const { id = String(drawnIds.shift()), recordOf } of seeds) records.set(id, recordOf(id, clock.now()));
    return { records: [...records.values()], drawn };
  }

  function create(name: string, store: ProfileStore, ids: Ids): Entry {
    const observe = settings ? storedObservations : createObservations;
    const filesOf = (id: string): UploadedFiles => (store.files ? storedUploads(store.files, id) : filesInMemory);
    const tenant: Tenant = {
      store,
      observations: observe(clock.now, pace, () => outcomes(name)),
      now: clock.now,
      newId: ids.next,
      newIdsAreUnique: ids.areUnique,
      maxProfiles,
      pace,
      runAlone: createLocks(),
      countFiles: async (id) => countNames(await filesOf(id).names(containerOf(name, id))),
      putFile: (id, file) => filesOf(id).put(containerOf(name, id), file),
      verifyFiles: (profile) => inspect(filesOf(profile.id), containerOf(name, profile.id), profile),
      uploadUrl: (origin, id) => uploadUrl(origin, containerOf(name, id), new Date(clock.now())),
      dropFiles: (id) => {
        const container = containerOf(name, id);
        filesOf(id).drop(container);
        dropUploads((each) => each === container);
      },
      removeDeletedLater: () => later(() => removeDeleted(tenant)),
    };
    const later = createDelay(pace.ms);
    async function restart(): Promise<void> {
      dropFiles(name);
      await store.clear(startOf(ids));
      tenant.observations.clear();
    }
    return { tenant, filesOf, restart };
  }

  async function seedTenant(tenant: Tenant, set: SeedSet): Promise<void> {
    const seeds = seedsOf(set);
    const ids = await Promise.all(seeds.map(async ({ id }) => id ?? tenant.newId()));
    // In parallel, since a store commits concurrent writes together, in their order.
    for (let from = 0; from < seeds.length; from += seedsAtOnce) {
      const some = seeds.slice(from, from + seedsAtOnce);
      await Promise.all(some.map((seed, index) => insertSeed(tenant, seed, ids[from + index] as string)));
    }
  }

  function forget(name: string): void {
    entries.delete(name);
    namesByPart.delete(tenantPart(name));
  }

  async function open(name: string): Promise<Entry> {
    const ids = createIds(options.seed, name, settings);
    const { store, isNew } = await stores.open(name, () => startOf(ids));
    const entry = create(name, store, ids);
    // The process that deleted profiles may have ended before it removed them.
    if (!isNew) entry.tenant.removeDeletedLater();
    return entry;
  }

  function entryOf(name: string): Promise<Entry> {
    const existing = entries.get(name);
    if (existing) return existing;
    const opening = open(name);
    entries.set(name, opening);
    namesByPart.set(tenantPart(name), name);
    // The next call retries.
    opening.catch(() => forget(name));
    return opening;
  }

  async function evict(name: string): Promise<void> {
    forget(name);
    if (settings) return;
    const dropped = stores.drop(name);
    dropFiles(name);
    await dropped;
  }

  async function ownerOf(container: string): Promise<string | undefined> {
    const part = containerParts(container)?.tenant;
    if (part === undefined) return undefined;
    const name = namesByPart.get(part);
    if (name !== undefined) return (await stores.has(name)) ? name : undefined;
    // It may belong to a tenant that this process hasn't loaded yet.
    for (const [index, stored] of (await stores.tenants()).entries()) {
      if (tenantPart(stored) === part) return stored;
      if (index % 1000 === 999) await nextTurn();
    }
    return undefined;
  }

  /** The id of the profile that a container belongs to; has to be searched for only if it is not a GUID. */
  async function profileIdOf(container: string, name: string, store: ProfileStore): Promise<string | undefined> {
    let id = containerParts(container)?.profileId;
    if (id === undefined)
      await everyProfile(store, ({ record: { profile } }) => {
        if (containerOf(name, profile.id) === container) id = profile.id;
      });
    return id;
  }

  async function uploadedFilesOf(container: string): Promise<UploadedFiles | undefined> {
    const owner = await ownerOf(container);
    if (owner === undefined) return undefined;
    const { filesOf, tenant } = await entryOf(owner);
    const { store, observations } = tenant;
    const id = await profileIdOf(container, owner, store);
    const stored = id === undefined ? undefined : await store.get(id);
    return stored && observations.settled(stored) ? filesOf(stored.record.profile.id) : undefined;
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
    names: stores.tenants,
    profilesOf: async function* (name) {
      yield* settledProfiles((await entryOf(name)).tenant);
    },
    evict,
    close: stores.close,
    ownerOf,
    uploadedFilesOf,
    containerOf: async (name) => {
      const files = await uploadedFilesOf(name);
      return files && profileContainer(name, files, () => uploadedFilesOf(name));
    },
  };
}
