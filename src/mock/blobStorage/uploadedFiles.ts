import { type CsvFileSummary, droppedFile } from "./csv/inspectFile.ts";
import { bytesIn } from "./csv/summarySize.ts";
import { createUncommittedBlocks, type UncommittedBlocks } from "./uncommittedBlocks.ts";

export interface UploadedFiles {
  /** Keeps the summary in place of an earlier one of the same file name. */
  put(profileId: string, summary: CsvFileSummary): void;
  /** The files of a profile, the one uploaded last at the end; empty for a profile without any. */
  of(profileId: string): readonly CsvFileSummary[];
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
  let kept: readonly KeptFile[] = [];

  const keptFile = (profileId: string, summary: CsvFileSummary): KeptFile => ({
    profileId,
    summary,
    bytes: bytesIn(summary),
  });

  function dropOldest(): void {
    const latest = kept.slice(-maxFiles);
    let excess = latest.reduce((sum, { bytes }) => sum + bytes, 0) - maxBytes;
    kept = latest.map((file) => {
      if (excess <= 0) return file;
      const dropped = keptFile(file.profileId, droppedFile(file.summary.fileName));
      excess -= file.bytes - dropped.bytes;
      return dropped;
    });
  }

  return {
    put(profileId, summary) {
      const others = kept.filter((file) => file.profileId !== profileId || file.summary.fileName !== summary.fileName);
      kept = [...others, keptFile(profileId, summary)];
      dropOldest();
    },
    of: (profileId) => kept.filter((file) => file.profileId === profileId).map((file) => file.summary),
    drop(profileId) {
      kept = kept.filter((file) => file.profileId !== profileId);
      blocks.drop(profileId);
    },
    blocks,
  };
}
