import type { RejectedRecord } from "../../store/profileRecord.ts";
import { finished } from "node:stream/promises";
import { CsvError, parse } from "csv-parse";
import {
  columnName,
  type ColumnNames,
  csvFiles,
  type CsvFile,
  keyColumn,
  maximumRows,
  type ValueFormat,
} from "./fileFormats.ts";
import { type HeaderFault, lookalikeOf, readHeader, repeatedColumns } from "./header.ts";
import { hasFormat } from "./valueFormats.ts";

export type FindingKind =
  | HeaderFault
  | "dropped"
  | "unknownFile"
  | "notCsv"
  | "noHeader"
  | "missingColumns"
  | "repeatedColumns"
  | "noRows"
  | "emptyRow"
  | "valueCount"
  | "invalidCharacter"
  | "lineBreak"
  | "emptyValue"
  | ValueFormat
  | "duplicate";

/** A kind of mistake in a file, with the number of rows instead of the rows themselves. */
export interface Finding {
  readonly kind: FindingKind;
  /** The columns concerned, by their SDS names; empty if it concerns the whole file or row. */
  readonly columns: readonly string[];
  /** What was found instead. */
  readonly found?: readonly string[];
  /** Number of rows with the mistake; 0 if it concerns the file as a whole. */
  rows: number;
  /** The line, as shown in an editor, where the first such row begins; 0 if unknown. */
  firstRow: number;
}

/** What is stored of an uploaded file: everything but its rows. */
export interface CsvFileSummary {
  /** Lower-case. */
  readonly fileName: string;
  /** The file's own column names; everything else here uses the SDS names. */
  readonly names: ColumnNames;
  /** Number of rows, excluding the header. */
  readonly rows: number;
  readonly findings: readonly Finding[];
  /** The values of the key column, or undefined if the file has no reliable ones. */
  readonly keys: ReadonlySet<string> | undefined;
  /** Referring column → value → number of rows with it. */
  readonly references: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** For each of the file's other columns, the rows without a value. */
  readonly optionalColumns: readonly Finding[];
  /** The first hundred rejected records. */
  readonly rejected: readonly RejectedRecord[];
}

// Limits how much the parser buffers because of an unclosed quotation mark.
const maximumRowBytes = 100_000;
const maximumOptionalColumns = 200;
const maximumRejected = 100;
const maximumTextLength = 256;

const unreliable = /[\0-\x1f\x7f\ufffd]/;
const lineBreaks = /\r\n|\r|\n/g;

/**
 * Reads one uploaded file to its end, keeping only counts and keys.
 *
 * @param fileName as uploaded; its case does not matter
 * @param stream a Node or web stream of bytes. Always read to its end, whatever the content
 * @param rowLimit number of rows whose values are kept; the others are only counted
 * @throws what the stream throws (an aborted upload); invalid content never throws, it becomes findings
 */
export async function readCsvFile(
  fileName: string,
  stream: AsyncIterable<Uint8Array>,
  rowLimit = maximumRows,
): Promise<CsvFileSummary> {
  const name = fileName.toLowerCase();
  const file = csvFiles.get(name);
  if (!file) {
    for await (const _ of stream);
    return withOnly(name, finding("unknownFile"));
  }
  const tally = tallyRows(name, file, rowLimit);
  const parser = parse({
    bom: true,
    max_record_size: maximumRowBytes,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
  });
  parser.on("data", tally.add);
  // Without a listener, a quoting mistake in an upload would crash the process.
  parser.on("error", () => {});
  const start: number[] = [];
  for await (const chunk of stream) {
    if (start.length < workbookSignature.length) start.push(...chunk.subarray(0, workbookSignature.length));
    if (!parser.errored) await new Promise<void>((written) => parser.write(chunk, () => written()));
  }
  if (!parser.errored) await finished(parser.end()).catch(() => {});

  if (workbookSignature.every((byte, at) => start[at] === byte)) return withOnly(name, finding("workbook"));
  // The parser honors a UTF-16 byte order mark, but the service would not.
  if (parser.options.encoding !== "utf8") return withOnly(name, finding("utf16"));
  // How many of the rows before a mistake were delivered depends on the chunks, so none of them is reported.
  if (parser.errored instanceof CsvError)
    return withOnly(name, finding("notCsv", [], Number(parser.errored["records"]) + 1));
  if (parser.errored) throw parser.errored;
  return tally.summary();
}

