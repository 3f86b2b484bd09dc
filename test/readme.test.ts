import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { curlExample } from "../src/mock/http/curlExample.ts";
import { type Mock, startMock } from "graph-education-sync/mock";
import { validSet } from "./mock/blobStorage/csv/fileSet.ts";
import { linkPackage } from "./package/linkPackage.ts";

const execute = promisify(execFile);
const readme = await readFile("README.md", "utf8");
const documentedUrl = "http://127.0.0.1:4010";

const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))].map(([, text]) => text as string);
const blockWith = (language: string, part: string): string => {
  const found = blocks(language).find((block) => block.includes(part));
  if (!found) throw new Error(`The README has no ${language} block with ${part}.`);
  return found;
};

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

describe("the README", () => {
  it("shows the curl line that npm start prints", () => {
    expect(blockWith("sh", "curl").trim()).toBe(curlExample(documentedUrl));
  });

  it("shows a curl line that creates the profile it shows", async () => {
    const { stdout } = await execute("sh", ["-c", blockWith("sh", "curl").replace(documentedUrl, mock.url)]);
    const [head, body] = stdout.split("\r\n\r\n") as [string, string];
    expect(head).toMatch(/^HTTP\/1\.1 201 Created/);
    const created = JSON.parse(body.replaceAll(mock.url, documentedUrl)) as { id: string };
    expect(JSON.parse(blockWith("json", '"id"'))).toEqual(created);
    expect(head).toContain(`/education/synchronizationProfiles/${created.id}`);
  });

  it.each([
    ["paginate", /^Contoso School District provisioned\n/],
    ["uploadCsvFiles", /^\[\]\nsuccess 0\n$/],
    ["startMock", /^http:\S+ 0\n$/],
  ])("shows a program with %s that runs", async (name, printed) => {
    const folder = await mkdtemp(join(tmpdir(), "graph-education-sync-readme-"));
    await mock.reset();
    await mock.seed("cast");
    try {
      await mkdir(`${folder}/csv`);
      for (const [name, rows] of Object.entries(validSet)) await writeFile(`${folder}/csv/${name}`, rows);
      await linkPackage(folder);
      const program = blockWith("ts", name).replace(documentedUrl, mock.url);
      await writeFile(`${folder}/program.mts`, program);
      const { stdout } = await execute(process.execPath, ["--import", import.meta.resolve("tsx"), "program.mts"], {
        cwd: folder,
      });
      expect(stdout).toMatch(printed);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("names only scripts that exist", async () => {
    const { scripts } = JSON.parse(await readFile("package.json", "utf8")) as { scripts: Record<string, string> };
    const named = [...readme.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name as string);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
