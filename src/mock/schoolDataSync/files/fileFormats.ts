/** The column that identifies a school, section, student or teacher, and that all references point to. */
export const keyColumn = "SIS ID";

/** Maximum number of rows in the files of one profile together, excluding headers. */
export const maximumRows = 500_000;

/** The format of a column's values. An identifier has no white space. */
export type ValueFormat = "identifier" | "date" | "role";

/** The column names of a file: the service's standard ones, or those for the United Kingdom. */
export type ColumnNames = "SDS" | "UK";

/** Characters that the directory rejects in a property, and the error that a sync reports for them. */
interface CharacterRule {
  readonly rejected: RegExp;
  readonly errorCode: string;
}

export interface CsvFile {
  /** A sync starts without it. */
  readonly isOptional?: true;
  /** Column names; case-sensitive. */
  readonly requiredColumns: readonly string[];
  /** Required columns whose values may be empty. */
  readonly emptyColumns?: ReadonlySet<string>;
  /** The additional columns in Microsoft's sample files. */
  readonly optionalColumns: readonly string[];
  /** The column that identifies a row; absent if nothing refers to rows of the file. */
  readonly keyColumn?: string;
  /** Each entry lists columns whose combination of values must be unique. */
  readonly uniqueColumns: readonly (readonly string[])[];
  /** Column → lower-case name of the file whose key column must contain the value. */
  readonly references: ReadonlyMap<string, string>;
  readonly formats: ReadonlyMap<string, ValueFormat>;
  /** Column → characters for which a sync skips the record. */
  readonly characterRules: ReadonlyMap<string, CharacterRule>;
}

