import { expect, it } from "vitest";
import { type FileSet, messagesFor } from "./fileSet.ts";

// Small sets like those that Microsoft published and those that exporters write.
const wholeSds = {
  "School.csv":
    "SIS ID,Name,School Number,School NCES_ID,State ID,Grade Low,Grade High,Principal SIS ID,Principal Name,Principal Secondary Email,Address,City,State,Country,Zip,Phone,Zone\n1,Elm School,1,1,OR,9,12,t1,Cleo Park,,1 Elm Way,Salem,OR,US,97301,555-010-0001,1\n",
  "Section.csv":
    "SIS ID,School SIS ID,Section Name,Section Number,Term SIS ID,Term Name,Term StartDate,Term EndDate,Course SIS ID,Course Name,Course Number,Course Description,Course Subject,Periods,Status\nmath,1,Math - Algebra 1,1,20,SY1718,7/1/2017,6/30/2018,c1,Math 101,101,Algebra,Math,1,Active\n",
  "Student.csv":
    "SIS ID,School SIS ID,First Name,Last Name,Username,Password,State ID,Secondary Email,Student Number,Middle Name,Grade,Status,Birthdate,Graduation Year\ns1,1,Ann,Lee,ALee,Secret-1,OR,,s1,,9,Active,4/2/2000,2019\n",
  "StudentEnrollment.csv": "Section SIS ID,SIS ID\nmath,s1\n",
  "Teacher.csv":
    "SIS ID,School SIS ID,First Name,Last Name,Username,Password,State ID,Teacher Number,Status,Middle Name,Secondary Email,Title,Qualification\nt1,1,Cleo,Park,CPark,Secret-1,OR,7,Active,,,,\n",
  "TeacherRoster.csv": "Section SIS ID,SIS ID\nmath,t1\n",
} as const satisfies FileSet;

const renamed = (content: string, names: Record<string, string>): string => {
  const [header = "", ...rows] = content.split("\n");
  return [
    header
      .split(",")
      .map((name) => names[name] ?? name)
      .join(),
    ...rows,
  ].join("\n");
};
const keys = { "SIS ID": "ID", "School SIS ID": "School DfE Number", "Section SIS ID": "Section ID" };
const wholeUk = Object.fromEntries(
  Object.entries(wholeSds).map(([name, content]) => [
    name,
    renamed(content, name === "School.csv" ? { "SIS ID": "DfE Number", Zip: "Postal Code" } : keys),
  ]),
);
const smallUk = {
  "School.csv": "DfE Number,Name\n1,Elm\n",
  "Section.csv": "ID,School DfE Number,Section Name\nmath,1,Math\n",
  "Student.csv": "ID,School DfE Number,Username\ns1,1,ann\n",
  "StudentEnrollment.csv": "Section ID,ID\nmath,s1\n",
  "Teacher.csv": "ID,School DfE Number,Username\nt1,1,cleo\n",
  "TeacherRoster.csv": "Section ID,ID\nmath,t1\n",
};
const parents = {
  "user.csv": "Email,First Name,Last Name,Phone,SIS ID\nkim@example.com,Kim,Lee,,\n",
  "guardianrelationship.csv": "SIS ID,Email,Role\ns1,kim@example.com,Parent\n",
};

/** Every value in quotation marks, as PowerShell 7 writes it. */
const quoted = (content: string): string =>
  content.replace(/[^\n]+/g, (line) =>
    line
      .split(",")
      .map((value) => `"${value}"`)
      .join(),
  );

it.each<[string, FileSet]>([
  ["the SDS format with every column", wholeSds],
  ["the UK format with every column", wholeUk],
  ["the UK format with the required columns", smallUk],
  ["the SDS format and parents", { ...wholeSds, ...parents }],
  ["the UK format and parents, whose files are the same everywhere", { ...wholeUk, ...parents }],
  [
    "what Export-Csv writes in Windows PowerShell",
    Object.fromEntries(
      Object.entries(wholeSds).map(([name, content]) => [name, `\ufeff${quoted(content).replaceAll("\n", "\r\n")}`]),
    ),
  ],
])("accepts %s", async (_, files) => {
  expect(await messagesFor(files, 65_536)).toEqual([]);
});

it.each<[string, FileSet, string[]]>([
  [
    "a UK file by its own column names",
    {
      ...smallUk,
      "Section.csv": "ID,School DfE Number,Section Name\n,1,Math\nmath,1,Math\nmath,9,Math\n",
      "StudentEnrollment.csv": "Section ID,SIS ID\nmath,s1\n",
      "Teacher.csv": "ID,School Dfe Number,Username\nt1,1,cleo\n",
    },
    [
      'Error section.csv: 1 row lacks a value for "ID" (row 2).',
      'Warning section.csv: 1 row repeats a value of "ID" that must be unique (row 4).',
      'Error section.csv: 1 row has a "School DfE Number" that is not a "DfE Number" in school.csv.',
      'Error studentenrollment.csv: The column "Section SIS ID" is missing.',
      'Error teacher.csv: The column "School DfE Number" is missing. Found "School Dfe Number": column names are case-sensitive and must not have extra spaces or invisible characters.',
    ],
  ],
  [
    "parents by the rules for their files",
    {
      ...wholeSds,
      "user.csv": "Email,First Name,Last Name,Phone\nkim@example.com,Kim,,\n",
      "guardianrelationship.csv": "SIS ID,Email,Role\ns1,kim@example.com,Mother\ns9,sam@example.com,\n",
    },
    [
      'Error user.csv: The column "SIS ID" is missing.',
      'Error user.csv: 1 row lacks a value for "Last Name" (row 2).',
      'Error guardianrelationship.csv: 1 row has an invalid format for "Role": expected Parent, Relative, Aide, Doctor, Guardian, Child, Administrator or Other (row 2).',
      'Error guardianrelationship.csv: 1 row has a "SIS ID" that is not a "SIS ID" in student.csv.',
      'Error guardianrelationship.csv: 1 row has a "Email" that is not a "Email" in user.csv.',
    ],
  ],
  [
    "one of the parents' files without the other",
    { ...wholeSds, "user.csv": parents["user.csv"] },
    ["Error guardianrelationship.csv: The file is missing. user.csv and guardianrelationship.csv belong together."],
  ],
  ...(
    [
      ["Clever", ["enrollments.csv", "schools.csv", "sections.csv", "students.csv", "teachers.csv"]],
      ["SDS V2", ["classes.csv", "enrollments.csv", "orgs.csv", "users.csv"]],
      ["SDS V2.1", ["academicSessions.csv", "classes.csv", "enrollments.csv", "orgs.csv", "roles.csv", "users.csv"]],
      ["OneRoster", ["academicSessions.csv", "manifest.csv", "orgs.csv", "users.csv"]],
    ] as const
  ).map(([format, names]): [string, FileSet, string[]] => [
    `a set in the ${format} format in one message`,
    Object.fromEntries(names.map((name) => [name, "sourcedId,status\n1,active\n"])),
    [
      `Error ${names[0].toLowerCase()}: The files have the ${format} format. Only the SDS format, with US or UK column names, is supported: school.csv, section.csv, student.csv, studentenrollment.csv, teacher.csv, teacherroster.csv.`,
    ],
  ]),
])("reports %s", async (_, files, messages) => {
  expect(await messagesFor(files, 65_536)).toEqual(messages);
});
