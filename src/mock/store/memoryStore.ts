import type { ProfileRecord } from "./profileRecord.ts";
import type { ProfileStore, ProfileStores, StoredProfile } from "./profileStore.ts";

function memoryStore(): ProfileStore {
  const byId = new Map<string, StoredProfile>();
  const deleting = new Map<string, StoredProfile>();
  let byPosition: StoredProfile[] = [];
  let latest = 0;

  function index(stored: StoredProfile): void {
    const { id, state } = stored.record.profile;
    byId.set(id, stored);
    if (state === "deleting") deleting.set(id, stored);
    else deleting.delete(id);
  }

  function indexBehind(position: number): number {
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
    latest += 1;
    const stored = { record, version: latest, position: known.position };
    index(stored);
    byPosition[indexBehind(known.position) - 1] = stored;
    return true;
  }

  function remove(id: string, version: number): boolean {
    const known = byId.get(id);
    if (known?.version !== version) return false;
    byId.delete(id);
    deleting.delete(id);
    byPosition.splice(indexBehind(known.position) - 1, 1);
    return true;
  }

  function clear(): void {
    byId.clear();
    deleting.clear();
    byPosition = [];
  }

  function list(after: number, limit: number): StoredProfile[] {
    const from = indexBehind(after);
    return byPosition.slice(from, from + limit);
  }

  return {
    get: (id) => Promise.resolve(byId.get(id)),
    insert: (record, limit) => Promise.resolve(insert(record, limit)),
    replace: (record, version) => Promise.resolve(replace(record, version)),
    remove: (id, version) => Promise.resolve(remove(id, version)),
    list: (after, limit) => Promise.resolve(list(after, limit)),
    count: () => Promise.resolve({ count: byId.size, deleting: [...deleting.values()] }),
    clear: () => Promise.resolve(clear()),
  };
}

/** The stores of all tenants, which last as long as the process. */
export function memoryStores(): ProfileStores {
  const stores = new Map<string, ProfileStore>();

  function open(tenant: string): { store: ProfileStore; isNew: boolean } {
    const known = stores.get(tenant);
    if (known) return { store: known, isNew: false };
    const store = memoryStore();
    stores.set(tenant, store);
    return { store, isNew: true };
  }

  return {
    kind: "memory",
    open: (tenant) => Promise.resolve(open(tenant)),
    has: (tenant) => Promise.resolve(stores.has(tenant)),
    tenants: () => Promise.resolve([...stores.keys()]),
    drop: (tenant) => Promise.resolve(void stores.delete(tenant)),
    check: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}
