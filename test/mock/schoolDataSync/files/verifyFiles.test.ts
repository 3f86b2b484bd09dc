import { describe, expect, it, test } from "vitest";
import { verifyCsvFiles } from "../../../../src/mock/schoolDataSync/files/verifyFiles.ts";
import { droppedFile, readCsvFile } from "../../../../src/mock/schoolDataSync/files/inspectFile.ts";
import { chunksOf, messagesFor, validSet, type FileSet } from "./fileSet.ts";

const chunkSizes = [1, 7, 65_536];

interface Case {
  readonly when: string;
  /** Laid over the valid set; `undefined` removes a file. */
  readonly files: FileSet;
  readonly messages: readonly string[];
}

const accepted: readonly Omit<Case, "messages">[] = [
  { when: "the set is valid", files: {} },
  { when: "file names have another case", files: { "School.csv": undefined, "SCHOOL.CSV": validSet["School.csv"] } },
  { when: "lines end in CRLF", files: { "School.csv": "SIS ID,Name\r\n1,Elm\r\n2,Oak\r\n" } },
  { when: "lines end in CR", files: { "School.csv": "SIS ID,Name\r1,Elm\r2,Oak\r" } },
  { when: "line ends are mixed", files: { "School.csv": "SIS ID,Name\r\n1,Elm\n2,Oak" } },
  { when: "there are blank lines", files: { "School.csv": "SIS ID,Name\n\n1,Elm\n2,Oak\n\n\n" } },
  { when: "the file begins with a byte order mark", files: { "School.csv": "\ufeffSIS ID,Name\n1,Elm\n2,Oak\n" } },
  {
    when: "a quoted header follows a byte order mark",
    files: { "School.csv": '\ufeff"SIS ID","Name"\n1,Elm\n2,Oak\n' },
  },
  { when: "values hold commas", files: { "School.csv": 'SIS ID,Name\n1,"Elm, Upper"\n2,Oak\n' } },
  { when: "values hold quotation marks", files: { "School.csv": 'SIS ID,Name\n1,"The ""Elm"""\n2,Oak\n' } },
  { when: "values are not ASCII", files: { "School.csv": "SIS ID,Name\n1,Écôle 学校 🏫\n2,Oak\n" } },
  { when: "there are further columns in any order", files: { "School.csv": "Zip,Name,SIS ID\n,Elm,1\n,Oak,2\n" } },
  {
    when: "pairs of ids differ only in where the first one ends",
    files: {
      "Section.csv": "SIS ID,School SIS ID,Section Name\na,1,A\nab,1,AB\n",
      "Student.csv": "SIS ID,School SIS ID,Username\nbc,1,ann\nc,1,bob\n",
      "StudentEnrollment.csv": "Section SIS ID,SIS ID\na,bc\nab,c\n",
      "TeacherRoster.csv": "Section SIS ID,SIS ID\na,t1\n",
    },
  },
  { when: "the header ends with empty columns", files: { "School.csv": "SIS ID,Name,,\n1,Elm,,\n2,Oak,,\n" } },
  ...["7/1/2017", "31/8/2017", "2017-07-01", "20170701", "2020-08-15T06:00:00Z", "7/1/2017 12:00:00 AM", ""].map(
    (date) => ({
      when: `a term starts at '${date}'`,
      files: {
        "Section.csv": `SIS ID,School SIS ID,Section Name,Term StartDate\nmath,1,Math,${date}\nart,2,Art,\n`,
      },
    }),
  ),
];

const sections = (...dates: string[]): FileSet => ({
  "Section.csv": `SIS ID,School SIS ID,Section Name,Term StartDate,Term EndDate\nmath,1,Math,${dates.join()}\nart,2,Art,,\n`,
});

const notCsv =
  "is not valid CSV: a quotation mark is misplaced or not closed, or the row is too long. The file was not checked.";
