import { describe, expect, it } from "vitest";
import { readCsvFile } from "../../../../src/mock/schoolDataSync/files/inspectFile.ts";
import { filesInUse, verifyUploads } from "../../../../src/mock/schoolDataSync/files/verifyUploads.ts";
import type { UploadedFile } from "../../../../src/mock/schoolDataSync/files/uploadedFiles.ts";
import { chunksOf, validSet } from "./fileSet.ts";

const uploaded = (files: readonly (readonly [string, string])[]): Promise<UploadedFile[]> =>
  Promise.all(
    files.map(async ([blobName, text]) => ({ ...(await readCsvFile(blobName, chunksOf(text, 1000))), blobName })),
  );
const valid = Object.entries(validSet);

describe("two blobs whose names differ in case", () => {
  const later = ["SCHOOL.CSV", "SIS ID,Name\n1,Elm\n"] as const;

  it("are one file: the one uploaded last is used, with a warning", async () => {
    const files = await uploaded([...valid, later]);
    const [warning, ...others] = verifyUploads(files).filter(({ type }) => type === "Warning");
    expect(others).toEqual([]);
    expect(warning).toEqual({
      type: "Warning",
      fileName: "school.csv",
      description:
        'Both "School.csv" and "SCHOOL.CSV" were uploaded, but file names are not case-sensitive. ' +
        '"SCHOOL.CSV" is used, because it was uploaded last.',
    });
    expect(filesInUse(files).map(({ blobName, rows }) => `${blobName} ${rows}`)).toContain("SCHOOL.CSV 1");
  });

  it("do not prevent a sync, since an upload URL can't delete either", async () => {
    expect(verifyUploads(await uploaded([later, ...valid])).map(({ type }) => type)).toEqual(["Warning"]);
  });
});

describe("a file in a folder, as AzCopy uploads it,", () => {
  it("is reported with the place where it belongs", async () => {
    const messages = verifyUploads(await uploaded(valid.map(([name, text]) => [`csv/${name}`, text] as const)));
    expect(messages.filter(({ description }) => /missing/.test(description))).toHaveLength(6);
    expect(messages.filter(({ fileName }) => fileName === "csv/school.csv")).toEqual([
      {
        type: "Error",
        fileName: "csv/school.csv",
        description:
          'The file is in a folder, where the service does not look. Upload it as "School.csv". ' +
          'With AzCopy, copy "folder/*" instead of "folder".',
      },
    ]);
  });

  it("does not replace the file outside the folder", async () => {
    const messages = verifyUploads(await uploaded([...valid, ["old/School.csv", "garbage"]]));
    expect(messages.map(({ fileName }) => fileName)).toEqual(["old/school.csv"]);
  });
});

it("a message truncates a file's name to what the contract allows", async () => {
  const messages = verifyUploads(await uploaded([...valid, [`${"a".repeat(300)}.csv`, ""]]));
  expect(messages.map(({ fileName }) => fileName.length)).toEqual([256]);
});
