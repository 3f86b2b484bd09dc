import type { CsvFileSummary } from "./csv/inspectFile.ts";

export interface UploadedFiles {
  /** Keeps the summary in place of an earlier one of the same file name. */
  put(profileId: string, summary: CsvFileSummary): void;
  /** The files of a profile, the one uploaded last at the end; empty for a profile without any. */
  of(profileId: string): readonly CsvFileSummary[];
  /** Forgets the files of a profile. Harmless for one that has none. */
  drop(profileId: string): void;
}

/**
 * Keeps what is known of the uploaded files, in memory.
 *
 * Above a limit the files uploaded longest ago are forgotten: a server that has run for weeks must still take
 * uploads, and nobody starts a profile that old.
 *
 * @param limits.maxFiles files over all profiles (default 10,000)
 * @param limits.maxValues keys and references over all profiles, some 80 bytes each (default 4,000,000)
 */
export function createUploadedFiles({ maxFiles = 10_000, maxValues = 4_000_000 } = {}): UploadedFiles {
  let kept: readonly { readonly profileId: string; readonly summary: CsvFileSummary }[] = [];

  return {
    put(profileId, summary) {
      kept = [
        ...kept.filter((file) => file.profileId !== profileId || file.summary.fileName !== summary.fileName),
        { profileId, summary },
      ];
      let values = kept.reduce((sum, file) => sum + valuesIn(file.summary), 0);
      while (kept.length > 1 && (kept.length > maxFiles || values > maxValues)) {
        values -= valuesIn(kept[0]!.summary);
        kept = kept.slice(1);
      }
    },
    of: (profileId) => kept.filter((file) => file.profileId === profileId).map((file) => file.summary),
    drop(profileId) {
      kept = kept.filter((file) => file.profileId !== profileId);
    },
  };
}

function valuesIn({ keys, references }: CsvFileSummary): number {
  return [...references.values()].reduce((sum, counts) => sum + counts.size, keys?.size ?? 0);
}
