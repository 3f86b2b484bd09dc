import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const chapter = readFileSync(join(root, "src/reference/guide/environments.md"), "utf8");

/** The rows of the chapter's tables, without their headings. */
const rows = [...chapter.matchAll(/^\|(.*)\|$/gm)]
  .map(([, row = ""]) => row.split("|").map((cell) => cell.trim()))
  .filter(([first = ""]) => !/^(-+|Environment|TypeScript)$/.test(first));

export interface EnvironmentRow {
  name: string;
  version: string;
  hasClient: boolean;
  hasMock: boolean;
}

/** The environments that the reference promises to support. */
export const environmentRows: EnvironmentRow[] = rows
  .filter((cells) => cells.length === 4)
  .map(([name = "", version = "", client, mock]) => ({
    name,
    version,
    hasClient: client === "✓",
    hasMock: mock === "✓",
  }));

/** The versions of TypeScript that it promises to support. */
export const typescriptRows = rows
  .filter((cells) => cells.length === 2)
  .map(([name = "", version = ""]) => ({ name, version }));

const { devDependencies } = JSON.parse(readFileSync(join(import.meta.dirname, "package.json"), "utf8")) as {
  devDependencies: Record<string, string>;
};

/** The version of a package that is installed for these tests. */
export const versionOf = (name: string): string | undefined => devDependencies[name]?.replace(/^npm:.*@/, "");
