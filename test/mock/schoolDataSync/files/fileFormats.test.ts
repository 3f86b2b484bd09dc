import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { csvFiles, maximumRows } from "../../../../src/mock/schoolDataSync/files/fileFormats.ts";
import { messagesFor } from "./fileSet.ts";

const chapter = await readFile("src/reference/guide/sixFiles.md", "utf8");
const files = [...chapter.matchAll(/^\| `(\w+\.csv)` \| `(.+)` \| `(.+)` \|$/gm)].map(
  ([, name = "", columns = "", row = ""]) => ({ name, columns: columns.split("`, `"), row }),
);

it("the reference names the required columns and the maximum of rows", () => {
  const documented = files.map(({ name, columns }) => [name.toLowerCase(), columns]);
  expect(documented).toEqual([...csvFiles].map(([name, { requiredColumns }]) => [name, requiredColumns]));
  expect(chapter).toContain(maximumRows.toLocaleString("en"));
});

it("files like those in the reference have no errors", async () => {
  const set = Object.fromEntries(files.map(({ name, columns, row }) => [name, `${columns.join(",")}\n${row}\n`]));
  expect(await messagesFor(set, 1000)).toEqual([]);
});
