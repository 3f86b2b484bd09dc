import { existsSync, readFileSync } from "node:fs";
import { parse, stringify } from "yaml";
import type { RatedChange } from "./compareContracts.ts";
import { UserMistake } from "./userMistake.ts";

/** A break that is meant: `change` as the report prints it, `reason` for the change log. */
export interface DeclaredBreak {
  change: string;
  reason: string;
}

/** What stands in the file when nothing is declared, as after a release. */
export const noDeclarations = `# Breaks since the released contract that are meant, a list of:
#
# - change: as npm run diff prints it, behind the rating
#   reason: why callers have to bear it, for the change log
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
  const invalid = (fault: string): UserMistake => new UserMistake(`${path}: ${fault}`);
  let entries: unknown;
  try {
    entries = parse(readFileSync(path, "utf8")) ?? [];
  } catch (error) {
    throw invalid((error as Error).message);
  }
  if (!Array.isArray(entries)) throw invalid("not a list. Write each break as - change: …, reason: …");
  for (const [index, entry] of entries.entries()) {
    if (!isDeclaration(entry)) {
      throw invalid(`entry ${index + 1} has to have a change and a reason, both as text, and nothing else.`);
    }
    if (entries.findIndex(({ change }: DeclaredBreak) => change === entry.change) < index) {
      throw invalid(`entry ${index + 1} repeats another one; remove it.`);
    }
  }
  return entries as DeclaredBreak[];
}

const asEntries = (changes: string[]): string =>
  stringify(
    changes.map((change) => ({ change, reason: "" })),
    { lineWidth: 0 },
  ).trimEnd();

/** What is wrong between the breaks that there are and those that are declared; each message says the mend. */
export function declarationProblems(changes: RatedChange[], declared: DeclaredBreak[], path: string): string[] {
  const breaks = new Set(changes.filter(({ rating }) => rating === "breaking").map(({ change }) => change));
  const undeclared = [...breaks].filter((change) => !declared.some((entry) => entry.change === change));
  const stale = declared.filter(({ change }) => !breaks.has(change));
  return [
    ...(undeclared.length > 0
      ? [`Not declared as meant. Take it back, or give the reason in ${path}:\n\n${asEntries(undeclared)}`]
      : []),
    ...stale.map(({ change }) => `No such break. Remove the entry from ${path}, or mend its text:\n\n${change}`),
  ];
}
