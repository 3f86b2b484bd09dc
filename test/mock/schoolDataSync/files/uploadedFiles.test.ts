import { expect, test } from "vitest";
import { createUploadedFiles, type UploadedFile } from "../../../../src/mock/schoolDataSync/files/uploadedFiles.ts";
import { bytesIn } from "../../../../src/mock/schoolDataSync/files/summarySize.ts";

const summaryOf = (blobName: string, values: number): UploadedFile => ({
  blobName,
  fileName: blobName.toLowerCase(),
  names: "SDS",
  rows: values,
  findings: [],
  keys: new Set(Array.from({ length: values }, (_, at) => `${at}`)),
  references: new Map(),
  optionalColumns: [],
  rejected: [],
});

const namesIn = (files: readonly UploadedFile[]) => files.map(({ fileName, rows }) => `${fileName} ${rows}`);

test("a file uploaded again replaces the earlier one", async () => {
  const store = createUploadedFiles();
  await store.put("p", summaryOf("school.csv", 1));
  await store.put("p", summaryOf("section.csv", 2));
  await store.put("p", summaryOf("school.csv", 3));
  expect(namesIn(await store.of("p"))).toEqual(["section.csv 2", "school.csv 3"]);
});

test("profiles do not see each other's files, and dropping one keeps the other's", async () => {
  const store = createUploadedFiles();
  await store.put("p", summaryOf("school.csv", 1));
  await store.put("q", summaryOf("school.csv", 2));
  store.drop("p");
  store.drop("never seen");
  expect(await store.of("p")).toEqual([]);
  expect(namesIn(await store.of("q"))).toEqual(["school.csv 2"]);
});

test("the oldest uploads are dropped above the maximum number of files", async () => {
  const store = createUploadedFiles({ maxFiles: 2 });
  for (const profile of ["p", "q", "p", "r"]) await store.put(profile, summaryOf("school.csv", 1));
  const counts = ["p", "q", "r"].map(async (profile) => (await store.of(profile)).length);
  expect(await Promise.all(counts)).toEqual([1, 0, 1]);
});

const large = summaryOf("school.csv", 1_000);

test("the oldest uploads are reported as dropped above the maximum number of bytes", async () => {
  const store = createUploadedFiles({ maxBytes: 2 * bytesIn(large) + 5_000 });
  for (const profile of ["p", "q", "p", "r", "s"]) await store.put(profile, large);
  expect(await store.of("p")).toMatchObject([
    { fileName: "school.csv", rows: 0, keys: undefined, findings: [{ kind: "dropped" }] },
  ]);
  expect(await store.of("q")).toMatchObject([{ findings: [{ kind: "dropped" }] }]);
  expect([...(await store.of("r")), ...(await store.of("s"))]).toEqual([large, large]);
});

test("files of exactly the maximum number of bytes are kept", async () => {
  const store = createUploadedFiles({ maxBytes: 2 * bytesIn(large) });
  for (const profile of ["p", "q"]) await store.put(profile, large);
  expect([...(await store.of("p")), ...(await store.of("q"))]).toEqual([large, large]);
});

test("a single file above the limit is dropped at once and can be replaced by a smaller one", async () => {
  const store = createUploadedFiles({ maxBytes: bytesIn(large) - 1 });
  await store.put("p", large);
  expect(await store.of("p")).toMatchObject([{ findings: [{ kind: "dropped" }] }]);
  await store.put("p", summaryOf("school.csv", 1));
  expect(namesIn(await store.of("p"))).toEqual(["school.csv 1"]);
});

test("10,000 files are kept by default", async () => {
  const store = createUploadedFiles();
  for (let at = 0; at <= 10_000; at += 1) await store.put(at % 5_000 === 0 ? "p" : "q", summaryOf(`${at}.csv`, 0));
  expect(namesIn(await store.of("p"))).toEqual(["5000.csv 0", "10000.csv 0"]);
});
