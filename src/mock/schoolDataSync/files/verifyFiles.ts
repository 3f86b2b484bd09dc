import { columnName, csvFiles, guardianRoles, keyColumn, maximumRows, otherFormats } from "./fileFormats.ts";
import type { CsvFileSummary, Finding, FindingKind } from "./inspectFile.ts";

/** One entry in the response to `start`, an `educationFileSynchronizationVerificationMessage`. */
export interface VerificationMessage {
  /** An `Error` prevents the synchronization from starting; a `Warning` doesn't. */
  readonly type: "Error" | "Warning";
  /** In lower case, such as `studentenrollment.csv`. */
  readonly fileName: string;
  readonly description: string;
}

/** The type and text of the message for a finding, whose columns have the file's own names. */
type Wording = readonly [type: VerificationMessage["type"], describe: (found: Finding) => string];

const fileNames = (isOptional: boolean): string =>
  [...csvFiles].flatMap(([name, file]) => ((file.isOptional ?? false) === isOptional ? name : [])).join(", ");

const format =
  (what: string): Wording[1] =>
  (found) =>
    `${rows(found, "has", "have")} an invalid format for ${quoted(found.columns)}: ${what}${first(found)}.`;

export const wordings: Readonly<Record<FindingKind, Wording>> = {
  dropped: [
    "Error",
    () => "The file was dropped because the mock keeps a limited amount of uploaded data. Upload it again.",
  ],
  unknownFile: [
    "Error",
    () =>
      `The file is not one of the six expected files: ${fileNames(false)}. Only ${fileNames(true)} may be added to them.`,
  ],
  workbook: ["Error", () => "The file is an Excel workbook. Save it as CSV UTF-8."],
  utf16: ["Error", () => "The file is encoded as UTF-16. Only UTF-8 is supported."],
  notCsv: [
    "Error",
    ({ firstRow }) =>
      `Row ${firstRow} is not valid CSV: a quotation mark is misplaced or not closed, or the row is too long. The file was not checked.`,
  ],
  typeLine: [
    "Error",
    () =>
      "The file begins with a #TYPE line instead of the column names. Call PowerShell's Export-Csv with -NoTypeInformation.",
  ],
  separatorLine: [
    "Error",
    () => "The file begins with a sep= line, which only Excel understands, instead of the column names. Remove it.",
  ],
  exportedObject: [
    "Error",
    () =>
      "The file has the properties of a PowerShell object instead of its rows. Pipe the rows into Export-Csv; don't pass them as -InputObject.",
  ],
  separator: ["Error", ({ found = [] }) => `The values are separated by ${found.join()}. Only commas are supported.`],
  noHeader: ["Error", () => "The file is empty. The first row must contain the column names."],
  missingColumns: [
    "Error",
    ({ columns, found = [] }) => {
      const missing = `The ${plural(columns, "column")} ${quoted(columns)} ${plural(columns, "is", "are")} missing.`;
      if (found.length === 0) return missing;
      return `${missing} Found ${found.map(visible).join(" and ")}: column names are case-sensitive and must not have extra spaces or invisible characters.`;
    },
  ],
  repeatedColumns: [
    "Error",
    ({ columns }) =>
      `The ${plural(columns, "column")} ${quoted(columns)} ${plural(columns, "occurs", "occur")} more than once.`,
  ],
  noRows: ["Warning", () => "The file has a header but no rows."],
  emptyRow: ["Error", (found) => `${rows(found, "has", "have")} no value at all${first(found)}.`],
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
  identifier: ["Error", format("white space is not allowed")],
  date: ["Error", format("expected a date such as 2023-08-31")],
  role: ["Error", format(`expected ${guardianRoles.slice(0, -1).join(", ")} or ${guardianRoles.at(-1)}`)],
  duplicate: [
    "Warning",
    (found) =>
      `${rows(found, "repeats", "repeat")} a value of ${quoted(found.columns)} that must be unique${first(found)}.`,
  ],
};

/**
 * Verifies the files of one profile, individually and against each other.
 *
 * Messages are ordered by file, as in `csvFiles`, followed by files with unexpected names in alphabetical order, and then
 * by those about the set. Each has a single cause: references to a missing or unreadable file are not checked.
 *
 * @param summaries at most one per file name
 * @param syncedColumns file name → optional columns that the profile syncs; missing values in them are warnings
 * @returns an empty array for a valid set
 */