/** The first bytes of a ZIP archive, the format of Excel workbooks. */
const workbookSignature = [0x50, 0x4b, 0x03, 0x04];

/** A column whose values are checked. */
interface CheckedColumn {
  readonly column: string;
  readonly format: ValueFormat | undefined;
  readonly isRequired: boolean;
  readonly empty: Finding;
  readonly invalid: Finding | undefined;
  at: number;
}

const isBlank = (value: string): boolean => value === "" || value.trim() === "";

function tallyRows(fileName: string, file: CsvFile, rowLimit: number) {
  let columns: readonly string[] | undefined;
  let names: ColumnNames = "SDS";
  let headerFault: Finding | undefined;
  let repeated: readonly string[] = [];
  let rows = 0;
  let line = 0;
  let nextLine = 1;
  const emptyRow = finding("emptyRow");
  const valueCount = finding("valueCount");
  const invalidCharacter = finding("invalidCharacter");
  const lineBreak = finding("lineBreak");
  const checked = [...new Set([...file.requiredColumns, ...file.formats.keys()])].map((column): CheckedColumn => {
    const format = file.formats.get(column);
    const isRequired = file.requiredColumns.includes(column) && file.emptyColumns?.has(column) !== true;
    const invalid = format && finding(format, [column]);
    return { column, format, isRequired, empty: finding("emptyValue", [column]), invalid, at: -1 };
  });
  const values = checked.map(() => "");
  const indexOf = (column: string): number => checked.findIndex((each) => each.column === column);
  const unique = file.uniqueColumns.map((names) => ({
    names,
    at: names.map(indexOf),
    seen: new Set<string>(),
    repeated: finding("duplicate", names),
  }));
  const references = [...file.references.keys()].map((column) => ({
    column,
    at: indexOf(column),
    counts: new Map<string, number>(),
  }));
  const keyAt = file.keyColumn === undefined ? -1 : indexOf(file.keyColumn);
  const keys = unique.find(({ at }) => at.length === 1 && at[0] === keyAt)?.seen;
  /** Possible keys of rows with the wrong number of values, where the key's position is uncertain. */
  const doubtfulKeys = new Set<string>();
  let optional: { at: number; empty: Finding }[] = [];
  let rules: { column: string; at: number; rejected: RegExp; errorCode: string }[] = [];
  const rejected: RejectedRecord[] = [];

  const hit = (mistake: Finding): void => {
    mistake.rows += 1;
    mistake.firstRow ||= line;
  };

  function addHeader(row: readonly string[]): void {
    const header = readHeader(fileName, file, row);
    ({ columns, names } = header);
    if (header.fault) {
      const [kind, detail] = header.fault;
      headerFault = { ...finding(kind), ...(detail === undefined ? {} : { found: [detail] }) };
      return;
    }
    repeated = repeatedColumns(columns);
    // It is unknown which of two equal columns is meant.
    const place = (column: string): number => (repeated.includes(column) ? -1 : header.columns.indexOf(column));
    for (const each of checked) each.at = place(each.column);
    optional = columns
      .flatMap((column, at) =>
        column === "" || file.requiredColumns.includes(column) ? [] : { at, empty: finding("emptyValue", [column]) },
      )
      .slice(0, maximumOptionalColumns);
    rules = [...file.characterRules].flatMap(([column, rule]) =>
      place(column) < 0 ? [] : { column, at: place(column), ...rule },
    );
  }

  function add(row: readonly string[]): void {
    line = nextLine;
    nextLine += 1;
    if (row.length === 1 && row[0] === "") return;
    if (!columns) return addHeader(row);
    rows += 1;
    // The set is rejected for its size, so no more values are needed.
    if (rows > rowLimit || headerFault) return;
    if (row[0] === "" && row.every((value) => value === "")) return hit(emptyRow);

    const suspects = row.filter((value) => unreliable.test(value));
    if (suspects.length > 0) addSuspects(suspects);
    if (row.length !== columns.length) return addMisaligned(row, columns.length);
    for (const [index, { at, format, isRequired, empty, invalid }] of checked.entries()) {
      values[index] = "";
      const value = at < 0 ? "" : (row[at] ?? "");
      if (isBlank(value)) {
        if (isRequired && at >= 0) hit(empty);
        continue;
      }
      if (format === undefined || hasFormat[format](value)) values[index] = value;
      else {
        if (invalid) hit(invalid);
        values[index] = trimmed(value);
      }
    }
    addKeys();
    for (const { at, empty } of optional) if (isBlank(row[at] ?? "")) hit(empty);
    if (rules.length > 0 && rejected.length < maximumRejected) addRejected(row);
  }

  function addSuspects(suspects: readonly string[]): void {
    const breaks = suspects.flatMap((value) => value.match(lineBreaks) ?? []);
    nextLine += breaks.length;
    if (breaks.length > 0) hit(lineBreak);
    if (suspects.some((value) => unreliable.test(value.replace(lineBreaks, "")))) hit(invalidCharacter);
  }

  function addMisaligned(row: readonly string[], length: number): void {
    hit(valueCount);
    const { at = -1 } = checked[keyAt] ?? {};
    if (at < 0) return;
    for (const value of [row[at], row[at - length + row.length]]) if (value) doubtfulKeys.add(trimmed(value));
  }

  function addKeys(): void {
    for (const { at, seen, repeated } of unique) {
      const parts = at.map((index) => values[index] ?? "");
      if (parts.includes("")) continue;
      const key = parts.length === 1 ? (parts[0] as string) : parts.join("\0");
      if (seen.has(key)) hit(repeated);
      else seen.add(key);
    }
    for (const { at, counts } of references) {
      const value = values[at];
      if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }

  function addRejected(row: readonly string[]): void {
    const rule = rules.find(({ at, rejected }) => rejected.test(row[at] ?? ""));
    if (!rule) return;
    const text = (column: string): string => copied((values[indexOf(column)] ?? "").slice(0, maximumTextLength));
    const { column, errorCode } = rule;
    const name = text(file.requiredColumns.at(-1) ?? keyColumn);
    rejected.push({ fileName, column, errorCode, key: text(keyColumn), name });
  }

  function missingColumns(): Finding[] {
    const header = columns ?? [];
    const missing = file.requiredColumns.filter((column) => !header.includes(column));
    if (missing.length === 0) return [];
    const found = missing.flatMap((column) => lookalikeOf(columnName(fileName, names, column), header) ?? []);
    return [{ ...finding("missingColumns", missing), ...(found.length > 0 ? { found } : {}) }];
  }

  function summary(): CsvFileSummary {
    if (!columns) return withOnly(fileName, finding("noHeader"));
    if (headerFault) return { ...withOnly(fileName, headerFault), rows };
    const hasKeys = checked[keyAt] !== undefined && checked[keyAt].at >= 0 && rows <= rowLimit;
    for (const key of doubtfulKeys) keys?.add(key);
    const counted = [
      emptyRow,
      valueCount,
      invalidCharacter,
      lineBreak,
      ...checked.map(({ empty }) => empty),
      ...checked.flatMap(({ invalid }) => invalid ?? []),
      ...unique.map(({ repeated }) => repeated),
    ];
    return {
      fileName,
      names,
      rows,
      findings: [
        ...missingColumns(),
        ...(repeated.length > 0 ? [finding("repeatedColumns", repeated)] : []),
        ...(rows === 0 ? [finding("noRows")] : []),
        ...counted.filter((found) => found.rows > 0),
      ],
      keys: hasKeys ? keys : undefined,
      references: new Map(references.map(({ column, counts }) => [column, counts])),
      optionalColumns: optional.map(({ empty }) => empty),
      rejected,
    };
  }

  return { add, summary };
}

// A substring keeps the whole string in memory; a copy does not.
const copied = (part: string): string => Buffer.from(part).toString();

function trimmed(value: string): string {
  const short = value.trim();
  return short.length === value.length ? value : copied(short);
}

function finding(kind: FindingKind, columns: readonly string[] = [], firstRow = 0): Finding {
  return { kind, columns, rows: 0, firstRow };
}

/** The summary of a file that was dropped to save memory. */
export const droppedFile = (fileName: string): CsvFileSummary => withOnly(fileName, finding("dropped"));

function withOnly(fileName: string, found: Finding): CsvFileSummary {
  return {
    fileName,
    names: "SDS",
    rows: 0,
    findings: [found],
    keys: undefined,
    references: new Map(),
    optionalColumns: [],
    rejected: [],
  };
}
