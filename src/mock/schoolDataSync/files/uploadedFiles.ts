import { limits } from "../../limits.ts";
import { type CsvFileSummary, droppedFile } from "./inspectFile.ts";
import { bytesIn } from "./summarySize.ts";

/** What is stored of a blob. */
export interface UploadedFile extends CsvFileSummary {
  /** As it was uploaded; case-sensitive. */
  readonly blobName: string;
}

/** `exists`: it should have been new; `noProfile`: its profile has been deleted in the meantime. */
export type PutResult = "stored" | "exists" | "noProfile";

export interface UploadedFiles {
  /**
   * Stores the file, replacing one with the same blob name; if `isNew`, only if there is none.
   */
  put(profileId: string, file: UploadedFile, isNew?: boolean): Promise<PutResult>;
  has(profileId: string, blobName: string): Promise<boolean>;
  /** Names of the blobs of a profile. */
  names(profileId: string): Promise<string[]>;
  /** The files of a profile, in upload order; empty for a profile without any. */
  of(profileId: string): Promise<readonly UploadedFile[]>;
  /** Changes with each change of a profile's files; `undefined` if changes are not tracked. */
  version(profileId: string): Promise<number | undefined>;
  /** Drops the files of a profile, if it has any. */
  drop(profileId: string): void;
}

export interface UploadedFilesInMemory extends UploadedFiles {
  /** Drops the files of all profiles that match. */
  dropAll(isDropped: (profileId: string) => boolean): void;
}

interface StoredFile {
  readonly profileId: string;
  readonly uploaded: UploadedFile;
  readonly bytes: number;
}

/**
 * Stores the summaries of uploaded files in memory.
 *
 * Above a limit, the least recently uploaded files are dropped: a server that has run for weeks must still accept uploads,
 * and nobody starts a profile that old. A file that is dropped to save memory leaves a finding that says so.
 *
 * @param limits.maxFiles maximum number of files in all profiles (default 10,000)
 * @param limits.maxBytes total size of keys and references in all profiles (default 128 MiB, twice what the largest
 *   accepted set of files needs)
 */
export function createUploadedFiles({
  maxFiles = limits.files.max,
  maxBytes = limits.fileSummaries.max,
}: { maxFiles?: number; maxBytes?: number } = {}): UploadedFilesInMemory {
  // In upload order.
  const files = new Map<string, StoredFile>();
  const profiles = new Map<string, { keys: Set<string>; version: number }>();
  let bytes = 0;
  let changes = 0;

  const keyOf = (profileId: string, blobName: string): string => `${profileId}\n${blobName}`;

  function remove(key: string): void {
    const file = files.get(key);
    if (!file) return;
    bytes -= file.bytes;
    files.delete(key);
    const { keys = new Set<string>() } = profiles.get(file.profileId) ?? {};
    keys.delete(key);
    if (keys.size === 0) profiles.delete(file.profileId);
    else profiles.set(file.profileId, { keys, version: (changes += 1) });
  }

  function set(profileId: string, uploaded: UploadedFile): void {
    const key = keyOf(profileId, uploaded.blobName);
    const file = { profileId, uploaded, bytes: bytesIn(uploaded) };
    bytes += file.bytes - (files.get(key)?.bytes ?? 0);
    files.set(key, file);
    const keys = profiles.get(profileId)?.keys ?? new Set<string>();
    profiles.set(profileId, { keys: keys.add(key), version: (changes += 1) });
  }

  function dropOldest(): void {
    for (const [key, { profileId, uploaded }] of files) {
      const { fileName, blobName } = uploaded;
      if (files.size > maxFiles) remove(key);
      else if (bytes > maxBytes) set(profileId, { ...droppedFile(fileName), blobName });
      else return;
    }
  }

  function drop(profileId: string): void {
    for (const key of profiles.get(profileId)?.keys ?? []) remove(key);
  }

  return {
    async put(profileId, uploaded, isNew = false) {
      const key = keyOf(profileId, uploaded.blobName);
      if (isNew && files.has(key)) return "exists";
      remove(key);
      set(profileId, uploaded);
      dropOldest();
      return "stored";
    },
    has: async (profileId, blobName) => files.has(keyOf(profileId, blobName)),
    names: async (profileId) =>
      [...(profiles.get(profileId)?.keys ?? [])].map((key) => key.slice(profileId.length + 1)),
    of: async (profileId) =>
      [...(profiles.get(profileId)?.keys ?? [])].flatMap((key) => files.get(key)?.uploaded ?? []),
    version: async (profileId) => profiles.get(profileId)?.version ?? 0,
    drop,
    dropAll: (isDropped) => {
      for (const profileId of profiles.keys()) if (isDropped(profileId)) drop(profileId);
    },
  };
}
