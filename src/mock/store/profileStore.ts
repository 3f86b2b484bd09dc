import type { ProfileRecord } from "./profileRecord.ts";

/** A record as it is stored. Until its version changes, it may be the same object. */
export interface StoredProfile {
  readonly record: ProfileRecord;
  /** Changes with each change, and is never reused, not even for another profile with the same id. */
  readonly version: number;
  /** Greater than 0, increasing in order of creation. */
  readonly position: number;
}

/** The summaries of the files uploaded for a tenant's profiles, as texts. They are removed with the profile. */
export interface StoredFiles {
  /** Stores a text, replacing one with the same name; if `isNew`, only if there is none. */
  put: (profileId: string, name: string, text: string, isNew: boolean) => Promise<"stored" | "exists" | "noProfile">;
  /** The names of a profile's files; empty if the profile doesn't exist. */
  names: (profileId: string) => Promise<string[]>;
  texts: (profileId: string) => Promise<string[]>;
  /** Changes with each `put`; `undefined` for files from an earlier version. */
  version: (profileId: string) => Promise<number | undefined>;
}

/** The initial content of a tenant. */
export interface Start {
  /** With unique ids. */
  readonly records: readonly ProfileRecord[];
  /** The number of ids drawn for them: the initial value of the setting `drawn/<tenant>`. */
  readonly drawn: number;
}

export const emptyStart: Start = { records: [], drawn: 0 };

/** The setting that counts the ids drawn for a tenant. */
export const drawnSetting = (tenant: string): string => `drawn/${tenant}`;

/** The profiles of one tenant. */
export interface ProfileStore {
  get: (id: string) => Promise<StoredProfile | undefined>;
  /**
   * Adds a record unless its id is in use, or `limit` profiles are already stored. If `isUnique`, such as for a random id,
   * a store may skip the check of the id.
   */
  insert: (record: ProfileRecord, limit: number, isUnique?: boolean) => Promise<"inserted" | "taken" | "full">;
  /** Resolves to false without changing anything if this is no longer the current version. */
  replace: (record: ProfileRecord, version: number) => Promise<boolean>;
  /** Resolves to false without changing anything if this is no longer the current version. */
  remove: (id: string, version: number) => Promise<boolean>;
  /** Up to `limit` profiles after a position, in order of creation. */
  list: (after: number, limit: number) => Promise<StoredProfile[]>;
  /** The number of stored profiles, and those in the state `deleting`, up to a limit. */
  count: (limit?: number) => Promise<{ count: number; deleting: StoredProfile[] }>;
  /** Removes everything, and inserts the initial content. */
  clear: (start?: Start) => Promise<void>;
  /** Absent if files are kept in the process's memory. */
  readonly files?: StoredFiles;
}

/** Texts by name, which outlast the process. Names of texts that belong to a tenant end in `/<tenant>`. */
export interface Settings {
  /** Whether other processes may change them. */
  readonly isShared: boolean;
  /** The texts of these names, in the same order. */
  read: (...names: string[]) => Promise<(string | undefined)[]>;
  /** Resolves to false without changing anything if the text is no longer `before`; `undefined` means no text. */
  replace: (name: string, before: string | undefined, text: string | undefined) => Promise<boolean>;
  /** Increments a counter, starting at 1. */
  count: (name: string) => Promise<number>;
}

/** The stores of all tenants. Methods resolve once their changes are stored, and reject with a StoreUnavailableError. */
export interface ProfileStores {
  readonly kind: "memory" | "embedded" | "redis";
  /** Absent if nothing outlasts the process. */
  readonly settings?: Settings;
  /** Opens a tenant's store. A new tenant and its initial content become visible at the same time. */
  open: (tenant: string, start?: () => Start) => Promise<{ store: ProfileStore; isNew: boolean }>;
  has: (tenant: string) => Promise<boolean>;
  /** The names of all tenants, up to a limit. */
  tenants: (limit?: number) => Promise<string[]>;
  /** Deletes a tenant and all its data. */
  drop: (tenant: string) => Promise<void>;
  /** Resolves if the stores can be used; rejects with the reason if they can't. */
  check: () => Promise<void>;
  close: () => Promise<void>;
}
