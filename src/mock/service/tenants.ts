import { verifyCsvFiles } from "../blobStorage/csv/verifyFiles.ts";
import { createUploadedFiles, type UploadedFiles } from "../blobStorage/uploadedFiles.ts";
import type { Store, Stores } from "../store/profileStore.ts";
import type { Clock } from "./clock.ts";
import { type Outcomes, type Pace, settle } from "./lifecycle.ts";
import type { Tenant } from "./operations.ts";
import { createRandom } from "./random.ts";
import { assertSeedSet, seedRecords, type SeedSet } from "./seeding.ts";

export interface Tenants {
  of: (name: string) => Tenant;
  /** Takes every profile and file from a tenant, or from all, and brings those of the start; ids begin anew. */
  reset: (name?: string) => void;
  /** Throws a RangeError for what is no set of profiles. */
  seed: (name: string, set: SeedSet) => void;
  /** The tenant that a container of files belongs to; `undefined` for a container that nobody was given. */
  ownerOf: (container: string) => string | undefined;
  /** Where the files of a container go; `undefined` where its profile does not (or no longer) exist. */
  uploadedFilesOf: (container: string) => UploadedFiles | undefined;
}

export interface TenantsOptions {
  stores: Stores;
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
  restart: () => void;
}

const containerOf = (name: string, profileId: string): string =>
  `${Buffer.from(name).toString("base64url")}.${profileId}`;

function partsOf(container: string): { name: string; profileId: string } {
  const [encoded = "", profileId = ""] = container.split(/\.(.*)/s);
  return { name: Buffer.from(encoded, "base64url").toString(), profileId };
}

/** Makes the place where each tenant has a service of its own. */
export function createTenants(options: TenantsOptions): Tenants {
  const { stores, clock, seed, pace, outcomes, maxProfiles, atStart, uploadUrl } = options;
  assertSeedSet(atStart);
  const files = createUploadedFiles();
  // By the store, so that what belongs to a tenant goes when the stores drop it.
  const known = new WeakMap<Store, Entry>();

  function create(name: string, store: Store, isNew: boolean): Entry {
    const dropFiles = (id: string): void => files.drop(containerOf(name, id));
    const newRandom = () => createRandom(seed === undefined ? undefined : `${seed} ${name}`);
    let random = newRandom();
    const tenant: Tenant = {
      store,
      find: (id) => {
        const record = store.get(id);
        if (!record || settle(record, clock.now(), pace, outcomes(name))) return record;
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
      verifyFiles: (id) => verifyCsvFiles(files.of(containerOf(name, id))),
      uploadUrl: (origin, id) => uploadUrl(origin, containerOf(name, id), new Date(clock.now())),
    };
    if (isNew) seedTenant(tenant, atStart);
    function restart(): void {
      for (const { profile } of store.values()) dropFiles(profile.id);
      store.clear();
      random = newRandom();
      seedTenant(tenant, atStart);
    }
    return { tenant, restart };
  }

  function seedTenant({ store, newId }: Tenant, set: SeedSet): void {
    for (const record of seedRecords(set, clock.now(), newId)) store.put(record);
  }

  function entry(name: string): Entry {
    const isNew = !stores.has(name);
    const store = stores.of(name);
    const found = known.get(store);
    if (found) return found;
    const created = create(name, store, isNew);
    known.set(store, created);
    return created;
  }

  function ownerOf(container: string): string | undefined {
    const { name } = partsOf(container);
    return stores.has(name) ? name : undefined;
  }

  return {
    of: (name) => entry(name).tenant,
    reset: (name) => {
      for (const each of name === undefined ? stores.tenants() : [name]) entry(each).restart();
    },
    seed: (name, set) => {
      assertSeedSet(set);
      seedTenant(entry(name).tenant, set);
    },
    ownerOf,
    uploadedFilesOf: (container) => {
      const owner = ownerOf(container);
      return owner !== undefined && entry(owner).tenant.find(partsOf(container).profileId) ? files : undefined;
    },
  };
}
