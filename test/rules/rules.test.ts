import { readFileSync, readdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { lint, type Problem } from "./lint.ts";

const fixtures = "test/rules/fixtures";
const rules = readdirSync(fixtures, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith("bad.yaml"))
  .map((path) => dirname(path).replaceAll("\\", "/"))
  .sort();
const files = rules.flatMap((rule) => [`${fixtures}/${rule}/good.yaml`, `${fixtures}/${rule}/bad.yaml`]);

const read = (path: string) => parse(readFileSync(path, "utf8"));

describe("our own rules", () => {
  let found: Map<string, Problem[]>;
  beforeAll(async () => {
    const reports = await lint(files);
    found = new Map(files.map((file, index) => [file, reports[index] ?? []]));
  }, 60_000);

  const problemsOf = (rule: string, fixture: string): Problem[] =>
    (found.get(`${fixtures}/${rule}/${fixture}`) ?? []).filter((problem) => problem.rule === rule);

  it("each have fixtures", async () => {
    const { default: plugin } = await import(pathToFileURL(resolve("openapi/plugins/contract.js")).href);
    const written = Object.keys(plugin().rules.oas3).map((name) => `contract/${name}`);
    const configured = Object.keys(read("openapi/plugins/rules/assertions.yaml").oas3_1Rules);
    expect(rules).toEqual(expect.arrayContaining([...written, ...configured]));
  });

  it("are tested on documents that are otherwise valid OpenAPI", () => {
    const isBroken = ({ rule }: Problem) => rule === "struct" || rule === "no-unresolved-refs";
    const broken = files.filter((file) => found.get(file)?.some(isBroken));
    expect(broken).toEqual([]);
  });

  it.each(rules)("%s accepts a good document", (rule) => {
    expect(problemsOf(rule, "good.yaml")).toEqual([]);
  });

  it.each(rules)("%s reports each violation at its place, with its fix", (rule) => {
    const problems = problemsOf(rule, "bad.yaml").map(({ place, message }) => ({ at: place, says: message }));
    const expected: { at: string; says: string }[] = read(`${fixtures}/${rule}/problems.yaml`);
    const byPlace = (one: { at: string }, other: { at: string }) => (one.at < other.at ? -1 : 1);
    expect(expected).not.toEqual([]);
    expect(problems.sort(byPlace)).toEqual(expected.sort(byPlace));
  });
});
