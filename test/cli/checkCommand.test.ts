import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call, createBody, upload } from "../support/caller.ts";
import { startForTest } from "../support/mock.ts";
import { sampleFiles } from "../../src/cli/samplesCommand.ts";
import { type FileSet, validSet } from "../mock/schoolDataSync/files/fileSet.ts";
import { run } from "./command.ts";

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "graph-education-sync-check-"))));
afterAll(() => rm(folder, { recursive: true }));

async function folderOf(name: string, files: FileSet): Promise<string> {
  const path = join(folder, name);
  await mkdir(path);
  for (const [file, content = ""] of Object.entries(files)) await writeFile(join(path, file), content);
  return path;
}

async function check(...args: string[]): Promise<{ code: number | null; output: string }> {
  const { ended, output } = run("check", ...args);
  const [code] = await ended;
  return { code, output: output() };
}

const faulty: FileSet = {
  ...validSet,
  "School.csv": undefined,
  "Teacher.csv": "SIS ID,School SIS ID,Username\nt1,1,cleo\nt2,1,cleo\n",
  "TeacherRoster.csv": "Section SIS ID,SIS ID\nmath,t1\nmath,nobody\n",
};
const present = Object.fromEntries(Object.entries(faulty).filter(([, content]) => content !== undefined));

describe("graph-education-sync check", () => {
  it("reports that a sync of the samples would start", async () => {
    const csv = Object.entries(sampleFiles()).filter(([name]) => name.startsWith("csv/"));
    const path = await folderOf("samples", Object.fromEntries(csv.map(([name, text]) => [name.slice(4), text])));
    expect(await check(path)).toEqual({ code: 0, output: "A sync would start. Warnings: 0.\n" });
    expect(await check(path, "--json")).toEqual({ code: 0, output: '{\n  "value": []\n}\n' });
  });

  it("prints a line for each message, and exits with 1 if a sync would not start", async () => {
    expect(await check(await folderOf("faulty", present))).toEqual({
      code: 1,
      output: `Error    school.csv         The file is missing. All six files are required.
Warning  teacher.csv        1 row repeats a value of "Username" that must be unique (row 3).
Error    teacherroster.csv  1 row has a "SIS ID" that is not a "SIS ID" in teacher.csv.

A sync would not start. Errors: 2, warnings: 1.
`,
    });
  });

  it("prints with --json the messages that a sync's start returns", async () => {
    const path = await folderOf("json", present);
    const { url } = await startForTest({ pace: { reads: 0, ms: 0 } });
    const created = await call(url, "createSynchronizationProfile", { body: createBody("csvNewAccounts") });
    const id = String(created.body["id"]);
    const { body } = await call(url, "getSynchronizationProfileUploadUrl", { id });
    for (const [name, content = ""] of Object.entries(present)) await upload(String(body["value"]), name, content);
    const messages = (await call(url, "startSynchronizationProfile", { id })).body.value;
    const { code, output } = await check("--json", path);
    expect(code).toBe(1);
    expect(messages).toHaveLength(3);
    expect(JSON.parse(output)).toEqual({ value: messages });
  });

  it("exits with 0 despite warnings", async () => {
    const path = await folderOf("warnings", { ...validSet, "Teacher.csv": present["Teacher.csv"] });
    const { code, output } = await check(path);
    expect([code, output.split("\n").at(-2)]).toEqual([0, "A sync would start. Warnings: 1."]);
  });

  it("warns about two files whose names differ only in case", async () => {
    const path = await folderOf("case", { ...validSet, "SCHOOL.CSV": validSet["School.csv"] });
    const { code, output } = await check(path);
    expect(code).toBe(0);
    expect(output).toMatch(/^Warning {2}school\.csv {2}The folder has another file whose name differs only in case\./m);
  });

  it.each<[string, () => Promise<string>, RegExp]>([
    ["does not exist", async () => join(folder, "nowhere"), /^The folder .*nowhere does not exist\.\n$/],
    ["has no CSV files", () => folderOf("none", { "profile.json": "{}" }), /^The folder .*none has no CSV files\.\n$/],
    [
      "has its CSV files in csv/, as the samples do",
      async () => {
        const path = await folderOf("outer", {});
        await folderOf("outer/csv", validSet);
        return path;
      },
      /^The folder .*outer has no CSV files\. Did you mean .*outer.csv\?\n$/,
    ],
    [
      "is a file",
      async () => join(await folderOf("file", validSet), "School.csv"),
      /^.*School\.csv is a file\. Name the folder that contains it\.\n$/,
    ],
  ])("exits with 2 if the folder %s", async (_, make, message) => {
    const { code, output } = await check(await make());
    expect(output).toMatch(message);
    expect(code).toBe(2);
  });
});
