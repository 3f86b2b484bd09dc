import { finished } from "node:stream/promises";
import { CsvError, parse } from "csv-parse";
import { csvFiles, keyColumn, maximumRows, type CsvFile } from "./fileFormats.ts";

export type FindingKind =
  | "dropped"
  | "unknownFile"
  | "notCsv"
  | "notUtf8"
  | "noHeader"
  | "missingColumn"
  | "noRows"
  | "valueCount"
  | "invalidCharacter"
  | "lineBreak"
  | "emptyValue"
  | "duplicate";

/** Something wrong inside one file, counted instead of kept. */
export interface Finding {
  readonly kind: FindingKind;
  /** The column or columns concerned; empty where the whole file or row is. */
  readonly columns: readonly string[];
  /** How many rows have it; 0 for what is wrong with the file as a whole. */
  rows: number;
  /** The first row that has it: the header is row 1, and empty lines are not counted. 0 if unknown. */
  firstRow: number;
}

/** What is kept of an uploaded file. Its rows are not. */
export interface CsvFileSummary {
  /** Lower-case. */
  readonly fileName: string;
  /** Rows read, without the header. */
  readonly rows: number;
  readonly findings: readonly Finding[];
  /** Key column values, or undefined if the file has none that can be relied on. */
  readonly keys: ReadonlySet<string> | undefined;
  /** Referring column → value → number of rows that have it. */
  readonly references: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

// Bounds what one unclosed quotation mark can make the parser hold on to.
const maximumRowBytes = 100_000;

const unreliable = /[\0-\x1f\x7f\ufffd]/;
const lineBreak = /[\r\n]/;

/**
 * Reads one uploaded file to its end and keeps counts and keys only.
 *
 * @param fileName as uploaded; its case does not matter
 * @param stream the bytes in chunks: a Node or web stream. Always read to its end, whatever the content
 * @param rowLimit rows of which values are kept; the others are only counted
 * @throws what the stream throws (an aborted upload); bad content never throws, it becomes findings
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
    skip_empty_lines: true,
  });
  parser.on("data", tally.add);
  // Without a listener, a quoting mistake in an upload would end the process.
  parser.on("error", () => {});
  for await (const chunk of stream) {
    if (!parser.errored) await new Promise<void>((written) => parser.write(chunk, () => written()));
  }
  if (!parser.errored) await finished(parser.end()).catch(() => {});

  // The parser follows a UTF-16 byte order mark, the service would not.
  if (parser.options.encoding !== "utf8") return withOnly(name, finding("notUtf8"));
  // How many of the rows before a mistake were delivered depends on the chunks, so none of them is reported.
  if (parser.errored instanceof CsvError)
    return withOnly(name, finding("notCsv", [], Number(parser.errored["records"]) + 1));
  if (parser.errored) throw parser.errored;
  return tally.summary();
}

function tallyRows(fileName: string, file: CsvFile, rowLimit: number) {
  let header: readonly string[] | undefined;
  let rows = 0;
  const valueCount = finding("valueCount");
  const invalidCharacter = finding("invalidCharacter");
  const lineBreaks = finding("lineBreak");
  const required = file.requiredColumns.map((column) => ({ column, at: -1, empty: finding("emptyValue", [column]) }));
  const unique = file.uniqueColumns.map((columns) => ({
    columns,
    at: [] as number[],
    seen: new Set<string>(),
    repeated: finding("duplicate", columns),
  }));
  const references = [...file.references.keys()].map((column) => ({
    column,
    at: -1,
    counts: new Map<string, number>(),
  }));

  const hit = (found: Finding): void => {
    found.rows += 1;
    found.firstRow ||= rows + 1;
  };

  function addHeader(names: readonly string[]): void {
    header = names;
    for (const entry of required) entry.at = names.indexOf(entry.column);
    for (const entry of references) entry.at = names.indexOf(entry.column);
    for (const entry of unique) entry.at = entry.columns.map((column) => names.indexOf(column));
  }

  function add(row: readonly string[]): void {
    if (!header) return addHeader(row);
    rows += 1;
    // The set is rejected for its size, so nothing more needs to be kept.
    if (rows > rowLimit) return;
    if (row.length !== header.length) return hit(valueCount);

    const suspects = row.filter((value) => unreliable.test(value));
    if (suspects.some((value) => lineBreak.test(value))) hit(lineBreaks);
    if (suspects.some((value) => unreliable.test(value.replace(/[\r\n]/g, "")))) hit(invalidCharacter);

    const valueAt = (at: number): string => trimmed(row[at] ?? "");
    for (const { at, empty } of required) if (at >= 0 && !valueAt(at)) hit(empty);
    for (const { at, seen, repeated } of unique) {
      const values = at.map(valueAt);
      if (values.includes("")) continue;
      const key = values.join("\0");
      if (seen.has(key)) hit(repeated);
      else seen.add(key);
    }
    for (const { at, counts } of references) {
      const value = valueAt(at);
      if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }

  function summary(): CsvFileSummary {
    if (!header) return withOnly(fileName, finding("noHeader"));
    const missing = required
      .filter(({ at }) => at < 0)
      .map(({ column }) => finding("missingColumn", [column, ...lookalikes(column)]));
    const counted = [
      valueCount,
      invalidCharacter,
      lineBreaks,
      ...required.map(({ empty }) => empty),
      ...unique.map(({ repeated }) => repeated),
    ];
    const keys = unique.find(({ columns, at }) => columns.join() === keyColumn && !at.includes(-1));
    return {
      fileName,
      rows,
      findings: [...missing, ...(rows === 0 ? [finding("noRows")] : []), ...counted.filter((found) => found.rows > 0)],
      keys: rows <= rowLimit ? keys?.seen : undefined,
      references: new Map(references.map(({ column, counts }) => [column, counts])),
    };
  }

  const lookalikes = (column: string): readonly string[] =>
    (header ?? []).filter((name) => name.trim().toLowerCase() === column.toLowerCase()).slice(0, 1);

  return { add, summary };
}

function trimmed(value: string): string {
  const short = value.trim();
  // A trimmed string refers to the whole one, however long that is; a copy does not.
  return short.length === value.length ? value : Buffer.from(short).toString();
}

function finding(kind: FindingKind, columns: readonly string[] = [], firstRow = 0): Finding {
  return { kind, columns, rows: 0, firstRow };
}

/** What is left of a file that was dropped to save memory. */
export const droppedFile = (fileName: string): CsvFileSummary => withOnly(fileName, finding("dropped"));

function withOnly(fileName: string, found: Finding): CsvFileSummary {
  return { fileName, rows: 0, findings: [found], keys: undefined, references: new Map() };
}
