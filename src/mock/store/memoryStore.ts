import { BusyError } from "../busyError.ts";
import { limits } from "../limits.ts";
import { jsonText } from "../jsonText.ts";
import type { ProfileRecord } from "./profileRecord.ts";
import { emptyStart, type ProfileStore, type ProfileStores, type Start, type StoredProfile } from "./profileStore.ts";

/** The length of all profiles as JSON, in characters, most of which need one byte. */
interface Room {
  used: number;
  readonly max: number;
}

function firstOf<T>(values: Iterable<T>, limit: number): T[] {
  const first: T[] = [];
  for (const value of values) {
    if (first.length >= limit) break;
    first.push(value);
  }
  return first;
}

const sizeOf = ({ profile }: ProfileRecord): number => jsonText(profile).length;

function memoryStore(room: Room): ProfileStore {
  const byId = new Map<string, StoredProfile>();
  const deleting = new Map<string, StoredProfile>();
  let byPosition: StoredProfile[] = [];
  let latest = 0;

  function reserve(record: ProfileRecord, before = 0): void {
    const grown = sizeOf(record) - before;
    // Profiles can be deleted even if there is no room left.
    if (grown > 0 && room.used + grown > room.max && record.profile.state !== "deleting")
      throw new BusyError(
        `The limit of ${room.max} bytes of profiles in memory is reached. Delete some, or POST /_mock/reset.`,
      );
    room.used += grown;
  }

  function index(stored: StoredProfile): void {
    const { id, state } = stored.record.profile;
    byId.set(id, stored);
    if (state === "deleting") deleting.set(id, stored);
    else deleting.delete(id);
  }

  function indexAfter(position: number): number {
    let low = 0;
    let high = byPosition.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((byPosition[middle] as StoredProfile).position > position) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  function insert(record: ProfileRecord, limit: number): "inserted" | "taken" | "full" {
    if (byId.has(record.profile.id)) return "taken";
    if (byId.size >= limit) return "full";
    reserve(record);
    latest += 1;
    const stored = { record, version: latest, position: latest };
    index(stored);
    byPosition.push(stored);
    return "inserted";
  }

  function replace(record: ProfileRecord, version: number): boolean {
    const { id } = record.profile;
    const known = byId.get(id);
    if (known?.version !== version) return false;
    reserve(record, sizeOf(known.record));
    latest += 1;
    const stored = { record, version: latest, position: known.position };
    index(stored);
    byPosition[indexAfter(known.position) - 1] = stored;
    return true;
  }

  function remove(id: string, version: number): boolean {
    const known = byId.get(id);
    if (known?.version !== version) return false;
    room.used -= sizeOf(known.record);
    byId.delete(id);
    deleting.delete(id);
    byPosition.splice(indexAfter(known.position) - 1, 1);
    return true;
  }

  function clear({ records }: Start): void {
    for (const { record } of byPosition) room.used -= sizeOf(record);
    byId.clear();
    deleting.clear();
    byPosition = [];
    for (const record of records) insert(record, Infinity);
  }

  function list(after: number, limit: number): StoredProfile[] {
    const from = indexAfter(after);
    return byPosition.slice(from, from + limit);
  }

  return {
    get: (id) => Promise.resolve(byId.get(id)),
    insert: async (record, limit) => insert(record, limit),
    replace: async (record, version) => replace(record, version),
    remove: (id, version) => Promise.resolve(remove(id, version)),
    list: (after, limit) => Promise.resolve(list(after, limit)),
    count: async (limit = Infinity) => ({ count: byId.size, deleting: firstOf(deleting.values(), limit) }),
    clear: async (start = emptyStart) => clear(start),
  };
}

/**
 * The stores of all tenants, in memory.
 *
 * @param max maximum bytes of all profiles
 */
export function memoryStores(max: number = limits.profilesInMemory.max): ProfileStores {
  const room = { used: 0, max };
  const stores = new Map<string, ProfileStore>();

  async function open(tenant: string, start = () => emptyStart): Promise<{ store: ProfileStore; isNew: boolean }> {
    const known = stores.get(tenant);
    if (known) return { store: known, isNew: false };
    const store = memoryStore(room);
    stores.set(tenant, store);
    await store.clear(start());
    return { store, isNew: true };
  }

  return {
    kind: "memory",
    open,
    has: (tenant) => Promise.resolve(stores.has(tenant)),
    tenants: async (limit = Infinity) => firstOf(stores.keys(), limit),
    drop: async (tenant) => {
      await stores.get(tenant)?.clear();
      stores.delete(tenant);
    },
    check: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}
