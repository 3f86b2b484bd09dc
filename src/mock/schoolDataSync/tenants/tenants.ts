import type { EducationSynchronizationProfile } from "../../../../generated/types.ts";
import { createUploadedFiles, type UploadedFiles } from "../files/uploadedFiles.ts";
import { everyProfile } from "../../store/everyProfile.ts";
import type { ProfileStore, ProfileStores, Settings } from "../../store/profileStore.ts";
import type { Clock } from "../clock.ts";
import { containerOf, containerParts, tenantPart } from "./containers.ts";
import { createFileInspections } from "../files/fileInspections.ts";
import type { Pace } from "../profiles/lifecycle.ts";
import { createLocks } from "./locks.ts";
import type { Outcomes } from "../profiles/outcomes.ts";
import { createObservations, storedObservations } from "./observations.ts";
import { createRandom, seededUuid } from "../random.ts";
import { settledProfiles, type Tenant } from "../operations/runOperation.ts";
import { assertSeedSet, type Seed, type SeedSet, seedsOf } from "./seeding.ts";
import { profileContainer, type ProfileContainer } from "../files/profileContainer.ts";
import { storedUploads } from "../files/storedUploads.ts";

export interface Tenants {
  /** A tenant; a new one starts with the initial profiles. */
  of: (name: string) => Promise<Tenant>;
  /** Removes all profiles and files of a tenant, or of all, and inserts the initial profiles; ids start over. */
  reset: (name?: string) => Promise<void>;
  /** Adds profiles. Rejects with a RangeError for anything but a set of profiles. */
  seed: (name: string, set: SeedSet) => Promise<void>;
  /** All tenants that have a store. */
  names: () => Promise<string[]>;
  /** The profiles of a tenant as they are by now, a page at a time, as `seed` accepts them. */
  profilesOf: (name: string) => AsyncIterable<EducationSynchronizationProfile[]>;
  /** Removes a tenant from memory; one that is stored nowhere else is lost with its profiles and files. */
  evict: (name: string) => Promise<void>;
  /** Closes the stores. */
  close: () => Promise<void>;
  /** The tenant that a container of files belongs to; `undefined` if there is no such tenant. */
  ownerOf: (container: string) => Promise<string | undefined>;
  /** Where the files of a container are kept; `undefined` if its profile does not (or no longer) exist. */
  uploadedFilesOf: (container: string) => Promise<UploadedFiles | undefined>;
  /** A container by its name; `undefined` if its profile does not (or no longer) exist. */
  containerOf: (name: string) => Promise<ProfileContainer | undefined>;
}

export interface TenantsOptions {
  stores: ProfileStores;
  clock: Clock;
  seed: string | undefined;
  pace: Pace;
  outcomes: (name: string) => Outcomes;
  maxProfiles: number;
  /** What each tenant starts with. */
  initialProfiles: SeedSet;
  /** The URL that accepts files for a container for one hour from `now`. */
  uploadUrl: (origin: string, container: string, now: Date) => string;
  /** Told which containers are gone, with what is under way to them. */
  dropUploads: (isGone: (container: string) => boolean) => void;
}

interface Entry {
  tenant: Tenant;
  filesOf: (profileId: string) => UploadedFiles;
  restart: () => Promise<void>;
}

/** How many files blobs of these names are: the names of files have no case. */
const countNames = (blobNames: readonly string[]): number => new Set(blobNames.map((name) => name.toLowerCase())).size;

/** Stores a seed in place of a profile that has its id already. */
async function insertSeed({ store, now, newId }: Tenant, seed: Seed, drawnId: string): Promise<void> {
  for (let id = drawnId; ; id = seed.id ?? (await newId())) {
    const record = seed.recordOf(id, now());
    if ((await store.insert(record, Infinity)) === "inserted") return;
    const taken = seed.id === undefined ? undefined : await store.get(id);
    if (taken && (await store.replace(record, taken.version))) return;
  }
}

/** Draws ids for new profiles: with a seed, the same ones in the same order. */
function createIds(seed: string | undefined, tenant: string, settings: Settings | undefined) {
  const ofTenant = seed === undefined ? undefined : `${seed} ${tenant}`;
  const drawn = `drawn/${tenant}`;
  if (ofTenant === undefined || !settings) {
    let random = createRandom(ofTenant);
    const restart = async () => void (random = createRandom(ofTenant));
    return { next: () => random.uuid(), areUnique: ofTenant === undefined, restart };
  }
  const { read, replace, count } = settings;
  async function restart(): Promise<void> {
    const [before] = await read(drawn);
    if (before !== undefined && !(await replace(drawn, before, undefined))) await restart();
  }
  return { next: async () => seededUuid(ofTenant, await count(drawn)), areUnique: false, restart };
}

/** Gives each tenant profiles and files of its own. */
export function createTenants(options: TenantsOptions): Tenants {
  const { stores, clock, pace, outcomes, maxProfiles, initialProfiles, uploadUrl, dropUploads } = options;
  assertSeedSet(initialProfiles);
  const filesInMemory = createUploadedFiles();
  const { settings } = stores;
  const entries = new Map<string, Promise<Entry>>();
  const inspect = createFileInspections();
  /** Of these entries, by what stands for them in the names of containers. */
  const namesByPart = new Map<string, string>();

  function dropFiles(name: string): void {
    const part = tenantPart(name);
    const isOfTenant = (container: string): boolean => containerParts(container)?.tenant === part;
    filesInMemory.dropAll(isOfTenant);
    dropUploads(isOfTenant);
  }

  function create(name: string, store: ProfileStore): Entry {
    const ids = createIds(options.seed, name, settings);
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
    };
    async function restart(): Promise<void> {
      dropFiles(name);
      await store.clear();
      tenant.observations.clear();
      await ids.restart();
      await seedTenant(tenant, initialProfiles);
    }
    return { tenant, filesOf, restart };
  }

  async function seedTenant(tenant: Tenant, set: SeedSet): Promise<void> {
    const seeds = seedsOf(set);
    const ids = await Promise.all(seeds.map(async ({ id }) => id ?? tenant.newId()));
    // At once, since a store commits together what arrives together; it keeps their order.
    await Promise.all(seeds.map((seed, index) => insertSeed(tenant, seed, ids[index] as string)));
  }

  function forget(name: string): void {
    entries.delete(name);
    namesByPart.delete(tenantPart(name));
  }

  async function open(name: string): Promise<Entry> {
    const { store, isNew } = await stores.open(name);
    const entry = create(name, store);
    if (isNew) await seedTenant(entry.tenant, initialProfiles);
    return entry;
  }

  function entryOf(name: string): Promise<Entry> {
    const known = entries.get(name);
    if (known) return known;
    const opening = open(name);
    entries.set(name, opening);
    namesByPart.set(tenantPart(name), name);
    // The next call tries again.
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
    // Of a tenant that this process has not met yet.
    return (await stores.tenants()).find((stored) => tenantPart(stored) === part);
  }

  /** The profile of a tenant whose files a container has; only one whose id is not a GUID has to be looked for. */
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
    names: () => stores.tenants(),
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
