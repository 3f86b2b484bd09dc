import { readdir } from "node:fs/promises";
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
  it.each(folders)("what stands beside it, and nothing of what wires it (%s)", async (folder) => {
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
      ["../blobStorage/blobUpload.ts", "../identity/userInfo.ts"],
    ],
    [
      "contract",
      ["../http/answer.ts"],
      ["../graph/graphApi.ts", "../schoolDataSync/clock.ts", "../store/profileStore.ts"],
    ],
    ["blobStorage", ["../http/answer.ts"], ["../graph/graphApi.ts", "../store/profileStore.ts"]],
    ["pages", ["../http/answer.ts"], ["../control/controlApi.ts", "../journal/journal.ts"]],
  ])("of what stands below it only (%s)", async (folder, allowed, not) => {
    expect(await refused(folder, [...allowed, ...not])).toEqual(not);
  });
});
