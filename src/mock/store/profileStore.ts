import type { ProfileRecord } from "./profileRecord.ts";

/** A record as it is stored. Until its version changes, it may be the same object. */
export interface StoredProfile {
  readonly record: ProfileRecord;
  /** Differs after each change, and never comes again, not even for another profile of the same id. */
  readonly version: number;
  /** Above 0, growing in the order of creation. */
  readonly position: number;
}

/** What is known of the files that were uploaded for a tenant's profiles, as texts. It goes with the profile. */
export interface StoredFiles {
  /** Keeps a text in place of an earlier one of that name, or only where `isNew` holds. */
  put: (profileId: string, name: string, text: string, isNew: boolean) => Promise<"stored" | "exists" | "noProfile">;
  /** The names of a profile's files; empty where there is no such profile. */
  names: (profileId: string) => Promise<string[]>;
  texts: (profileId: string) => Promise<string[]>;
  /** Differs after each `put`; `undefined` for files that were stored without one. */
  version: (profileId: string) => Promise<number | undefined>;
}

/** What a tenant starts with. */
export interface Start {
  /** Each with an id of its own. */
  readonly records: readonly ProfileRecord[];
  /** How many ids were drawn for them: the setting `drawn/<tenant>` from then on. */
  readonly drawn: number;
}

export const emptyStart: Start = { records: [], drawn: 0 };

/** The setting that counts the ids that a tenant has drawn. */
export const drawnSetting = (tenant: string): string => `drawn/${tenant}`;

/** The profiles of one tenant. */
export interface ProfileStore {
  get: (id: string) => Promise<StoredProfile | undefined>;
  /**
   * Adds a record unless its id is in use, or `limit` profiles are stored already. A store need not look for an id that
   * `isUnique`, as a random one is.
   */
  insert: (record: ProfileRecord, limit: number, isUnique?: boolean) => Promise<"inserted" | "taken" | "full">;
  /** Resolves to false, and changes nothing, where the version is no longer this one. */
  replace: (record: ProfileRecord, version: number) => Promise<boolean>;
  /** Resolves to false, and changes nothing, where the version is no longer this one. */
  remove: (id: string, version: number) => Promise<boolean>;
  /** Up to `limit` profiles after a position, in the order of creation. */
  list: (after: number, limit: number) => Promise<StoredProfile[]>;
  /** How many profiles are stored, and those of them that are in the state `deleting`, or up to so many of those. */
  count: (limit?: number) => Promise<{ count: number; deleting: StoredProfile[] }>;
  /** Removes everything, and starts again. */
  clear: (start?: Start) => Promise<void>;
  /** Absent where the process keeps the files in its memory. */
  readonly files?: StoredFiles;
}

/** Texts by name, which outlast the process. The name of one that belongs to a tenant ends in `/<tenant>`. */
export interface Settings {
  /** Whether another process may have changed them since they were read. */
  readonly isShared: boolean;
  /** The texts of these names, in the same order. */
  read: (...names: string[]) => Promise<(string | undefined)[]>;
  /** Resolves to false, and changes nothing, where the text is no longer `before`; `undefined` means none. */
  replace: (name: string, before: string | undefined, text: string | undefined) => Promise<boolean>;
  /** Counts by one from 1 on. */
  count: (name: string) => Promise<number>;
}

/** The stores of all tenants. What they resolve to is stored, and they reject with a StoreUnavailableError. */
export interface ProfileStores {
  readonly kind: "memory" | "embedded" | "redis";
  /** Absent where nothing outlasts the process. */
  readonly settings?: Settings;
  /** A new tenant has what it starts with as soon as it can be seen. */
  open: (tenant: string, start?: () => Start) => Promise<{ store: ProfileStore; isNew: boolean }>;
  has: (tenant: string) => Promise<boolean>;
  /** The names of all, or of so many. */
  tenants: (limit?: number) => Promise<string[]>;
  /** Forgets a tenant with all that it has. */
  drop: (tenant: string) => Promise<void>;
  /** Resolves if the stores can be used; rejects with the reason if they can't. */
  check: () => Promise<void>;
  close: () => Promise<void>;
}
