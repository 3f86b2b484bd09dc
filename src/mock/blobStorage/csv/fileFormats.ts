/** The column that names a school, section, student or teacher, and that every reference points at. */
export const keyColumn = "SIS ID";

/** Rows that the files of one profile may have together, headers not counted. */
export const maximumRows = 500_000;

export interface CsvFile {
  /** Column names, to be matched with their case. */
  readonly requiredColumns: readonly string[];
  /** Each entry is the columns whose values, taken together, may occur in one row only. */
  readonly uniqueColumns: readonly (readonly string[])[];
  /** Column → lower-case name of the file whose key column must hold the value. */
  readonly references: ReadonlyMap<string, string>;
}

const person: CsvFile = {
  requiredColumns: [keyColumn, "School SIS ID", "Username"],
  uniqueColumns: [[keyColumn], ["Username"]],
  references: new Map([["School SIS ID", "school.csv"]]),
};

const membershipOf = (people: string): CsvFile => ({
  requiredColumns: ["Section SIS ID", keyColumn],
  uniqueColumns: [["Section SIS ID", keyColumn]],
  references: new Map([
    ["Section SIS ID", "section.csv"],
    [keyColumn, people],
  ]),
});

/** The expected files by lower-case name, in the order in which they are reported. */
export const csvFiles: ReadonlyMap<string, CsvFile> = new Map<string, CsvFile>([
  [
    "school.csv",
    {
      requiredColumns: [keyColumn, "Name"],
      uniqueColumns: [[keyColumn]],
      references: new Map(),
    },
  ],
  [
    "section.csv",
    {
      requiredColumns: [keyColumn, "School SIS ID", "Section Name"],
      uniqueColumns: [[keyColumn]],
      references: new Map([["School SIS ID", "school.csv"]]),
    },
  ],
  ["student.csv", person],
  ["studentenrollment.csv", membershipOf("student.csv")],
  ["teacher.csv", person],
  ["teacherroster.csv", membershipOf("teacher.csv")],
]);