export function verifyCsvFiles(
  summaries: Iterable<CsvFileSummary>,
  syncedColumns: ReadonlyMap<string, readonly string[]> = new Map(),
): VerificationMessage[] {
  const uploaded = new Map([...summaries].map((summary) => [summary.fileName, summary]));
  const unexpected = [...uploaded.keys()].filter((fileName) => !csvFiles.has(fileName)).sort();
  const otherFormat = otherFormatOf(uploaded, unexpected);
  if (otherFormat) return [otherFormat];

  const messages = [...csvFiles.keys(), ...unexpected].flatMap((fileName): VerificationMessage[] => {
    const summary = uploaded.get(fileName);
    if (!summary) return missingFile(fileName, uploaded);
    return [
      ...summary.findings.map((found) => messageOf(summary, found)),
      ...danglingReferences(summary, uploaded),
      ...emptySyncedColumns(summary, syncedColumns.get(fileName) ?? []),
    ];
  });
  return [...messages, ...oversize([...uploaded.values()])];
}

/** A complete set in another format gets only one message, about its format. */
function otherFormatOf(
  uploaded: ReadonlyMap<string, CsvFileSummary>,
  unexpected: readonly string[],
): VerificationMessage | undefined {
  const [fileName] = unexpected;
  const hasExpected = [...csvFiles].some(([name, { isOptional }]) => !isOptional && uploaded.has(name));
  const format = otherFormats.find(({ files }) => files.every((name) => uploaded.has(name)));
  // A set with one of the six names is no Clever set but has a few wrong names: Clever's names are all plural.
  if (fileName === undefined || hasExpected || !format) return undefined;
  const description = `The files have the ${format.name} format. Only the SDS format, with US or UK column names, is supported: ${fileNames(false)}.`;
  return { type: "Error", fileName, description };
}

function missingFile(fileName: string, uploaded: ReadonlyMap<string, unknown>): VerificationMessage[] {
  if (!csvFiles.get(fileName)?.isOptional)
    return [{ type: "Error", fileName, description: "The file is missing. All six files are required." }];
  const isAlone = [...csvFiles].some(([name, { isOptional }]) => isOptional && uploaded.has(name));
  const description = `The file is missing. ${fileNames(true).replace(", ", " and ")} belong together.`;
  return isAlone ? [{ type: "Error", fileName, description }] : [];
}

function messageOf({ fileName, names }: CsvFileSummary, found: Finding, as?: "Warning"): VerificationMessage {
  const [type, describe] = wordings[found.kind];
  const columns = found.columns.map((column) => columnName(fileName, names, column));
  return { type: as ?? type, fileName, description: describe({ ...found, columns }) };
}

function danglingReferences(
  summary: CsvFileSummary,
  uploaded: ReadonlyMap<string, CsvFileSummary>,
): VerificationMessage[] {
  const targets = csvFiles.get(summary.fileName)?.references ?? new Map<string, string>();
  return [...targets].flatMap(([column, target]): VerificationMessage[] => {
    const { keys, names } = uploaded.get(target) ?? {};
    if (!keys || !names) return [];
    let dangling = 0;
    for (const [value, count] of summary.references.get(column) ?? []) if (!keys.has(value)) dangling += count;
    if (dangling === 0) return [];
    const key = columnName(target, names, csvFiles.get(target)?.keyColumn ?? keyColumn);
    const name = columnName(summary.fileName, summary.names, column);
    const description = `${rows({ rows: dangling }, "has", "have")} a "${name}" that is not a "${key}" in ${target}.`;
    return [{ type: "Error", fileName: summary.fileName, description }];
  });
}

/** Warnings about the columns that the profile syncs. Problems with the header itself have already been reported. */
function emptySyncedColumns(summary: CsvFileSummary, synced: readonly string[]): VerificationMessage[] {
  const { fileName, findings, optionalColumns } = summary;
  if (optionalColumns.length === 0 && findings.some(({ rows: count }) => count === 0)) return [];
  const required = csvFiles.get(fileName)?.requiredColumns ?? [];
  const columns = [...new Set(synced)].filter((column) => !required.includes(column));
  const missing = columns.filter((column) => !optionalColumns.some((found) => found.columns.includes(column)));
  const description = `The ${plural(missing, "column")} ${quoted(missing)}, which the profile syncs, ${plural(missing, "is", "are")} missing.`;
  return [
    ...(missing.length > 0 ? [{ type: "Warning" as const, fileName, description }] : []),
    ...optionalColumns
      .filter((found) => found.rows > 0 && found.columns.some((column) => columns.includes(column)))
      .map((found) => messageOf(summary, found, "Warning")),
  ];
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

function plural(columns: readonly string[], singular: string, of = `${singular}s`): string {
  return columns.length === 1 ? singular : of;
}

function quoted(columns: readonly string[]): string {
  return columns.map((column) => `"${column}"`).join(" and ");
}

/** The name in quotation marks, with invisible characters escaped. */
function visible(name: string): string {
  const escaped = name.replace(/[\p{Cf}\p{Cc}\u00a0\u2000-\u200a\u202f\u3000]/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  return `"${escaped}"`;
}
