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
      "service",
      [
        "../contract/document.ts",
        "../contract/reply.ts",
        "../store/profileStore.ts",
        "../blobStorage/uploadedFiles.ts",
      ],
      ["../contract/engine.ts", "../http/answer.ts", "../control/journal.ts", "../blobStorage/blobUpload.ts"],
    ],
    [
      "http",
      ["../contract/engine.ts"],
      ["../identity/accessToken.ts", "../control/journal.ts", "../store/profileStore.ts"],
    ],
    [
      "control",
      ["../http/answer.ts", "../service/tenants.ts"],
      ["../blobStorage/blobUpload.ts", "../contract/engine.ts"],
    ],
    ["contract", [], ["../http/answer.ts", "../service/clock.ts", "../store/profileStore.ts", "../control/journal.ts"]],
    ["store", [], ["../service/clock.ts", "../contract/document.ts", "../http/answer.ts"]],
    ["blobStorage", [], ["../service/clock.ts", "../http/answer.ts", "../store/profileStore.ts"]],
  ])("of the layers below it only (%s)", async (folder, allowed, not) => {
    expect(await refused(folder, [...allowed, ...not])).toEqual(not);
  });
});
