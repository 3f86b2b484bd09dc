import { readdir, readFile } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ESLint, type Linter } from "eslint";
import { describe, expect, it } from "vitest";

const { layers } = (await import(pathToFileURL("eslint.config.js").href)) as { layers: Linter.Config[] };
const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: layers });
const entries = await readdir("src/mock", { withFileTypes: true });
const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);

/** The imports that the rule of a folder doesn't allow. */
async function refused(folder: string, imports: string[]): Promise<string[]> {
  const text = imports.map((name) => `import "${name}";`).join("\n");
  const [result] = await eslint.lintText(text, { filePath: `src/mock/${folder}/file.ts` });
  return (result?.messages ?? []).map(({ line }) => String(imports[line - 1]));
}

describe("a file of the mock may import", () => {
  it.each(folders)("its own folder, but not the modules that wire it (%s)", async (folder) => {
    const upward = ["../createMock.ts", "../../mock/index.ts", "../../cli/program.ts"];
    const own = ["./other.ts", "../../../generated/types.ts", "node:path"];
    expect(await refused(folder, [...own, ...upward])).toEqual(upward);
  });

  it.each<[folder: string, allowed: string[], not: string[]]>([
    [
      "schoolDataSync",
      ["../contract/document.ts", "../store/profileStore.ts"],
      ["../http/answer.ts", "../control/journal.ts"],
    ],
    [
      "control",
      ["../http/answer.ts", "../journal/journal.ts"],
      ["../blobStorage/blobService.ts", "../identity/identityService.ts"],
    ],
    [
      "contract",
      ["../http/answer.ts"],
      ["../graph/graphService.ts", "../schoolDataSync/clock.ts", "../store/profileStore.ts"],
    ],
    ["blobStorage", ["../http/answer.ts"], ["../graph/graphService.ts", "../store/profileStore.ts"]],
    ["pages", ["../http/answer.ts"], ["../control/controlService.ts", "../journal/journal.ts"]],
  ])("only layers below it (%s)", async (folder, allowed, not) => {
    expect(await refused(folder, [...allowed, ...not])).toEqual(not);
  });
});

/** The files that each file of `src/` imports, types included. */
async function imports(): Promise<Map<string, string[]>> {
  const names = await readdir("src", { recursive: true });
  const files = names.filter((name) => /\.tsx?$/.test(name)).map((name) => resolve("src", name));
  const known = new Set(files);
  const entries = files.map(async (file) => {
    const found = (await readFile(file, "utf8")).matchAll(/(?:from |import\()"(\.[^"]+)"/g);
    const targets = [...found].map(([, target = ""]) => resolve(dirname(file), target));
    return [file, targets.filter((target) => known.has(target))] as const;
  });
  return new Map(await Promise.all(entries));
}

/** A chain of imports that leads back to its start. */
function circleIn(graph: Map<string, string[]>): string[] | undefined {
  const done = new Set<string>();
  function follow(file: string, way: string[]): string[] | undefined {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const target of graph.get(file) ?? []) {
      const circle = follow(target, [...way, file]);
      if (circle) return circle;
    }
    done.add(file);
    return undefined;
  }
  for (const file of graph.keys()) {
    const circle = follow(file, []);
    if (circle) return circle.map((each) => relative(".", each));
  }
  return undefined;
}

it("no imports form a cycle", async () => {
  expect(circleIn(await imports())).toBeUndefined();
  expect(
    circleIn(
      new Map([
        ["/a", ["/b"]],
        ["/b", ["/a"]],
      ]),
    ),
  ).toHaveLength(3);
});
