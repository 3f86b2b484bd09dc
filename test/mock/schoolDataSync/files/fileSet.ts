import { readCsvFile } from "../../../../src/mock/schoolDataSync/files/inspectFile.ts";
import { verifyCsvFiles } from "../../../../src/mock/schoolDataSync/files/verifyFiles.ts";

export type FileSet = Readonly<Record<string, string | Uint8Array | undefined>>;

/** A set with the optional columns that the example `csvNewAccounts` syncs. */
export const validSet = {
  "School.csv": "SIS ID,Name\n1,Elm\n2,Oak\n",
  "Section.csv": "SIS ID,School SIS ID,Section Name\nmath,1,Math\nart,2,Art\n",
  "Student.csv": "SIS ID,School SIS ID,Username,State ID,Middle Name,Grade\ns1,1,ann,11,Lee,7\ns2,2,bob,12,Kim,7\n",
  "StudentEnrollment.csv": "Section SIS ID,SIS ID\nmath,s1\nart,s2\n",
  "Teacher.csv": "SIS ID,School SIS ID,Username\nt1,1,cleo\n",
  "TeacherRoster.csv": "Section SIS ID,SIS ID\nmath,t1\n",
} as const satisfies FileSet;

/** A student file with those columns; each row is the student's id, school and user name. */
export const studentsOf = (...rows: string[]): string =>
  ["SIS ID,School SIS ID,Username,State ID,Middle Name,Grade", ...rows.map((row) => `${row},11,Lee,7`), ""].join("\n");

export async function* chunksOf(content: string | Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content as Uint8Array);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export async function messagesFor(files: FileSet, chunkSize: number): Promise<string[]> {
  const present = Object.entries(files).flatMap(([name, content]) =>
    content === undefined ? [] : [{ name, content }],
  );
  const summaries = await Promise.all(
    present.map(({ name, content }) => readCsvFile(name, chunksOf(content, chunkSize))),
  );
  return verifyCsvFiles(summaries).map(({ type, fileName, description }) => `${type} ${fileName}: ${description}`);
}
