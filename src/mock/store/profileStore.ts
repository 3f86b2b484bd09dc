import type { ProfileRecord } from "./profileRecord.ts";

/** A record as it is stored. Until its version changes, it may be the same object. */
export interface StoredProfile {
  readonly record: ProfileRecord;
  /** Differs after each change, and never comes again, not even for another profile of the same id. */
  readonly version: number;
  /** From 1, growing in the order of creation. */
  readonly position: number;
}

/** The profiles of one tenant. */
export interface ProfileStore {
  get: (id: string) => Promise<StoredProfile | undefined>;
  /** Adds a record unless its id is taken, or `limit` profiles are stored already. */
  insert: (record: ProfileRecord, limit: number) => Promise<"inserted" | "taken" | "full">;
  /** Resolves to false, and changes nothing, where the version is no longer this one. */
  replace: (record: ProfileRecord, version: number) => Promise<boolean>;
  /** Resolves to false, and changes nothing, where the version is no longer this one. */
  remove: (id: string, version: number) => Promise<boolean>;
  /** Up to `limit` profiles behind a position, in the order of creation. */
  list: (after: number, limit: number) => Promise<StoredProfile[]>;
  /** How many profiles are stored, and those of them that are in the state `deleting`. */
  count: () => Promise<{ count: number; deleting: StoredProfile[] }>;
  clear: () => Promise<void>;
}

/** The stores of all tenants. */
export interface ProfileStores {
  open: (tenant: string) => Promise<{ store: ProfileStore; isNew: boolean }>;
  has: (tenant: string) => Promise<boolean>;
  tenants: () => Promise<string[]>;
  /** Forgets a tenant with all that it has. */
  drop: (tenant: string) => Promise<void>;
  /** Writes what is not written yet. */
  close: () => Promise<void>;
}

/** The file is not a store, or is damaged. It was left as it is. */
export class DamagedStoreError extends Error {
  constructor(file: string, reason: string) {
    super(`The store ${file} is damaged (${reason}). It was left as it is: fix it, or move it away.`);
    this.name = "DamagedStoreError";
  }
}

/** The file of the store can't be written. */
export class UnwritableStoreError extends Error {
  constructor(file: string, reason: string) {
    super(`The store ${file} can't be written: ${reason}.`);
    this.name = "UnwritableStoreError";
  }
}
