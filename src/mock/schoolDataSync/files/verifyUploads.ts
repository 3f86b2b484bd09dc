import type { UploadedFile } from "./uploadedFiles.ts";
import { type VerificationMessage, verifyCsvFiles } from "./verifyFiles.ts";

/** The contract's maximum length of a file name in a message. */
const maximumName = 256;

const isInFolder = ({ blobName }: UploadedFile): boolean => blobName.includes("/");

/** If the names of blobs differ only in case, the one uploaded last is used: file names are not case-sensitive. */
export const filesInUse = (files: readonly UploadedFile[]): UploadedFile[] => [
  ...new Map(files.map((file) => [file.fileName, file])).values(),
];

function ofSameName(files: readonly UploadedFile[]): VerificationMessage[] {
  const later = filesInUse(files);
  return later.flatMap((used): VerificationMessage[] => {
    const [other] = files.filter((file) => file !== used && file.fileName === used.fileName);
    if (!other) return [];
    const description =
      `Both "${other.blobName}" and "${used.blobName}" were uploaded, but file names are not case-sensitive. ` +
      `"${used.blobName}" is used, because it was uploaded last.`;
    return [{ type: "Warning", fileName: used.fileName, description }];
  });
}

function inFolder({ fileName, blobName }: UploadedFile): VerificationMessage {
  const name = blobName.slice(blobName.lastIndexOf("/") + 1);
  const description =
    `The file is in a folder, where the service does not look. Upload it as "${name}". With AzCopy, copy ` +
    '"folder/*" instead of "folder".';
  return { type: "Error", fileName, description };
}

/**
 * Verifies the files uploaded for a profile.
 *
 * @param files in upload order
 * @param syncedColumns as for `verifyCsvFiles`
 * @returns an empty array for a valid set
 */
export function verifyUploads(
  files: readonly UploadedFile[],
  syncedColumns?: ReadonlyMap<string, readonly string[]>,
): VerificationMessage[] {
  const atTop = files.filter((file) => !isInFolder(file));
  const messages = [
    ...verifyCsvFiles(filesInUse(atTop), syncedColumns),
    ...ofSameName(atTop),
    ...files.filter(isInFolder).map(inFolder),
  ];
  return messages.map((message) => ({ ...message, fileName: message.fileName.slice(0, maximumName) }));
}
