import { expect, test } from "vitest";
import { createUploadedFiles } from "../../../src/mock/blobStorage/uploadedFiles.ts";
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

test.each([
  { limit: "the number of files", limits: { maxFiles: 2 }, values: 1 },
  { limit: "the number of values", limits: { maxValues: 20 }, values: 10 },
])("above $limit the oldest uploads are forgotten", ({ limits, values }) => {
  const store = createUploadedFiles(limits);
  for (const profile of ["p", "q", "p", "r"]) store.put(profile, summaryOf("school.csv", values));
  expect(["p", "q", "r"].map((profile) => store.of(profile).length)).toEqual([1, 0, 1]);
});

test("references count towards the number of values", () => {
  const store = createUploadedFiles({ maxValues: 3 });
  const references = new Map([
    [
      "School SIS ID",
      new Map([
        ["1", 5],
        ["2", 5],
      ]),
    ],
  ]);
  store.put("p", { ...summaryOf("section.csv", 2), references });
  store.put("q", summaryOf("school.csv", 0));
  expect(store.of("p")).toEqual([]);
});

test("a single file above the limit is kept until the next upload", () => {
  const store = createUploadedFiles({ maxValues: 1 });
  store.put("p", summaryOf("school.csv", 5));
  expect(store.of("p")).toHaveLength(1);
});
