import { type ColumnNames, type CsvFile, ukColumns } from "./fileFormats.ts";

/** What the first row contains instead of column names. */
export type HeaderFault = "workbook" | "utf16" | "typeLine" | "separatorLine" | "exportedObject" | "separator";

export interface Header {
  /** Columns by their SDS names, in file order. */
  readonly columns: readonly string[];
  readonly names: ColumnNames;
  /** Why the file can't be checked, with the separator if that is the reason. */
  readonly fault?: readonly [kind: HeaderFault, detail?: string];
}

const separators = { ";": "semicolons", "\t": "tabs", "|": "vertical bars" };

// What Export-Csv writes for a string or an array passed as -InputObject.
const objectProperties = /^(?:Length|Count,Length,LongLength,.*|Capacity,Count,.*)$/;

const hits = (columns: readonly string[], names: readonly string[]): number =>
  names.filter((name) => columns.includes(name)).length;

function faultIn(row: readonly string[], required: readonly string[]): Header["fault"] {
  const [first = ""] = row;
  if (first.startsWith("PK\u0003\u0004")) return ["workbook"];
  if (first.includes("\0")) return ["utf16"];
  if (/^#TYPE\b/.test(first)) return ["typeLine"];
  if (/^"?sep=/i.test(first)) return ["separatorLine"];
  if (objectProperties.test(row.join())) return ["exportedObject"];
  if (row.length > 1) return undefined;
  for (const [separator, name] of Object.entries(separators)) {
    const columns = first.split(separator).map((column) => column.trim().replace(/^"(.*)"$/, "$1"));
    if (columns.length > 1 && hits(columns, required) > 0) return ["separator", name];
  }
  return undefined;
}

/** Reads the first row of a file. */
export function readHeader(fileName: string, { requiredColumns }: CsvFile, row: readonly string[]): Header {
  const uk = ukColumns[fileName] ?? {};
  const ukRequired = requiredColumns.map((column) => uk[column] ?? column);
  const fault = faultIn(row, [...requiredColumns, ...ukRequired]);
  if (fault) return { columns: row, names: "SDS", fault };
  if (hits(row, ukRequired) <= hits(row, requiredColumns)) return { columns: row, names: "SDS" };
  const sds = new Map(Object.entries(uk).map(([column, name]) => [name, column]));
  return { columns: row.map((name) => sds.get(name) ?? name), names: "UK" };
}

/** The columns that occur more than once. Excel may leave empty ones at the end. */
export const repeatedColumns = (columns: readonly string[]): string[] => [
  ...new Set(columns.filter((column, at) => column.trim() !== "" && columns.indexOf(column) !== at)),
];

// White space and invisible characters.
const invisible = /[\s\p{Cf}\p{Cc}]/gu;

/** A column that is easily mistaken for this one. */
export const lookalikeOf = (column: string, columns: readonly string[]): string | undefined =>
  columns.find(
    (name) =>
      name !== column && name.replace(invisible, "").toLowerCase() === column.replace(invisible, "").toLowerCase(),
  );
