import { limits } from "../../limits.ts";
import { type CsvFileSummary, droppedFile } from "./inspectFile.ts";
import { bytesIn } from "./summarySize.ts";

/** What is kept of a blob. */
export interface UploadedFile extends CsvFileSummary {
  /** As it was uploaded. Two whose names differ in case are two blobs. */
  readonly blobName: string;
}

/** `exists`: it should have been new; `noProfile`: its profile was deleted meanwhile. */
export type PutResult = "stored" | "exists" | "noProfile";

export interface UploadedFiles {
  /**
   * Keeps the file in place of an earlier one of the same blob name; or, if `isNew` holds, only if there is none.
   */
  put(profileId: string, file: UploadedFile, isNew?: boolean): Promise<PutResult>;
  has(profileId: string, blobName: string): Promise<boolean>;
  /** Names of the blobs of a profile. */
  names(profileId: string): Promise<string[]>;
  /** The files of a profile, the one uploaded last at the end; empty for a profile without any. */
  of(profileId: string): Promise<readonly UploadedFile[]>;
  /** Differs after each change of a profile's files; `undefined` if nothing is known about changes. */
  version(profileId: string): Promise<number | undefined>;
  /** Drops the files of a profile. Harmless for one that has none. */
  drop(profileId: string): void;
}

export interface UploadedFilesInMemory extends UploadedFiles {
  /** Drops the files of all profiles that meet a condition. */
  dropAll(isDropped: (profileId: string) => boolean): void;
}

interface KeptFile {
  readonly profileId: string;
  readonly uploaded: UploadedFile;
  readonly bytes: number;
}

/**
 * Keeps what is known of the uploaded files, in memory.
 *
 * Above a limit the files uploaded longest ago are dropped: a server that has run for weeks must still accept uploads,
 * and nobody starts a profile that old. What is dropped for its size leaves a finding that says so.
 *
 * @param limits.maxFiles files over all profiles (default 10,000)
 * @param limits.maxBytes keys and references over all profiles (default 128 MiB; the largest set of files that is
 *   accepted needs about half of it)
 */
export function createUploadedFiles({
  maxFiles = limits.files.max,
  maxBytes = limits.fileSummaries.max,
}: { maxFiles?: number; maxBytes?: number } = {}): UploadedFilesInMemory {
  // The file uploaded last is at the end.
  const kept = new Map<string, KeptFile>();
  const profiles = new Map<string, { keys: Set<string>; version: number }>();
  let bytes = 0;
  let changes = 0;

  const keyOf = (profileId: string, blobName: string): string => `${profileId}\n${blobName}`;

  function remove(key: string): void {
    const file = kept.get(key);
    if (!file) return;
    bytes -= file.bytes;
    kept.delete(key);
    const { keys = new Set<string>() } = profiles.get(file.profileId) ?? {};
    keys.delete(key);
    if (keys.size === 0) profiles.delete(file.profileId);
    else profiles.set(file.profileId, { keys, version: (changes += 1) });
  }

  function set(profileId: string, uploaded: UploadedFile): void {
    const key = keyOf(profileId, uploaded.blobName);
    const file = { profileId, uploaded, bytes: bytesIn(uploaded) };
    bytes += file.bytes - (kept.get(key)?.bytes ?? 0);
    kept.set(key, file);
    const keys = profiles.get(profileId)?.keys ?? new Set<string>();
    profiles.set(profileId, { keys: keys.add(key), version: (changes += 1) });
  }

  function dropOldest(): void {
    for (const [key, { profileId, uploaded }] of kept) {
      const { fileName, blobName } = uploaded;
      if (kept.size > maxFiles) remove(key);
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
      if (isNew && kept.has(key)) return "exists";
      remove(key);
      set(profileId, uploaded);
      dropOldest();
      return "stored";
    },
    has: async (profileId, blobName) => kept.has(keyOf(profileId, blobName)),
    names: async (profileId) =>
      [...(profiles.get(profileId)?.keys ?? [])].map((key) => key.slice(profileId.length + 1)),
    of: async (profileId) => [...(profiles.get(profileId)?.keys ?? [])].flatMap((key) => kept.get(key)?.uploaded ?? []),
    version: async (profileId) => profiles.get(profileId)?.version ?? 0,
    drop,
    dropAll: (isDropped) => {
      for (const profileId of profiles.keys()) if (isDropped(profileId)) drop(profileId);
    },
  };
}