// Characters not allowed in group mail nicknames, SharePoint sites and user principal names, as documented by Microsoft
// Graph and SharePoint; the error codes are from School Data Sync's list of errors.
const mailNickname = { rejected: /[@()\\[\]";:<>,]/, errorCode: "AzureActiveDirectoryInvalidPropertyValue" };
const displayName = { rejected: /["*:<>?/\\|~#%&{}]/, errorCode: "None" };
const userPrincipalName = {
  rejected: /[^A-Za-z0-9'._!#^~@-]/,
  errorCode: "AzureActiveDirectoryInvalidPropertyValue",
};

const identifiers = (...columns: string[]): [string, ValueFormat][] => columns.map((column) => [column, "identifier"]);

const personOf = (...optionalColumns: string[]): CsvFile => ({
  requiredColumns: [keyColumn, "School SIS ID", "Username"],
  optionalColumns: ["First Name", "Last Name", "Password", "State ID", "Secondary Email", ...optionalColumns],
  keyColumn,
  uniqueColumns: [[keyColumn], ["Username"]],
  references: new Map([["School SIS ID", "school.csv"]]),
  formats: new Map([...identifiers(keyColumn, "School SIS ID", "Username"), ["Birthdate", "date"]]),
  characterRules: new Map([
    ["Username", userPrincipalName],
    ["First Name", displayName],
    ["Last Name", displayName],
  ]),
});

const membershipOf = (people: string): CsvFile => ({
  requiredColumns: ["Section SIS ID", keyColumn],
  optionalColumns: [],
  uniqueColumns: [["Section SIS ID", keyColumn]],
  references: new Map([
    ["Section SIS ID", "section.csv"],
    [keyColumn, people],
  ]),
  formats: new Map(identifiers("Section SIS ID", keyColumn)),
  characterRules: new Map(),
});

const accountColumns = ["First Name", "Last Name", "Password"];

/**
 * The optional columns that a profile syncs if it names none: all except those that only new accounts need, as in the
 * published response to a create, which lists those of teachers.
 */
export const columnsByDefault = ({ optionalColumns }: CsvFile): string[] =>
  optionalColumns.filter((column) => !accountColumns.includes(column));

/** The known files by lower-case name, in the order in which they are reported. */
export const csvFiles: ReadonlyMap<string, CsvFile> = new Map<string, CsvFile>([
  [
    "school.csv",
    {
      requiredColumns: [keyColumn, "Name"],
      optionalColumns: [
        ...["School Number", "School NCES_ID", "State ID", "Grade Low", "Grade High", "Principal SIS ID"],
        ...[
          "Principal Name",
          "Principal Secondary Email",
          "Address",
          "City",
          "State",
          "Country",
          "Zip",
          "Phone",
          "Zone",
        ],
      ],
      keyColumn,
      uniqueColumns: [[keyColumn]],
      references: new Map(),
      formats: new Map(identifiers(keyColumn)),
      characterRules: new Map(),
    },
  ],
  [
    "section.csv",
    {
      requiredColumns: [keyColumn, "School SIS ID", "Section Name"],
      optionalColumns: [
        ...["Section Number", "Term SIS ID", "Term Name", "Term StartDate", "Term EndDate", "Course SIS ID"],
        ...["Course Name", "Course Number", "Course Description", "Course Subject", "Periods", "Status"],
      ],
      keyColumn,
      uniqueColumns: [[keyColumn]],
      references: new Map([["School SIS ID", "school.csv"]]),
      formats: new Map([
        ...identifiers(keyColumn, "School SIS ID"),
        ["Term StartDate", "date"],
        ["Term EndDate", "date"],
      ]),
      characterRules: new Map([
        [keyColumn, mailNickname],
        ["Section Name", displayName],
      ]),
    },
  ],
  ["student.csv", personOf("Student Number", "Middle Name", "Grade", "Status", "Birthdate", "Graduation Year")],
  ["studentenrollment.csv", membershipOf("student.csv")],
  ["teacher.csv", personOf("Teacher Number", "Status", "Middle Name", "Title", "Qualification")],
  ["teacherroster.csv", membershipOf("teacher.csv")],
  [
    "user.csv",
    {
      isOptional: true,
      requiredColumns: ["Email", "First Name", "Last Name", "Phone", keyColumn],
      emptyColumns: new Set(["Phone", keyColumn]),
      optionalColumns: [],
      keyColumn: "Email",
      uniqueColumns: [["Email"]],
      references: new Map(),
      formats: new Map(identifiers("Email", keyColumn)),
      characterRules: new Map(),
    },
  ],
  [
    "guardianrelationship.csv",
    {
      isOptional: true,
      requiredColumns: [keyColumn, "Email", "Role"],
      emptyColumns: new Set(["Role"]),
      optionalColumns: [],
      uniqueColumns: [[keyColumn, "Email"]],
      references: new Map([
        [keyColumn, "student.csv"],
        ["Email", "user.csv"],
      ]),
      formats: new Map([...identifiers(keyColumn, "Email"), ["Role", "role"]]),
      characterRules: new Map(),
    },
  ],
]);

const ukKeys = { [keyColumn]: "ID", "School SIS ID": "School DfE Number" };
const ukMemberships = { "Section SIS ID": "Section ID", [keyColumn]: "ID" };

/** File → column → its name in files for the United Kingdom. The parents' files have no names of their own there. */
export const ukColumns: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "school.csv": { [keyColumn]: "DfE Number", Zip: "Postal Code" },
  "section.csv": ukKeys,
  "student.csv": ukKeys,
  "studentenrollment.csv": ukMemberships,
  "teacher.csv": ukKeys,
  "teacherroster.csv": ukMemberships,
};

/** The name of a column in a file. */
export const columnName = (fileName: string, names: ColumnNames, column: string): string =>
  (names === "UK" ? ukColumns[fileName]?.[column] : undefined) ?? column;

/** Other formats of the School Data Sync website, by their characteristic files; the first match counts. */
export const otherFormats: readonly { readonly name: string; readonly files: readonly string[] }[] = [
  { name: "OneRoster", files: ["manifest.csv"] },
  { name: "SDS V2.1", files: ["orgs.csv", "users.csv", "roles.csv"] },
  { name: "SDS V2", files: ["orgs.csv", "users.csv"] },
  { name: "Clever", files: ["schools.csv", "sections.csv", "students.csv", "teachers.csv"] },
];

/** Roles in `guardianrelationship.csv`. */
export const guardianRoles = ["Parent", "Relative", "Aide", "Doctor", "Guardian", "Child", "Administrator", "Other"];
