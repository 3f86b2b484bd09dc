import { readdirSync, readFileSync } from "node:fs";
import { dirname, posix } from "node:path";
import { describe, expect, it } from "vitest";
import { readReference, slug } from "../../src/reference/reference.ts";
import { contract, operations } from "../contract/bundle.ts";

const read = (file: string): string => readFileSync(`generated/${file}`, "utf8");
const pages = readdirSync("generated/reference").map((name) => `reference/${name}`);
const files = ["llms.txt", "reference.md", ...pages];

/** Markdown without its code. */
const prose = (file: string): string => read(file).replaceAll(/^( *)```[^]*?^\1```$|`[^`\n]*`/gm, "");
const headingsOf = (file: string): { level: number; title: string }[] =>
  [...prose(file).matchAll(/^(#+) (.*)$/gm)].map(([, marks = "", title = ""]) => ({ level: marks.length, title }));

const successor = "[Move to the Industry Data API](";
const anchors = new Map(
  files.map((file) => [file, new Set([...read(file).matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) => slug(title)))]),
);
const hasHeading = (file: string, anchor: string): boolean => anchors.get(file)?.has(anchor) === true;

describe("the reference in Markdown", () => {
  it.each(files)("skips no heading level in %s", (file) => {
    const levels = headingsOf(file).map(({ level }) => level);
    expect(levels[0]).toBe(1);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
  });

  it.each(files)("has no dead links in %s", (file) => {
    const links = [...prose(file).matchAll(/\]\((?!https:)([^)#]*)(?:#([^)]*))?\)/g)];
    const dead = links.filter(([, path = "", anchor]) => {
      const target = path === "" ? file : posix.join(dirname(file), path);
      if (![...files, "openapi.yaml", "openapi.json"].includes(target)) return true;
      return anchor !== undefined && !hasHeading(target, anchor);
    });
    expect(dead.map(([link]) => link)).toEqual([]);
  });

  it("marks every operation, and the overview, as retired", () => {
    for (const { operationId } of operations) {
      const page = read(`reference/${operationId}.md`);
      expect(page).toMatch(/\*\*Deprecated:\*\* Microsoft retired this API at the end of 2024\./);
      expect(page).toContain(`${successor}guide.md#move-to-the-industry-data-api)`);
    }
    expect(read("llms.txt")).toContain(`${successor}reference/guide.md#move-to-the-industry-data-api)`);
  });

  it("lists all schemas above the first one", () => {
    const [index = ""] = read("reference/schemas.md").split("\n## ");
    for (const name of Object.keys(contract.components.schemas)) expect(index).toContain(`- [${name}](#`);
  });

  it("keeps the mock's chapters apart from the API's", () => {
    expect(hasHeading("reference/guide.md", "tokens-from-the-mock")).toBe(false);
    expect(hasHeading("reference/mock-server.md", "tokens-from-the-mock")).toBe(true);
  });

  it("has no two chapters with the same title", () => {
    const titles = readReference(contract).chapters.map(({ title }) => title);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });
});

describe("the contract, in any viewer", () => {
  it("has no links to anchors that only the reference has", () => {
    expect(read("openapi.yaml")).not.toMatch(/\]\(#/);
  });

  it("marks every operation as retired, and links to its successor", () => {
    const descriptions = read("openapi.json").match(/"description": "\*\*Deprecated:\*\*/g) ?? [];
    expect(descriptions).toHaveLength(operations.length);
    expect(JSON.stringify(contract)).toContain(`${successor}https://learn.microsoft.com/graph/`);
  });
});
