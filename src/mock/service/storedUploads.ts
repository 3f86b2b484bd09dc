import type { CsvFileSummary } from "../blobStorage/csv/inspectFile.ts";
import type { UploadedFiles } from "../blobStorage/uploadedFiles.ts";
import type { StoredFiles } from "../store/profileStore.ts";

const errors = { stored: undefined, exists: "AlreadyExists", noProfile: "UnknownContainer" } as const;

function textOf({ keys, references, ...summary }: CsvFileSummary): string {
  const counts = [...references].map(([column, values]) => [column, [...values]]);
  return JSON.stringify({ ...summary, keys: keys && [...keys], references: counts });
}

function summaryIn(text: string): CsvFileSummary {
  const { keys, references, ...summary } = JSON.parse(text) as Omit<CsvFileSummary, "keys" | "references"> & {
    keys?: string[];
    references: [column: string, values: [value: string, count: number][]][];
  };
  return {
    ...summary,
    keys: keys && new Set(keys),
    references: new Map(references.map(([column, values]) => [column, new Map(values)])),
  };
}

/**
 * Keeps what is known of the uploaded files in the store, where they go with their profile. Uncommitted blocks stay in
 * the memory of this process.
 *
 * @param profileIdOf the profile that a container belongs to
 */
export const storedUploads = (
  files: StoredFiles,
  blocks: UploadedFiles["blocks"],
  profileIdOf: (container: string) => string,
): UploadedFiles => ({
  put: async (container, summary, isNew = false) =>
    errors[await files.put(profileIdOf(container), summary.fileName, textOf(summary), isNew)],
  has: async (container, fileName) => (await files.names(profileIdOf(container))).includes(fileName.toLowerCase()),
  of: async (container) => (await files.texts(profileIdOf(container))).map(summaryIn),
  drop: (container) => blocks.drop(container),
  blocks,
});
