import { readCsvFile } from "./inspectFile.ts";
import type { UploadedFiles } from "./uploadedFiles.ts";

/** The container of a profile's files, which stores only what a sync needs to know about them. */
export interface ProfileContainer {
  has: (blobName: string) => Promise<boolean>;
  read: (
    blobName: string,
    content: AsyncIterable<Uint8Array>,
  ) => Promise<{ commit: (isNew: boolean) => Promise<"stored" | "exists" | "gone"> }>;
}

/** @param filesNow the current files of the container; `undefined` once its profile is gone */
export const profileContainer = (
  container: string,
  files: UploadedFiles,
  filesNow: () => Promise<UploadedFiles | undefined>,
): ProfileContainer => ({
  has: (blobName) => files.has(container, blobName),
  read: async (blobName, content) => {
    const summary = await readCsvFile(blobName, content);
    return {
      commit: async (isNew) => {
        if (!(await filesNow())) return "gone";
        const result = await files.put(container, { ...summary, blobName }, isNew);
        return result === "noProfile" ? "gone" : result;
      },
    };
  },
});
