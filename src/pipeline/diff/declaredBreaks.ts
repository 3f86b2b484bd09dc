import { existsSync, readFileSync } from "node:fs";
import { parse, stringify } from "yaml";
import type { RatedChange } from "./compareContracts.ts";
import { UserMistake } from "./userMistake.ts";

/** An intended breaking change: `change` as the report prints it, `reason` for the change log. */
export interface DeclaredBreak {
  change: string;
  reason: string;
}

/** Content of the file if nothing is declared, as after a release. */
export const noDeclarations = `# Intended breaking changes since the released contract, a list of:
#
# - change: as npm run diff prints it, after the rating
#   reason: why it is necessary, for the change log
`;

const isText = (value: unknown): boolean => typeof value === "string" && value.trim() !== "";

function isDeclaration(entry: unknown): entry is DeclaredBreak {
  if (typeof entry !== "object" || entry === null) return false;
  const { change, reason, ...others } = entry as Partial<DeclaredBreak>;
  return isText(change) && isText(reason) && Object.keys(others).length === 0;
}

/** Reads the declarations; a missing file declares nothing. */
export function readDeclaredBreaks(path: string): DeclaredBreak[] {
  if (!existsSync(path)) return [];
  const invalid = (reason: string): UserMistake => new UserMistake(`${path}: ${reason}`);
  let entries: unknown;
  try {
    entries = parse(readFileSync(path, "utf8")) ?? [];
  } catch (error) {
    throw invalid((error as Error).message);
  }
  if (!Array.isArray(entries)) throw invalid("not a list. Write each break as - change: …, reason: …");
  for (const [index, entry] of entries.entries()) {
    if (!isDeclaration(entry)) {
      throw invalid(`entry ${index + 1} must have a change and a reason, both strings, and nothing else.`);
    }
    if (entries.findIndex(({ change }: DeclaredBreak) => change === entry.change) < index) {
      throw invalid(`entry ${index + 1} is a duplicate; remove it.`);
    }
  }
  return entries as DeclaredBreak[];
}

const asEntries = (changes: string[]): string =>
  stringify(
    changes.map((change) => ({ change, reason: "" })),
    { lineWidth: 0 },
  ).trimEnd();

/** Compares the breaking changes with the declared ones; each message says how to fix a mismatch. */
export function declarationErrors(changes: RatedChange[], declared: DeclaredBreak[], path: string): string[] {
  const breaks = new Set(changes.filter(({ rating }) => rating === "breaking").map(({ change }) => change));
  const undeclared = [...breaks].filter((change) => !declared.some((entry) => entry.change === change));
  const stale = declared.filter(({ change }) => !breaks.has(change));
  return [
    ...(undeclared.length > 0
      ? [
          `Breaking changes that are not declared. Revert them, or give a reason in ${path}:\n\n${asEntries(undeclared)}`,
        ]
      : []),
    ...stale.map(
      ({ change }) =>
        `Declared, but not a breaking change. Remove the entry from ${path}, or fix its text:\n\n${change}`,
    ),
  ];
}
