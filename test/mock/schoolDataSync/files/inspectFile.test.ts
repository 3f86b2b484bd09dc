import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { type CsvFileSummary, readCsvFile } from "../../../../src/mock/schoolDataSync/files/inspectFile.ts";
import { bytesIn } from "../../../../src/mock/schoolDataSync/files/summarySize.ts";
import { verifyCsvFiles } from "../../../../src/mock/schoolDataSync/files/verifyFiles.ts";
import { collectGarbage } from "../../../support/collectGarbage.ts";

/** Bytes in use, regardless of what the process has reserved from the system. */
function bytesInUse(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const megabyte = 1024 * 1024;

async function* rowsOf(header: string, count: number, row: (at: number) => string, onChunk = (_rows: number) => {}) {
  yield Buffer.from(`${header}\r\n`);
  const rowsPerChunk = 2_000;
  for (let from = 0; from < count; from += rowsPerChunk) {
    const length = Math.min(rowsPerChunk, count - from);
    yield Buffer.from(Array.from({ length }, (_, at) => `${row(from + at)}\r\n`).join(""));
    onChunk(from + length);
  }
}

test("the estimate of a summary's memory is close to what is measured", async () => {
  // Keys beyond Latin-1, and references with more padding than content.
  const row = (at: number) => `学校学校学校学校${at},elementary-school-${at}${" ".repeat(200)},u${at}`;
  const kept: CsvFileSummary[] = [];
  async function bytesAfter(...counts: number[]): Promise<number> {
    for (const count of counts) {
      kept.push(await readCsvFile("Student.csv", rowsOf("SIS ID,School SIS ID,Username", count, row)));
    }
    // Other code frees its memory only later, and its use varies.
    const readings: number[] = [];
    for (let reading = 0; reading < 8; reading += 1) {
      await sleep(50);
      readings.push(bytesInUse());
    }
    return Math.min(...readings);
  }
  const before = await bytesAfter(1_000, 1_000);
  const measured = (await bytesAfter(30_000, 30_000)) - before;
  const estimated = kept.slice(2).reduce((sum, summary) => sum + bytesIn(summary), 0);
  expect(measured / estimated).toBeLessThan(1.15);
  // Node.js 26 needs less than others.
  expect(measured / estimated).toBeGreaterThan(0.65);
}, 60_000);

test("510,000 rows are checked in bounded memory, and the last 10,000 are only counted", async () => {
  const before = bytesInUse();
  const inUse: number[] = [];
  const row = (at: number) => `section-${at % 25_000},"student-${at}"`;
  const stream = rowsOf("Section SIS ID,SIS ID", 510_000, row, (rows) => {
    if (rows % 102_000 === 0) inUse.push(bytesInUse() - before);
  });
  const summary = await readCsvFile("StudentEnrollment.csv", stream);
  expect(summary).toMatchObject({ rows: 510_000, findings: [] });
  expect(summary.references.get("Section SIS ID")?.size).toBe(25_000);
  expect(summary.references.get("SIS ID")?.size).toBe(500_000);
  expect(verifyCsvFiles([summary]).at(-1)).toMatchObject({ type: "Error", fileName: "studentenrollment.csv" });
  expect(inUse).toHaveLength(5);
  expect(Math.max(...inUse)).toBeLessThan(100 * megabyte);
}, 120_000);

test("references into a file are checked up to its row limit, and not above", async () => {
  const students = (limit: number) =>
    readCsvFile(
      "Student.csv",
      rowsOf("SIS ID,School SIS ID,Username", 5, (at) => `s${at},1,u${at}`),
      limit,
    );
  const enrolled = await readCsvFile(
    "StudentEnrollment.csv",
    rowsOf("Section SIS ID,SIS ID", 1, () => "math,nobody"),
  );
  const judged = async (limit: number) =>
    verifyCsvFiles([await students(limit), enrolled]).filter(({ fileName }) => fileName === "studentenrollment.csv");
  expect(await judged(4)).toEqual([]);
  expect(await judged(5)).toHaveLength(1);
});
