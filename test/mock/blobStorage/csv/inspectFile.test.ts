import { expect, test } from "vitest";
import { verifyCsvFiles } from "../../../../src/mock/blobStorage/csv/verifyFiles.ts";
import { readCsvFile } from "../../../../src/mock/blobStorage/csv/inspectFile.ts";
import { collectGarbage } from "../../../collectGarbage.ts";

const megabyte = 1024 * 1024;

/** Megabytes that are in use, whatever the process has taken from the system. */
function megabytesInUse(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / megabyte;
}

async function* enrollments(rows: number, onChunk: () => void): AsyncGenerator<Uint8Array> {
  yield Buffer.from("Section SIS ID,SIS ID\r\n");
  const rowsPerChunk = 2_000;
  for (let from = 0; from < rows; from += rowsPerChunk) {
    let text = "";
    for (let row = from; row < Math.min(rows, from + rowsPerChunk); row += 1)
      text += `section-${row % 25_000},"student-${row}"\r\n`;
    yield Buffer.from(text);
    onChunk();
  }
}

test("500,000 rows are checked in bounded memory", async () => {
  const before = megabytesInUse();
  const inUse: number[] = [];
  let chunks = 0;
  const rows = enrollments(500_000, () => {
    chunks += 1;
    if (chunks % 50 === 0) inUse.push(megabytesInUse() - before);
  });
  const summary = await readCsvFile("StudentEnrollment.csv", rows);
  expect(summary).toMatchObject({ rows: 500_000, findings: [] });
  expect(summary.references.get("SIS ID")?.size).toBe(500_000);
  expect(inUse).toHaveLength(5);
  expect(Math.max(...inUse)).toBeLessThan(100);
}, 20_000);

test("a file above the row limit is counted, but nothing more of it is kept", async () => {
  const summary = await readCsvFile(
    "StudentEnrollment.csv",
    enrollments(510_000, () => {}),
  );
  expect(summary.rows).toBe(510_000);
  expect(summary.references.get("SIS ID")?.size).toBe(500_000);
  expect(verifyCsvFiles([summary]).at(-1)).toMatchObject({ type: "Error", fileName: "studentenrollment.csv" });
}, 20_000);

test("references into a file above the row limit are not judged", async () => {
  async function* students(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("SIS ID,School SIS ID,Username\n");
    for await (const chunk of enrollments(500_001, () => {}))
      yield Buffer.from(chunk.toString().replaceAll('"', "").replaceAll("\r\n", ",u\n"));
  }
  const enrolled = await readCsvFile(
    "StudentEnrollment.csv",
    new Blob(["Section SIS ID,SIS ID\nmath,nobody\n"]).stream() as unknown as AsyncIterable<Uint8Array>,
  );
  const messages = verifyCsvFiles([await readCsvFile("Student.csv", students()), enrolled]);
  expect(messages.filter(({ fileName }) => fileName === "studentenrollment.csv")).toEqual([]);
}, 20_000);
