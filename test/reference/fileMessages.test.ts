import { describe, expect, it } from "vitest";
import { droppedFile, readCsvFile } from "../../src/mock/schoolDataSync/files/inspectFile.ts";
import { type VerificationMessage, wordings } from "../../src/mock/schoolDataSync/files/verifyFiles.ts";
import { verifyUploads } from "../../src/mock/schoolDataSync/files/verifyUploads.ts";
import { fileMessages } from "../../src/reference/guide/fileMessages.ts";
import { operation } from "../contract/bundle.ts";
import { chunksOf, validSet } from "../mock/schoolDataSync/files/fileSet.ts";

/** Files that replace those of a valid set; `undefined` removes one. */
type Files = Record<string, string | Uint8Array | undefined>;

const schools = (text: string): Files => ({ "School.csv": text });
const without = Object.fromEntries(Object.keys(validSet).map((name) => [name, undefined]));
const parents = {
  "user.csv": "Email,First Name,Last Name,Phone,SIS ID\nkim@example.com,Kim,Lee,,\n",
  "guardianrelationship.csv": "SIS ID,Email,Role\ns1,kim@example.com,Mother\n",
};

/** A set of files for each message that a start can return about files. */
const sets: Files[] = [
  { "School.csv": undefined },
  { "user.csv": parents["user.csv"] },
  { "notes.csv": "" },
  { "csv/School.csv": validSet["School.csv"] },
  { "SCHOOL.csv": validSet["School.csv"] },
  { ...without, "orgs.csv": "", "users.csv": "" },
  schools(""),
  schools("PK\u0003\u0004"),
  { "School.csv": Buffer.from("\ufeffSIS ID,Name\n1,Elm\n", "utf16le") },
  schools('#TYPE System.Object\n"SIS ID","Name"\n'),
  schools("Length\n8\n"),
  schools("sep=,\nSIS ID,Name\n"),
  schools("SIS ID;Name\n1;Elm\n"),
  schools('SIS ID,Name\n1,"Elm"s\n'),
  schools("SIS ID\n1\n"),
  schools("SIS ID,name\n1,Elm\n"),
  schools("SIS ID,Name,Name\n1,Elm,Elm\n"),
  schools("SIS ID,Name\n"),
  schools("SIS ID,Name\n1,Elm\n,\n"),
  schools("SIS ID,Name\n1,Elm,Oak\n"),
  schools("SIS ID,Name\n1,E\u0007lm\n"),
  schools('SIS ID,Name\n1,"Elm\nOak"\n'),
  schools("SIS ID,Name\n1,\n"),
  schools("SIS ID,Name\n1 2,Elm\n"),
  { "Student.csv": "SIS ID,School SIS ID,Username,Birthdate\ns1,1,ann,May\ns2,2,bob,\n" },
  parents,
  schools("SIS ID,Name\n3,Elm\n"),
  schools("SIS ID,Name\n1,Elm\n1,Oak\n2,Oak\n"),
  schools("SIS ID,Name,Zip\n1,Elm,\n2,Oak,1\n"),
];
const synced = new Map([["school.csv", ["Zip"]]]);

async function messagesOf(files: Files): Promise<VerificationMessage[]> {
  const present = Object.entries<string | Uint8Array | undefined>({ ...validSet, ...files }).flatMap(
    ([blobName, content]) => (content === undefined ? [] : { blobName, content }),
  );
  const read = await Promise.all(
    present.map(async ({ blobName, content }) => ({
      ...(await readCsvFile(blobName, chunksOf(content, 1000))),
      blobName,
    })),
  );
  return verifyUploads(read, synced);
}

const [school] = await Promise.all([readCsvFile("school.csv", chunksOf(validSet["School.csv"], 1000))]);
const messages = [
  ...(await Promise.all(sets.map(messagesOf))).flat(),
  ...verifyUploads([{ ...school, rows: 500_001, blobName: "school.csv" }]),
  ...verifyUploads([{ ...droppedFile("school.csv"), blobName: "school.csv" }]),
];

/** Matches a message for any number of rows and columns. */
function patternOf(message: string): RegExp {
  const pattern = message
    .replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replace("(row … first\\)", "(row …( first)?\\)")
    .replace(/^… rows (have|lack|repeat)/, (_, verb) => `… rows? (${verb === "have" ? "have|has" : `${verb}s?`})`)
    .replace(/^The column (.+) (is|occurs) (missing|more)/, "The columns? $1 (is|are|occurs?) $3")
    .replaceAll("…", ".+");
  return new RegExp(`^${pattern}$`, "u");
}
const rows = fileMessages.map((row) => ({ ...row, pattern: patternOf(row.message) }));
const rowOf = ({ type, description }: Pick<VerificationMessage, "type" | "description">) =>
  rows.find((row) => row.type === type && row.pattern.test(description));

const distinct = new Map(messages.map((message) => [`${message.type}: ${message.description}`, message]));

describe("the reference", () => {
  it.each([...distinct])("explains %s", (_, message) => {
    expect(rowOf(message)).toBeDefined();
  });

  it.each(Object.entries(wordings))(
    "explains the mock's message about a file with the fault %s",
    (_, [type, describe]) => {
      const finding = { columns: ["Name"], found: ["name"], rows: 2, firstRow: 3 };
      expect(rowOf({ type, description: describe({ kind: "noRows", ...finding }) })).toBeDefined();
    },
  );

  it.each(rows)("explains only messages that can be returned ($type: $message)", (row) => {
    expect(messages.some((message) => rowOf(message) === row)).toBe(true);
  });

  const { responses } = operation("startSynchronizationProfile");
  const examples = responses.flatMap((response) => Object.entries(response.examples));
  it.each(examples)("explains every message in the example %s", (_, { value }) => {
    const { value: shown = [] } = value as unknown as { value?: VerificationMessage[] };
    expect(shown.filter((message) => !rowOf(message))).toEqual([]);
  });
});
