import type { BlobError } from "./blobErrors.ts";
import { type CsvFileSummary, droppedFile } from "./csv/inspectFile.ts";
import { bytesIn } from "./csv/summarySize.ts";
import { createUncommittedBlocks, type UncommittedBlocks } from "./uncommittedBlocks.ts";

export interface UploadedFiles {
  /**
   * Keeps the summary in place of an earlier one of the same file name; or, where `isNew` holds, only if there is none.
   * Resolves to what prevents it.
   */
  put(profileId: string, summary: CsvFileSummary, isNew?: boolean): Promise<BlobError | undefined>;
  has(profileId: string, fileName: string): Promise<boolean>;
  /** The files of a profile, the one uploaded last at the end; empty for a profile without any. */
  of(profileId: string): Promise<readonly CsvFileSummary[]>;
  /** Drops the files of a profile, and its uncommitted blocks. Harmless for one that has none. */
  drop(profileId: string): void;
  /** What was uploaded in blocks and is not a file yet. */
  readonly blocks: UncommittedBlocks;
}

interface KeptFile {
  readonly profileId: string;
  readonly summary: CsvFileSummary;
  readonly bytes: number;
}

/**
 * Keeps what is known of the uploaded files, in memory.
 *
 * Above a limit the files uploaded longest ago are dropped: a server that has run for weeks must still take uploads,
 * and nobody starts a profile that old. What is dropped for its size leaves a finding that says so.
 *
 * @param limits.maxFiles files over all profiles (default 10,000)
 * @param limits.maxBytes keys and references over all profiles (default 128 MiB; the largest set of files that is
 *   accepted takes about half of it)
 */
export function createUploadedFiles({
  maxFiles = 10_000,
  maxBytes = 128 * 1024 * 1024,
  blocks = createUncommittedBlocks(),
} = {}): UploadedFiles {
  // The file uploaded last is at the end.
  const kept = new Map<string, KeptFile>();
  let bytes = 0;

  const keyOf = (profileId: string, fileName: string): string => `${profileId}\n${fileName}`;

  function remove(key: string): void {
    bytes -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  }

  function set(profileId: string, summary: CsvFileSummary): void {
    const key = keyOf(profileId, summary.fileName);
    const file = { profileId, summary, bytes: bytesIn(summary) };
    bytes += file.bytes - (kept.get(key)?.bytes ?? 0);
    kept.set(key, file);
  }

  function dropOldest(): void {
    for (const [key, { profileId, summary }] of kept) {
      if (kept.size > maxFiles) remove(key);
      else if (bytes > maxBytes) set(profileId, droppedFile(summary.fileName));
      else return;
    }
  }

  return {
    async put(profileId, summary, isNew = false) {
      const key = keyOf(profileId, summary.fileName);
      if (isNew && kept.has(key)) return "AlreadyExists";
      remove(key);
      set(profileId, summary);
      dropOldest();
      return undefined;
    },
    has: async (profileId, fileName) => kept.has(keyOf(profileId, fileName.toLowerCase())),
    of: async (profileId) =>
      [...kept.values()].filter((file) => file.profileId === profileId).map(({ summary }) => summary),
    drop(profileId) {
      for (const [key, file] of kept) if (file.profileId === profileId) remove(key);
      blocks.drop(profileId);
    },
    blocks,
  };
}
