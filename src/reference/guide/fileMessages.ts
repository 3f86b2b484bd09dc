/** A message that a start returns about the uploaded files. */
export interface FileMessage {
  type: "Error" | "Warning";
  /** As the mock words it; `…` stands for the variable parts. */
  message: string;
  cause: string;
  fix: string;
}

const again = "An upload URL can't delete it: delete the profile, create it again, and upload the expected files only.";
const correct = (what: string): string => `${what}, and upload the file again.`;
const ownQuotes = "Quote values as CSV does, with quotation marks inside doubled";

/** Every message of the mock, in logical order: about the set, a file, its header, its rows. */
export const fileMessages: FileMessage[] = [
  {
    type: "Error",
    message: "The file is missing. All six files are required.",
    cause: "The file was not uploaded, or it was uploaded under another name",
    fix: "Upload it to the upload URL, under its name.",
  },
  {
    type: "Error",
    message: "The file is missing. user.csv and guardianrelationship.csv belong together.",
    cause: "Only one of the two files about parents was uploaded",
    fix: "Upload the other one.",
  },
  {
    type: "Error",
    message: "The file is not one of the six expected files: …. Only … may be added to them.",
    cause: "A file with an unknown name was uploaded",
    fix: again,
  },
  {
    type: "Error",
    message:
      'The file is in a folder, where the service does not look. Upload it as "…". With AzCopy, copy "…" instead of "…".',
    cause: "A folder was uploaded instead of the files in it",
    fix: again,
  },
  {
    type: "Warning",
    message:
      'Both "…" and "…" were uploaded, but file names are not case-sensitive. "…" is used, because it was uploaded last.',
    cause: "The same file was uploaded under two spellings of its name",
    fix: "Use one spelling.",
  },
  {
    type: "Error",
    message: "The files have the … format. Only the SDS format, with US or UK column names, is supported: ….",
    cause: "The files are for another service or version: SDS V2, SDS V2.1, Clever, OneRoster",
    fix: "Export the six files.",
  },
  {
    type: "Error",
    message: "The files have … rows in total, and this file has the most. The maximum is 500000.",
    cause: "The set is too large",
    fix: "Split it into several profiles.",
  },
  {
    type: "Error",
    message: "The file was dropped because the mock keeps a limited amount of uploaded data. Upload it again.",
    cause: "Many files have been uploaded for other profiles since",
    fix: "Upload it again.",
  },
  {
    type: "Error",
    message: "The file is empty. The first row must contain the column names.",
    cause: "The file has no rows",
    fix: correct("Write the column names into the first row"),
  },
  {
    type: "Error",
    message: "The file is an Excel workbook. Save it as CSV UTF-8.",
    cause: "A workbook was saved with the name of a CSV file",
    fix: correct("Save it as CSV UTF-8"),
  },
  {
    type: "Error",
    message: "The file is encoded as UTF-16. Only UTF-8 is supported.",
    cause: "Unicode text from Excel, or from Windows PowerShell 5.1",
    fix: correct("Save it as UTF-8, in PowerShell with `-Encoding utf8`"),
  },
  {
    type: "Error",
    message:
      "The file begins with a #TYPE line instead of the column names. Call PowerShell's Export-Csv with -NoTypeInformation.",
    cause: "`Export-Csv` in Windows PowerShell 5.1 adds this line",
    fix: correct("Export it with `-NoTypeInformation`"),
  },
  {
    type: "Error",
    message:
      "The file has the properties of a PowerShell object instead of its rows. Pipe the rows into Export-Csv; don't pass them as -InputObject.",
    cause: "The rows were passed to `Export-Csv` as one object",
    fix: correct("Pipe the rows into `Export-Csv`"),
  },
  {
    type: "Error",
    message: "The file begins with a sep= line, which only Excel understands, instead of the column names. Remove it.",
    cause: "A program wrote the line for Excel",
    fix: correct("Remove the line"),
  },
  {
    type: "Error",
    message: "The values are separated by …. Only commas are supported.",
    cause: "Semicolons, tabs or vertical bars, as Excel writes in some languages",
    fix: correct("Separate the values by commas"),
  },
  {
    type: "Error",
    message:
      "Row … is not valid CSV: a quotation mark is misplaced or not closed, or the row is too long. The file was not checked.",
    cause: "A quotation mark in the middle of a value, or an unclosed one",
    fix: correct(ownQuotes),
  },
  {
    type: "Error",
    message: 'The column "…" is missing.',
    cause: "The first row lacks the column",
    fix: correct("Add the column"),
  },
  {
    type: "Error",
    message:
      'The column "…" is missing. Found "…": column names are case-sensitive and must not have extra spaces or invisible characters.',
    cause: "The column's name is spelled differently",
    fix: correct("Spell the column as the message does"),
  },
  {
    type: "Error",
    message: 'The column "…" occurs more than once.',
    cause: "Two columns have the same name, so it is unclear which one is meant",
    fix: correct("Remove one of them"),
  },
  {
    type: "Warning",
    message: "The file has a header but no rows.",
    cause: "There is nothing to sync in the file",
    fix: "None, if that is intended.",
  },
  {
    type: "Error",
    message: "… rows have no value at all (row … first).",
    cause: "Rows that contain only commas, as left by a spreadsheet",
    fix: correct("Remove the rows"),
  },
  {
    type: "Error",
    message: "… rows have more or fewer values than the header has columns (row … first).",
    cause: "A comma is missing, or a value with a comma is not quoted",
    fix: correct(ownQuotes),
  },
  {
    type: "Error",
    message: "… rows have an invalid value: control characters, or bytes that are not UTF-8 (row … first).",
    cause: "The file's encoding is not UTF-8",
    fix: correct("Save it as UTF-8"),
  },
  {
    type: "Error",
    message: "… rows have an invalid value: a line break inside quotation marks (row … first).",
    cause: "A value contains several lines",
    fix: correct("Put the value on one line"),
  },
  {
    type: "Error",
    message: '… rows lack a value for "…" (row … first).',
    cause: "A required column has no value",
    fix: correct("Fill in the value"),
  },
  {
    type: "Error",
    message: '… rows have an invalid format for "…": white space is not allowed (row … first).',
    cause: "White space in a `SIS ID`, `Username` or `Email`",
    fix: correct("Remove the white space"),
  },
  {
    type: "Error",
    message: '… rows have an invalid format for "…": expected a date such as 2023-08-31 (row … first).',
    cause: "A term's date or a date of birth is in an unknown format",
    fix: correct("Write it as `2023-08-31`, `20230831` or `8/31/2023`"),
  },
  {
    type: "Error",
    message: '… rows have an invalid format for "…": expected … or … (row … first).',
    cause: "A parent's role is not in the list",
    fix: correct("Use one of the roles that the message lists"),
  },
  {
    type: "Error",
    message: '… rows have a "…" that is not a "…" in ….',
    cause: "A row refers to another one that does not exist",
    fix: "Correct the key, or add the row to the file that the message names, and upload that file again.",
  },
  {
    type: "Warning",
    message: '… rows repeat a value of "…" that must be unique (row … first).',
    cause: "The same key, user name or membership occurs more than once",
    fix: "Remove the duplicate; the sync also starts without this.",
  },
  {
    type: "Warning",
    message: 'The column "…", which the profile syncs, is missing.',
    cause: "`optionalPropertiesToSync` names a column that the file lacks",
    fix: "Add the column, or update the profile; the sync also starts without this.",
  },
  {
    type: "Warning",
    message: '… rows lack a value for "…" (row … first).',
    cause: "A column that the profile syncs has no value",
    fix: "Fill in the value; the sync also starts without this.",
  },
];