const utf16 = Buffer.from("\ufeffSIS ID,Name\n1,Elm\n2,Oak\n", "utf16le");
const invalidUtf8 = Buffer.concat([Buffer.from("SIS ID,Name\n1,Elm\n2,"), Buffer.of(0xc9), Buffer.from("cole\n")]);

const reported: readonly Case[] = [
  ...Object.keys(validSet).map((name): Case => ({
    when: `${name} is not uploaded`,
    files: { [name]: undefined },
    messages: [`Error ${name.toLowerCase()}: The file is missing. All six files are required.`],
  })),
  {
    when: "uploaded files have unexpected names",
    files: { "Zebra.csv": "x", "students.csv": "SIS ID\n1\n" },
    messages: ["students.csv", "zebra.csv"].map(
      (name) =>
        `Error ${name}: The file is not one of the six expected files: school.csv, section.csv, student.csv, studentenrollment.csv, teacher.csv, teacherroster.csv. Only user.csv, guardianrelationship.csv may be added to them.`,
    ),
  },
  {
    when: "a file has no bytes",
    files: { "School.csv": "" },
    messages: ["Error school.csv: The file is empty. The first row must contain the column names."],
  },
  {
    when: "a file has a header only",
    files: { "TeacherRoster.csv": "Section SIS ID,SIS ID\n" },
    messages: ["Warning teacherroster.csv: The file has a header but no rows."],
  },
  {
    when: "a column is missing, but not the references to it",
    files: { "School.csv": "School Number,Name\n1,Elm\n" },
    messages: ['Error school.csv: The column "SIS ID" is missing.'],
  },
  {
    when: "column names differ in case or spaces",
    files: { "School.csv": "sis id, Name\n1,Elm\n" },
    messages: [
      'Error school.csv: The columns "SIS ID" and "Name" are missing. Found "sis id" and " Name": column names are case-sensitive and must not have extra spaces or invisible characters.',
    ],
  },
  {
    when: "a row lacks a value",
    files: { "School.csv": "SIS ID,Name\n1,Elm\n2,\n" },
    messages: ['Error school.csv: 1 row lacks a value for "Name" (row 3).'],
  },
  {
    when: "a row lacks its key",
    files: { "School.csv": "SIS ID,Name\n1,Elm\n2,Oak\n,Ash\n" },
    messages: ['Error school.csv: 1 row lacks a value for "SIS ID" (row 4).'],
  },
  {
    when: "rows lack values, or have only spaces for them",
    files: { "Student.csv": 'SIS ID,School SIS ID,Username\ns1,1,ann\ns2,,bob\ns3,,""\ns4,1,"  "\n' },
    messages: [
      'Error student.csv: 2 rows lack a value for "School SIS ID" (row 3 first).',
      'Error student.csv: 2 rows lack a value for "Username" (row 4 first).',
    ],
  },
  {
    when: "ids and user names repeat",
    files: { "Teacher.csv": "SIS ID,School SIS ID,Username\nt1,1,cleo\nt1,1,dan\nt2,1,cleo\nt3,1,cleo\n" },
    messages: [
      'Warning teacher.csv: 1 row repeats a value of "SIS ID" that must be unique (row 3).',
      'Warning teacher.csv: 2 rows repeat a value of "Username" that must be unique (row 4 first).',
    ],
  },
  {
    when: "a student is enrolled twice in a section",
    files: { "StudentEnrollment.csv": "Section SIS ID,SIS ID\nmath,s1\nart,s1\nmath,s1\n" },
    messages: [
      'Warning studentenrollment.csv: 1 row repeats a value of "Section SIS ID" and "SIS ID" that must be unique (row 4).',
    ],
  },
  ...[
    ["Section.csv", "School SIS ID", "school.csv", "SIS ID,School SIS ID,Section Name\nmath,9,Math\nart,9,Art\n"],
    ["Student.csv", "School SIS ID", "school.csv", "SIS ID,School SIS ID,Username\ns1,9,ann\ns2,9,bob\n"],
    ["StudentEnrollment.csv", "Section SIS ID", "section.csv", "Section SIS ID,SIS ID\nx,s1\ny,s2\n"],
    ["StudentEnrollment.csv", "SIS ID", "student.csv", "Section SIS ID,SIS ID\nmath,t1\nart,t1\n"],
    ["Teacher.csv", "School SIS ID", "school.csv", "SIS ID,School SIS ID,Username\nt1,9,cleo\nt2,8,dan\n"],
    ["TeacherRoster.csv", "Section SIS ID", "section.csv", "Section SIS ID,SIS ID\nMath,t1\nART,t1\n"],
    ["TeacherRoster.csv", "SIS ID", "teacher.csv", "Section SIS ID,SIS ID\nmath,s1\nart,s1\n"],
  ].map(([name = "", column, target, content]): Case => ({
    when: `${column} of ${name} is unknown`,
    files: { [name]: content },
    messages: [`Error ${name.toLowerCase()}: 2 rows have a "${column}" that is not a "SIS ID" in ${target}.`],
  })),
  {
    when: "rows have more or fewer values than columns",
    files: { "School.csv": "SIS ID,Name\n1,Elm\n2,Oak\n3\n4,Ash,x\n" },
    messages: ["Error school.csv: 2 rows have more or fewer values than the header has columns (row 4 first)."],
  },
  {
    when: "a value holds a line break",
    files: { "School.csv": 'SIS ID,Name\n1,"Elm\r\nUpper"\n2,Oak\n' },
    messages: ["Error school.csv: 1 row has an invalid value: a line break inside quotation marks (row 2)."],
  },
  {
    when: "a value is not UTF-8",
    files: { "School.csv": invalidUtf8 },
    messages: [
      "Error school.csv: 1 row has an invalid value: control characters, or bytes that are not UTF-8 (row 3).",
    ],
  },
  {
    when: "a value holds a control character",
    files: { "School.csv": "SIS ID,Name\n1,El\0m\n2,Oak\n" },
    messages: [
      "Error school.csv: 1 row has an invalid value: control characters, or bytes that are not UTF-8 (row 2).",
    ],
  },
  {
    when: "a file is UTF-16",
    files: { "School.csv": utf16 },
    messages: ["Error school.csv: The file is encoded as UTF-16. Only UTF-8 is supported."],
  },
  {
    when: "a column name begins with a second byte order mark and another has a zero-width space",
    files: { "School.csv": "\ufeff\ufeffSIS ID,Name\u200b\n1,Elm\n2,Oak\n" },
    messages: [
      'Error school.csv: The columns "SIS ID" and "Name" are missing. Found "\\ufeffSIS ID" and "Name\\u200b": column names are case-sensitive and must not have extra spaces or invisible characters.',
    ],
  },
  {
    when: "columns occur twice, but not the references to them",
    files: { "School.csv": "SIS ID,Name,Zip,SIS ID,Zip\n9,Elm,1,1,1\n8,Oak,1,2,1\n" },
    messages: ['Error school.csv: The columns "SIS ID" and "Zip" occur more than once.'],
  },
  {
    when: "identifiers contain white space, but not the references without it",
    files: {
      "Section.csv": "SIS ID,School SIS ID,Section Name\nmath ,1,Math\nart,2,Art\n",
      "Student.csv": "SIS ID,School SIS ID,Username\ns1,1,ann lee\ns2,\u00a02,bob\n",
      "StudentEnrollment.csv": "Section SIS ID,SIS ID\nmath,s1\n art,s2\n",
    },
    messages: [
      'Error section.csv: 1 row has an invalid format for "SIS ID": white space is not allowed (row 2).',
      'Error student.csv: 1 row has an invalid format for "School SIS ID": white space is not allowed (row 3).',
      'Error student.csv: 1 row has an invalid format for "Username": white space is not allowed (row 2).',
      'Error studentenrollment.csv: 1 row has an invalid format for "Section SIS ID": white space is not allowed (row 3).',
    ],
  },
  ...[
    ["31/31/2023", "next summer"],
    ["2023-02-29", "20231301"],
    ["7/1/17", "1.7.2017"],
    ["2023-08-15T25:00:00Z", "2023-8-5"],
  ].map((dates): Case => ({
    when: `dates are '${dates.join("' and '")}'`,
    files: sections(...dates),
    messages: ["Term StartDate", "Term EndDate"].map(
      (column) =>
        `Error section.csv: 1 row has an invalid format for "${column}": expected a date such as 2023-08-31 (row 2).`,
    ),
  })),
  {
    when: "a row is too short or too long, but not the references to it",
    files: {
      "Student.csv": "SIS ID,School SIS ID,Username,Grade\ns1,1,ann\ns2,2,bob,9\n",
      "Teacher.csv": "Title,School SIS ID,Username,SIS ID\nMs, 1,1,cleo,t1\n",
    },
    messages: [
      "Error student.csv: 1 row has more or fewer values than the header has columns (row 2).",
      "Error teacher.csv: 1 row has more or fewer values than the header has columns (row 2).",
    ],
  },
  {
    when: "rows have only separators",
    files: { "School.csv": "SIS ID,Name,Zip\n1,Elm,\n2,Oak,\n,,\n,\n" },
    messages: ["Error school.csv: 2 rows have no value at all (row 4 first)."],
  },
  {
    when: "rows follow blank lines and line breaks in values, with the numbers that an editor shows",
    files: { "School.csv": 'SIS ID,Name,Zip\n\n1,"Elm\r\nUpper",1\n2,Oak,1\n\n\n,Ash,1\n' },
    messages: [
      "Error school.csv: 1 row has an invalid value: a line break inside quotation marks (row 3).",
      'Error school.csv: 1 row lacks a value for "SIS ID" (row 8).',
    ],
  },
  ...[
    [";", "semicolons"],
    ["\t", "tabs"],
    ["|", "vertical bars"],
  ].map(([separator = "", name]): Case => ({
    when: `values are separated by ${name}`,
    files: { "Student.csv": validSet["Student.csv"].replaceAll(",", separator) },
    messages: [`Error student.csv: The values are separated by ${name}. Only commas are supported.`],
  })),
  ...(
    [
      [
        "a #TYPE line",
        "#TYPE System.Management.Automation.PSCustomObject\r\n",
        "Call PowerShell's Export-Csv with -NoTypeInformation.",
      ],
      ["a sep= line", "sep=,\r\n", "Remove it."],
    ] as const
  ).map(([what, line, advice]): Case => ({
    when: `a file begins with ${what}`,
    files: { "Student.csv": line + validSet["Student.csv"] },
    messages: [expect.stringMatching(`^Error student.csv: The file begins with ${what}.*${advice}$`) as string],
  })),
  {
    when: "Export-Csv wrote an array in place of its rows",
    files: {
      "Student.csv":
        '"Count","Length","LongLength","Rank","SyncRoot","IsReadOnly","IsFixedSize","IsSynchronized"\n"2","2","2","1","System.Object[]","False","True","False"\n',
    },
    messages: [
      "Error student.csv: The file has the properties of a PowerShell object instead of its rows. Pipe the rows into Export-Csv; don't pass them as -InputObject.",
    ],
  },
  {
    when: "a workbook was renamed",
    files: { "Student.csv": Buffer.from('PK\u0003\u0004\u0014\0"xl/"\n\u00ff"workbook', "latin1") },
    messages: ["Error student.csv: The file is an Excel workbook. Save it as CSV UTF-8."],
  },
  {
    when: "a file is UTF-16 without a byte order mark",
    files: { "School.csv": Buffer.from("SIS ID,Name\n1,Elm\n", "utf16le") },
    messages: ["Error school.csv: The file is encoded as UTF-16. Only UTF-8 is supported."],
  },
  {
    when: "a quotation mark is inside an unquoted value",
    files: { "School.csv": 'SIS ID,Name\n1,\n2,5" Oak\n3,Ash\n' },
    messages: [`Error school.csv: Row 3 ${notCsv}`],
  },
  {
    when: "a quotation mark is followed by more of the value",
    files: { "School.csv": 'SIS ID,Name\n1,"Elm"s\n2,Oak\n' },
    messages: [`Error school.csv: Row 2 ${notCsv}`],
  },
  {
    when: "a quotation mark is never closed",
    files: { "School.csv": 'SIS ID,Name\n1,Elm\n2,"Oak\n' },
    messages: [`Error school.csv: Row 3 ${notCsv}`],
  },
];

