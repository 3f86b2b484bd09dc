import { accessSync, constants, existsSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { keepAsLatest } from "./latestTenants.ts";
import type { ProfileRecord } from "./profileRecord.ts";

/** The profiles of one tenant, in the order in which they were made. */
export interface Store {
  get: (id: string) => ProfileRecord | undefined;
  /** Adds a record, or keeps a changed one in its place. */
  put: (record: ProfileRecord) => void;
  delete: (id: string) => void;
  values: () => ProfileRecord[];
  size: () => number;
  clear: () => void;
}

export interface Stores {
  /** The store of a tenant, the same one each time; where there are too many, the one asked for longest ago goes. */
  of: (tenant: string) => Store;
  has: (tenant: string) => boolean;
  tenants: () => string[];
  /** Writes what is not written yet. */
  flush: () => void;
}

/** The file is no store, or a damaged one. It was left as it is. */
export class DamagedStoreError extends Error {
  constructor(file: string, reason: string) {
    super(`The store ${file} is damaged (${reason}). It was left as it is: mend it, or move it away.`);
    this.name = "DamagedStoreError";
  }
}

function mapStore(records: Map<string, ProfileRecord>, changed: () => void): Store {
  return {
    get: (id) => records.get(id),
    put: (record) => {
      records.set(record.profile.id, record);
      changed();
    },
    delete: (id) => {
      records.delete(id);
      changed();
    },
    values: () => [...records.values()],
    size: () => records.size,
    clear: () => {
      records.clear();
      changed();
    },
  };
}

type Tenants = Map<string, Map<string, ProfileRecord>>;

function storesOver(tenants: Tenants, changed: () => void): Omit<Stores, "flush"> {
  const stores = new WeakMap<Map<string, ProfileRecord>, Store>();
  function of(tenant: string): Store {
    const records = tenants.get(tenant) ?? new Map<string, ProfileRecord>();
    const store = stores.get(records) ?? mapStore(records, changed);
    stores.set(records, store);
    keepAsLatest(tenants, tenant, records);
    return store;
  }
  return { of, has: (tenant) => tenants.has(tenant), tenants: () => [...tenants.keys()] };
}

/** Stores that last as long as the process. */
export const memoryStores = (): Stores => ({ ...storesOver(new Map(), () => {}), flush: () => {} });

const isRecord = (value: unknown): value is ProfileRecord => {
  const { profile, state, sync, errors } = (value ?? {}) as Partial<ProfileRecord>;
  return (
    typeof profile?.id === "string" &&
    typeof state?.since === "number" &&
    typeof sync?.stage === "string" &&
    Array.isArray(errors)
  );
};

/** The file can't be written where it is to be. */
export class UnwritableStoreError extends Error {
  constructor(file: string, mend: string) {
    super(`The store ${file} can't be written: ${mend}.`);
    this.name = "UnwritableStoreError";
  }
}

function assertWritable(file: string): void {
  if (file === "") throw new UnwritableStoreError('""', "give it the name of a file");
  const isThere = existsSync(file);
  if (isThere && !statSync(file).isFile())
    throw new UnwritableStoreError(file, "give it the name of a file, this is none");
  try {
    if (isThere) accessSync(file, constants.R_OK);
    accessSync(dirname(resolve(file)), constants.W_OK);
  } catch {
    throw new UnwritableStoreError(file, `make its folder ${dirname(resolve(file))}, and let this user write there`);
  }
}

function readStores(file: string): Tenants {
  if (!existsSync(file)) return new Map();
  let content: { version?: unknown; tenants?: Record<string, unknown> };
  try {
    content = JSON.parse(readFileSync(file, "utf8")) as typeof content;
  } catch {
    throw new DamagedStoreError(file, "it is not JSON");
  }
  if (content?.version !== 1 || typeof content.tenants !== "object")
    throw new DamagedStoreError(file, "it has no version 1");
  const tenants = Object.entries(content.tenants ?? {}).map(([tenant, records]) => {
    if (!Array.isArray(records) || !records.every(isRecord))
      throw new DamagedStoreError(file, `tenant '${tenant}' holds no profiles`);
    return [tenant, new Map(records.map((record) => [record.profile.id, record]))] as const;
  });
  return new Map(tenants);
}

/**
 * Stores that are kept in a file, for one server at a time. Changes are written soon after they happen; where that
 * fails, a warning of the process tells so, and the next change tries again.
 *
 * @throws {DamagedStoreError} when the file exists and holds anything else
 * @throws {UnwritableStoreError} when it is no file, or its folder takes none
 */
export function fileStores(file: string): Stores {
  assertWritable(file);
  const tenants = readStores(file);
  let timer: NodeJS.Timeout | undefined;
  function flush(): void {
    if (!timer) return;
    clearTimeout(timer);
    timer = undefined;
    const content = Object.fromEntries([...tenants].map(([tenant, records]) => [tenant, [...records.values()]]));
    try {
      // A reader, or the next start after a crash, finds the old content or the new one, and never a half.
      writeFileSync(`${file}.new`, `${JSON.stringify({ version: 1, tenants: content }, null, 2)}\n`, { mode: 0o600 });
      renameSync(`${file}.new`, file);
    } catch (error) {
      const told = `${(error as Error).message}. The mock goes on; make room for the file, or lose what is newer.`;
      process.emitWarning(`The store ${file} was not written: ${told}`);
    }
  }
  return { ...storesOver(tenants, () => void (timer ??= setTimeout(flush, 50))), flush };
}
