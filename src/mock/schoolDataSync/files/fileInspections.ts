import type { EducationSynchronizationProfile } from "../../../../generated/types.ts";
import type { RejectedRecord } from "../../store/profileRecord.ts";
import type { CsvFileSummary } from "./inspectFile.ts";
import type { VerificationMessage } from "./verifyFiles.ts";
import { filesInUse, verifyUploads } from "./verifyUploads.ts";
import type { UploadedFiles } from "./uploadedFiles.ts";
import { limits } from "../../limits.ts";
import { syncedColumns } from "./syncedColumns.ts";

/** The results of inspecting the files of a profile. */
export interface FileInspection {
  /** The files in use. */
  files: Pick<CsvFileSummary, "fileName" | "rows">[];
  messages: VerificationMessage[];
  rejected: RejectedRecord[];
}

// No school has more files, and the results would stay in memory.
const maximumFiles = 100;

/** Verifies a profile's files only if they or the synced columns have changed, since half a million rows are slow to verify. */
export function createFileInspections(maximum: number = limits.fileInspections.max) {
  const cache = new Map<string, { version: number; columns: string; inspection: FileInspection }>();

  return async (
    uploads: UploadedFiles,
    container: string,
    profile: EducationSynchronizationProfile,
  ): Promise<FileInspection> => {
    const version = await uploads.version(container);
    const synced = syncedColumns(profile);
    const columns = JSON.stringify([...synced]);
    const cached = cache.get(container);
    if (cached && cached.version === version && cached.columns === columns) return cached.inspection;
    const uploaded = await uploads.of(container);
    const used = filesInUse(uploaded);
    const inspection = {
      files: used.map(({ fileName, rows }) => ({ fileName, rows })),
      messages: verifyUploads(uploaded, synced),
      rejected: used.flatMap(({ rejected }) => rejected),
    };
    cache.delete(container);
    if (version === undefined || uploaded.length > maximumFiles) return inspection;
    cache.set(container, { version, columns, inspection });
    const [oldest] = cache.keys();
    if (cache.size > maximum && oldest !== undefined) cache.delete(oldest);
    return inspection;
  };
}
