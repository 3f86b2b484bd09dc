import type { CsvFileSummary } from "../blobStorage/csv/inspectFile.ts";
import { type VerificationMessage, verifyCsvFiles } from "../blobStorage/csv/verifyFiles.ts";
import type { UploadedFiles } from "../blobStorage/uploadedFiles.ts";
import { limits } from "../limits.ts";

/** What is to be known of the files of a profile. */
export interface FileInspection {
  files: Pick<CsvFileSummary, "fileName" | "rows">[];
  messages: VerificationMessage[];
}

// More are not from a school; all of them would be kept.
const maximumFiles = 100;

/** Verifies the files of a container again only after one of them has changed, since half a million rows take a while. */
export function createFileInspections(maximum: number = limits.fileInspections.max) {
  const known = new Map<string, { version: number; inspection: FileInspection }>();

  return async (uploads: UploadedFiles, container: string): Promise<FileInspection> => {
    const version = await uploads.version(container);
    const kept = known.get(container);
    if (kept && kept.version === version) return kept.inspection;
    const summaries = await uploads.of(container);
    const inspection = {
      files: summaries.map(({ fileName, rows }) => ({ fileName, rows })),
      messages: verifyCsvFiles(summaries),
    };
    known.delete(container);
    if (version === undefined || summaries.length > maximumFiles) return inspection;
    known.set(container, { version, inspection });
    const [oldest] = known.keys();
    if (known.size > maximum && oldest !== undefined) known.delete(oldest);
    return inspection;
  };
}
