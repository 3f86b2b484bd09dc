import type { UploadedFile } from "./uploadedFiles.ts";
import { type VerificationMessage, verifyCsvFiles } from "./verifyFiles.ts";

/** The contract's limit for the name of a file in a message. */
const maximumName = 256;

const isInFolder = ({ blobName }: UploadedFile): boolean => blobName.includes("/");

/** Of blobs whose names differ in case only, the one that was uploaded last: the names of the files have no case. */
export const filesInUse = (files: readonly UploadedFile[]): UploadedFile[] => [
  ...new Map(files.map((file) => [file.fileName, file])).values(),
];

function ofSameName(files: readonly UploadedFile[]): VerificationMessage[] {
  const later = filesInUse(files);
  return later.flatMap((used): VerificationMessage[] => {
    const [other] = files.filter((file) => file !== used && file.fileName === used.fileName);
    if (!other) return [];
    const description =
      `Both "${other.blobName}" and "${used.blobName}" were uploaded, and names of files are compared without case. ` +
      `"${used.blobName}" is used, which was uploaded last.`;
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
 * Verifies what was uploaded for a profile.
 *
 * @param files the one uploaded last at the end
 * @param syncedColumns as `verifyCsvFiles` has them
 * @returns an empty array for a valid set
 */
export function verifyUploads(
  files: readonly UploadedFile[],
  syncedColumns?: ReadonlyMap<string, readonly string[]>,
): VerificationMessage[] {
  const beside = files.filter((file) => !isInFolder(file));
  const messages = [
    ...verifyCsvFiles(filesInUse(beside), syncedColumns),
    ...ofSameName(beside),
    ...files.filter(isInFolder).map(inFolder),
  ];
  return messages.map((message) => ({ ...message, fileName: message.fileName.slice(0, maximumName) }));
}
