import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { csvFiles, maximumRows } from "../../../../src/mock/schoolDataSync/files/fileFormats.ts";
import { messagesFor } from "./fileSet.ts";

const info = await readFile("openapi/info.md", "utf8");
const section = /\n# The six files\n([^]*?)\n# /.exec(info)?.[1] ?? "";
const files = [...section.matchAll(/^\| `(\w+\.csv)` \| `(.+)` \| `(.+)` \|$/gm)].map(
  ([, name = "", columns = "", row = ""]) => ({ name, columns: columns.split("`, `"), row }),
);

it("the reference names the columns and rows that are asked for", () => {
  const documented = files.map(({ name, columns }) => [name.toLowerCase(), columns]);
  expect(documented).toEqual([...csvFiles].map(([name, { requiredColumns }]) => [name, requiredColumns]));
  expect(section).toContain(maximumRows.toLocaleString("en"));
});

it("files made as the reference shows them have no fault", async () => {
  const set = Object.fromEntries(files.map(({ name, columns, row }) => [name, `${columns.join(",")}\n${row}\n`]));
  expect(await messagesFor(set, 1000)).toEqual([]);
});
