import { accessSync, constants, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { ProfileRecord } from "./lifecycle.ts";

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
  /** The store of a tenant; a new and empty one for a tenant not seen before. */
  of: (tenant: string) => Store;
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

function storesOver(
  tenants: Map<string, Map<string, ProfileRecord>>,
  changed: () => void,
  maxTenants = 1000,
): Stores["of"] {
  return (tenant) => {
    const known = tenants.get(tenant) ?? new Map<string, ProfileRecord>();
    const [oldest] = tenants.keys();
    if (tenants.size >= maxTenants && !tenants.has(tenant) && oldest !== undefined) tenants.delete(oldest);
    tenants.set(tenant, known);
    return mapStore(known, changed);
  };
}

/** Stores that last as long as the process. */
export function memoryStores(): Stores {
  const tenants = new Map<string, Map<string, ProfileRecord>>();
  return { of: storesOver(tenants, () => {}), tenants: () => [...tenants.keys()], flush: () => {} };
}

const isRecord = (value: unknown): value is ProfileRecord => {
  const { profile, state, sync, errors } = (value ?? {}) as Partial<ProfileRecord>;
  return (
    typeof profile?.id === "string" &&
    typeof state?.since === "number" &&
    typeof sync?.stage === "string" &&
    Array.isArray(errors)
  );
};

/** The file's folder is not there, or takes no files. */
export class UnwritableStoreError extends Error {
  constructor(file: string) {
    super(
      `The store ${file} can't be written: make its folder ${dirname(resolve(file))}, and let this user write there.`,
    );
    this.name = "UnwritableStoreError";
  }
}

function assertWritable(file: string): void {
  try {
    accessSync(dirname(resolve(file)), constants.W_OK);
  } catch {
    throw new UnwritableStoreError(file);
  }
}

function readStores(file: string): Map<string, Map<string, ProfileRecord>> {
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
 * Stores that are kept in a file, for one server at a time. Changes are written soon after they happen.
 *
 * @throws {DamagedStoreError} when the file exists and holds anything else
 * @throws {UnwritableStoreError} when its folder takes no files
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
    // A reader, or the next start after a crash, finds the old content or the new one, and never a half.
    writeFileSync(`${file}.new`, `${JSON.stringify({ version: 1, tenants: content }, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return {
    of: storesOver(tenants, () => void (timer ??= setTimeout(flush, 50))),
    tenants: () => [...tenants.keys()],
    flush,
  };
}
