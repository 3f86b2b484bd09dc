import { expect, test } from "vitest";
import type { CsvFileSummary } from "../../../../src/mock/schoolDataSync/files/inspectFile.ts";
import { bytesIn } from "../../../../src/mock/schoolDataSync/files/summarySize.ts";

const empty: CsvFileSummary = {
  ...{ fileName: "", names: "SDS", rows: 0, findings: [], keys: undefined, references: new Map() },
  ...{ optionalColumns: [], rejected: [] },
};
const sizeOf = (part: Partial<CsvFileSummary>): number => bytesIn({ ...empty, ...part }) - bytesIn(empty);

test("every part of a summary counts", () => {
  const long = "x".repeat(1_000);
  expect(sizeOf({ fileName: long })).toBe(1_000);
  expect(sizeOf({ keys: new Set([long]) })).toBeGreaterThan(1_000);
  expect(sizeOf({ references: new Map([["SIS ID", new Map([[long, 1]])]]) })).toBeGreaterThan(1_000);
  const found = { kind: "missingColumns" as const, rows: 0, firstRow: 0 };
  expect(sizeOf({ findings: [{ ...found, columns: ["Name", long] }] })).toBeGreaterThan(1_000);
  expect(sizeOf({ findings: [{ ...found, columns: ["Name"], found: [long] }] })).toBeGreaterThan(1_000);
  expect(sizeOf({ optionalColumns: [{ ...found, columns: [long] }] })).toBeGreaterThan(1_000);
  const rejected = { fileName: "section.csv", column: "SIS ID", errorCode: "None", key: "1", name: long };
  expect(sizeOf({ rejected: [rejected] })).toBeGreaterThan(1_000);
});

test("characters beyond Latin-1 need two bytes each", () => {
  expect(sizeOf({ fileName: "ü".repeat(800) })).toBe(800);
  expect(sizeOf({ fileName: "校".repeat(800) })).toBe(1_600);
});

test("a set needs less than a map, and both grow by doubling", () => {
  const names = (count: number) => Array.from({ length: count }, (_, at) => `${at}`);
  const set = (count: number) => sizeOf({ keys: new Set(names(count)) });
  const map = (count: number) =>
    sizeOf({ references: new Map([["x", new Map(names(count).map((name) => [name, 1]))]]) });
  expect([set(1_000), map(1_000)]).toEqual([1_000 * 24 + 1_024 * 20, 1_000 * 24 + 1_024 * 28]);
  expect([set(1_024), set(1_025)]).toEqual([1_024 * 24 + 1_024 * 20, 1_025 * 24 + 2_048 * 20]);
  expect([set(0), set(1)]).toEqual([80, 80 + 24]);
});
