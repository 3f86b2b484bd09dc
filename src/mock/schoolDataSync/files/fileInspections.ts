import type { EducationSynchronizationProfile } from "../../../../generated/types.ts";
import type { RejectedRecord } from "../../store/profileRecord.ts";
import type { CsvFileSummary } from "./inspectFile.ts";
import type { VerificationMessage } from "./verifyFiles.ts";
import { filesInUse, verifyUploads } from "./verifyUploads.ts";
import type { UploadedFiles } from "./uploadedFiles.ts";
import { limits } from "../../limits.ts";
import { syncedColumns } from "./syncedColumns.ts";

/** What is to be known of the files of a profile. */
export interface FileInspection {
  /** Those in use. */
  files: Pick<CsvFileSummary, "fileName" | "rows">[];
  messages: VerificationMessage[];
  rejected: RejectedRecord[];
}

// More are not from a school; all of them would be kept.
const maximumFiles = 100;

/** Verifies the files of a profile again only after they or the columns that it syncs have changed, since half a million rows take a while. */
export function createFileInspections(maximum: number = limits.fileInspections.max) {
  const known = new Map<string, { version: number; columns: string; inspection: FileInspection }>();

  return async (
    uploads: UploadedFiles,
    container: string,
    profile: EducationSynchronizationProfile,
  ): Promise<FileInspection> => {
    const version = await uploads.version(container);
    const synced = syncedColumns(profile);
    const columns = JSON.stringify([...synced]);
    const kept = known.get(container);
    if (kept && kept.version === version && kept.columns === columns) return kept.inspection;
    const uploaded = await uploads.of(container);
    const used = filesInUse(uploaded);
    const inspection = {
      files: used.map(({ fileName, rows }) => ({ fileName, rows })),
      messages: verifyUploads(uploaded, synced),
      rejected: used.flatMap(({ rejected }) => rejected),
    };
    known.delete(container);
    if (version === undefined || uploaded.length > maximumFiles) return inspection;
    known.set(container, { version, columns, inspection });
    const [oldest] = known.keys();
    if (known.size > maximum && oldest !== undefined) known.delete(oldest);
    return inspection;
  };
}
