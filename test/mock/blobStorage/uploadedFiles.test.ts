import { expect, test } from "vitest";
import { createUploadedFiles } from "../../../src/mock/blobStorage/uploadedFiles.ts";
import { bytesIn } from "../../../src/mock/blobStorage/csv/summarySize.ts";
import type { CsvFileSummary } from "../../../src/mock/blobStorage/csv/inspectFile.ts";

const summaryOf = (fileName: string, values: number): CsvFileSummary => ({
  fileName,
  rows: values,
  findings: [],
  keys: new Set(Array.from({ length: values }, (_, at) => `${at}`)),
  references: new Map(),
});

const namesIn = (files: readonly CsvFileSummary[]) => files.map(({ fileName, rows }) => `${fileName} ${rows}`);

test("a file uploaded again replaces the earlier one", () => {
  const store = createUploadedFiles();
  store.put("p", summaryOf("school.csv", 1));
  store.put("p", summaryOf("section.csv", 2));
  store.put("p", summaryOf("school.csv", 3));
  expect(namesIn(store.of("p"))).toEqual(["section.csv 2", "school.csv 3"]);
});

test("profiles do not see each other's files, and dropping one leaves the other", () => {
  const store = createUploadedFiles();
  store.put("p", summaryOf("school.csv", 1));
  store.put("q", summaryOf("school.csv", 2));
  store.drop("p");
  store.drop("never seen");
  expect(store.of("p")).toEqual([]);
  expect(namesIn(store.of("q"))).toEqual(["school.csv 2"]);
});

test("above the number of files the oldest uploads are dropped", () => {
  const store = createUploadedFiles({ maxFiles: 2 });
  for (const profile of ["p", "q", "p", "r"]) store.put(profile, summaryOf("school.csv", 1));
  expect(["p", "q", "r"].map((profile) => store.of(profile).length)).toEqual([1, 0, 1]);
});

const large = summaryOf("school.csv", 1_000);

test("above the number of bytes the oldest uploads are dropped, and say so", () => {
  const store = createUploadedFiles({ maxBytes: 2 * bytesIn(large) + 5_000 });
  for (const profile of ["p", "q", "p", "r", "s"]) store.put(profile, large);
  expect(store.of("p")).toMatchObject([
    { fileName: "school.csv", rows: 0, keys: undefined, findings: [{ kind: "dropped" }] },
  ]);
  expect(store.of("q")).toMatchObject([{ findings: [{ kind: "dropped" }] }]);
  expect([...store.of("r"), ...store.of("s")]).toEqual([large, large]);
});

test("exactly the number of bytes is kept", () => {
  const store = createUploadedFiles({ maxBytes: 2 * bytesIn(large) });
  for (const profile of ["p", "q"]) store.put(profile, large);
  expect([...store.of("p"), ...store.of("q")]).toEqual([large, large]);
});

test("a single file above the limit is dropped at once, and takes its place when it is smaller", () => {
  const store = createUploadedFiles({ maxBytes: bytesIn(large) - 1 });
  store.put("p", large);
  expect(store.of("p")).toMatchObject([{ findings: [{ kind: "dropped" }] }]);
  store.put("p", summaryOf("school.csv", 1));
  expect(namesIn(store.of("p"))).toEqual(["school.csv 1"]);
});

test("10,000 files are kept by default", () => {
  const store = createUploadedFiles();
  for (let at = 0; at <= 10_000; at += 1) store.put(at % 5_000 === 0 ? "p" : "q", summaryOf(`${at}.csv`, 0));
  expect(namesIn(store.of("p"))).toEqual(["5000.csv 0", "10000.csv 0"]);
});