describe.each(chunkSizes)("in chunks of %i bytes", (chunkSize) => {
  it.each(accepted)("accepts the set when $when", async ({ files }) => {
    expect(await messagesFor({ ...validSet, ...files }, chunkSize)).toEqual([]);
  });

  it.each(reported)("reports when $when", async ({ files, messages }) => {
    expect(await messagesFor({ ...validSet, ...files }, chunkSize)).toEqual(messages);
  });
});

// A row one byte above the limit would pass in chunks, so this one is much longer.
test.each([1_000, 65_536])("reports a far too long row in chunks of %i bytes", async (chunkSize) => {
  const files = { ...validSet, "School.csv": `SIS ID,Name\n1,${"E".repeat(200_000)}\n2,Oak\n` };
  expect(await messagesFor(files, chunkSize)).toEqual([`Error school.csv: Row 2 ${notCsv}`]);
});

test("reports a dropped file, but not the references to it", async () => {
  const summaries = Object.entries(validSet)
    .slice(1)
    .map(([name, content]) => readCsvFile(name, chunksOf(content, 65_536)));
  expect(verifyCsvFiles([droppedFile("school.csv"), ...(await Promise.all(summaries))])).toEqual([
    {
      type: "Error",
      fileName: "school.csv",
      description: "The file was dropped because the mock keeps a limited amount of uploaded data. Upload it again.",
    },
  ]);
});

