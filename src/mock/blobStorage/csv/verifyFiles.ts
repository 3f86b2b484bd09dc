import { csvFiles, keyColumn, maximumRows } from "./fileFormats.ts";
import type { CsvFileSummary, Finding, FindingKind } from "./inspectFile.ts";

/** One line of the answer to `start`, an `educationFileSynchronizationVerificationMessage`. */
export interface VerificationMessage {
  /** An `Error` prevents the synchronization from starting, a `Warning` does not. */
  readonly type: "Error" | "Warning";
  /** Lower-case, for instance `studentenrollment.csv`. */
  readonly fileName: string;
  readonly description: string;
}

type Wording = readonly [type: VerificationMessage["type"], describe: (found: Finding) => string];

const wordings: Readonly<Record<FindingKind, Wording>> = {
  dropped: [
    "Error",
    () => "The file was dropped because the mock keeps a limited amount of uploaded data. Upload it again.",
  ],
  unknownFile: ["Error", () => `The file is not one of the six expected files: ${[...csvFiles.keys()].join(", ")}.`],
  notUtf8: ["Error", () => "The file is encoded as UTF-16. Only UTF-8 is supported."],
  notCsv: [
    "Error",
    ({ firstRow }) =>
      `Row ${firstRow} is not valid CSV: a quotation mark is misplaced or not closed, or the row is too long. The file was not checked.`,
  ],
  noHeader: ["Error", () => "The file is empty. The first row must contain the column names."],
  missingColumn: [
    "Error",
    ({ columns: [column, lookalike] }) =>
      `The column "${column}" is missing.${lookalike === undefined ? "" : ` Found "${lookalike}": column names are case-sensitive and must not have extra spaces.`}`,
  ],
  noRows: ["Warning", () => "The file has a header but no rows."],
  valueCount: [
    "Error",
    (found) => `${rows(found, "has", "have")} more or fewer values than the header has columns${first(found)}.`,
  ],
  invalidCharacter: [
    "Error",
    (found) =>
      `${rows(found, "has", "have")} an invalid value: control characters, or bytes that are not UTF-8${first(found)}.`,
  ],
  lineBreak: [
    "Error",
    (found) => `${rows(found, "has", "have")} an invalid value: a line break inside quotation marks${first(found)}.`,
  ],
  emptyValue: [
    "Error",
    (found) => `${rows(found, "lacks", "lack")} a value for ${quoted(found.columns)}${first(found)}.`,
  ],
  duplicate: [
    "Warning",
    (found) =>
      `${rows(found, "repeats", "repeat")} a value of ${quoted(found.columns)} that must be unique${first(found)}.`,
  ],
};

/**
 * Verifies the files of one profile, each by itself and against the others.
 *
 * Messages come file by file in the order of `csvFiles`, then files with unexpected names by name, then what
 * concerns the set. References into a file that is missing or cannot be read are not checked: the cause is reported.
 *
 * @param summaries at most one per file name
 * @returns an empty array for a valid set
 */
export function verifyCsvFiles(summaries: Iterable<CsvFileSummary>): VerificationMessage[] {
  const uploaded = new Map([...summaries].map((summary) => [summary.fileName, summary]));
  const unexpected = [...uploaded.keys()].filter((fileName) => !csvFiles.has(fileName)).sort();

  const messages = [...csvFiles.keys(), ...unexpected].flatMap((fileName): VerificationMessage[] => {
    const summary = uploaded.get(fileName);
    if (!summary) return [{ type: "Error", fileName, description: "The file is missing. All six files are required." }];
    return [...summary.findings.map((found) => worded(fileName, found)), ...danglingReferences(summary, uploaded)];
  });
  return [...messages, ...oversize([...uploaded.values()])];
}

function worded(fileName: string, found: Finding): VerificationMessage {
  const [type, describe] = wordings[found.kind];
  return { type, fileName, description: describe(found) };
}

function danglingReferences(
  summary: CsvFileSummary,
  uploaded: ReadonlyMap<string, CsvFileSummary>,
): VerificationMessage[] {
  const targets = csvFiles.get(summary.fileName)?.references ?? new Map<string, string>();
  return [...targets].flatMap(([column, target]): VerificationMessage[] => {
    const keys = uploaded.get(target)?.keys;
    if (!keys) return [];
    let dangling = 0;
    for (const [value, count] of summary.references.get(column) ?? []) if (!keys.has(value)) dangling += count;
    if (dangling === 0) return [];
    const description = `${rows({ rows: dangling }, "has", "have")} a "${column}" that is not a "${keyColumn}" in ${target}.`;
    return [{ type: "Error", fileName: summary.fileName, description }];
  });
}

function oversize(summaries: readonly CsvFileSummary[]): VerificationMessage[] {
  const total = summaries.reduce((sum, summary) => sum + summary.rows, 0);
  if (total <= maximumRows) return [];
  const largest = summaries.reduce((a, b) => (b.rows > a.rows ? b : a));
  const description = `The files have ${total} rows in total, and this file has the most. The maximum is ${maximumRows}.`;
  return [{ type: "Error", fileName: largest.fileName, description }];
}

function rows({ rows: count }: Pick<Finding, "rows">, singular: string, plural: string): string {
  return count === 1 ? `1 row ${singular}` : `${count} rows ${plural}`;
}

function first({ firstRow, rows: count }: Finding): string {
  return count === 1 ? ` (row ${firstRow})` : ` (row ${firstRow} first)`;
}

function quoted(columns: readonly string[]): string {
  return columns.map((column) => `"${column}"`).join(" and ");
}