test("messages are in the same order whatever the order of uploads", async () => {
  const faulty: FileSet = {
    "zzz.csv": "",
    "TeacherRoster.csv": "Section SIS ID,SIS ID\nx,\nmath,t1\nmath,t1\n",
    "School.csv": "SIS ID,Name\n1,\n1,Elm\n2,Oak\n",
    "aaa.csv": "",
  };
  const files: FileSet = { ...validSet, ...faulty };
  const reversed = Object.fromEntries(Object.entries(files).reverse());
  const messages = await messagesFor(files, 65_536);
  expect(messages.map((message) => message.split(":")[0])).toEqual([
    "Error school.csv",
    "Warning school.csv",
    "Error teacherroster.csv",
    "Warning teacherroster.csv",
    "Error teacherroster.csv",
    "Error aaa.csv",
    "Error zzz.csv",
  ]);
  expect(await messagesFor(reversed, 65_536)).toEqual(messages);
});

test("a set of more than 500,000 rows is refused, a set of 500,000 is not", async () => {
  const [school, section, ...others] = await Promise.all(
    Object.entries(validSet).map(([name, content]) => readCsvFile(name, chunksOf(content, 65_536))),
  );
  const otherRows = others.reduce((sum, { rows }) => sum + rows, 0);
  const ofSize = (total: number) =>
    verifyCsvFiles([{ ...school!, rows: 100_000 }, { ...section!, rows: total - 100_000 - otherRows }, ...others]);
  expect(ofSize(500_000)).toEqual([]);
  expect(ofSize(500_001)).toEqual([
    {
      type: "Error",
      fileName: "section.csv",
      description: "The files have 500001 rows in total, and this file has the most. The maximum is 500000.",
    },
  ]);
});

test("a file can also be read from a web stream", async () => {
  const { body } = new Response(validSet["School.csv"]);
  expect(await readCsvFile("School.csv", body as unknown as AsyncIterable<Uint8Array>)).toMatchObject({
    fileName: "school.csv",
    rows: 2,
    findings: [],
  });
});
