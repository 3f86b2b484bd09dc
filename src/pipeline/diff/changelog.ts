import type { RatedChange } from "./compareContracts.ts";
import type { DeclaredBreak } from "./declaredBreaks.ts";
import { UserMistake } from "./userMistake.ts";

const begin = "<!-- From here on npm run diff writes; notes of your own go above or below. -->";
const end = "<!-- Up to here. -->";

const introduction = `# Change log

In the form of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/). Contract and package have one version, by
[SemVer](https://semver.org/): before 1.0 a breaking change raises the minor version, any other the patch version.
`;

function entries(changes: RatedChange[], declared: DeclaredBreak[]): string[] {
  const reasonOf = (change: string): string => declared.find((entry) => entry.change === change)?.reason ?? "";
  const breaking = changes.filter(({ rating }) => rating === "breaking");
  const additions = changes.filter(({ rating }) => rating === "addition");
  const patches = changes.length - breaking.length - additions.length;
  return [
    ...breaking.map(({ change }) => `- **Breaking:** ${change} Why: ${reasonOf(change)}`),
    ...additions.map(({ change }) => `- ${change}`),
    ...(patches > 0 ? [`- Wording and examples; changes: ${patches}.`] : []),
    ...(changes.length === 0 ? ["- No changes."] : []),
  ];
}

/** The lines of a version's API part. */
export function apiEntries(changes: RatedChange[], declared: DeclaredBreak[]): string {
  return entries(changes, declared)
    .map((line) => line.replaceAll(/\s+/g, " ").trim())
    .join("\n");
}

function withApi(section: string, api: string): string {
  const [from, to] = [section.indexOf(begin), section.indexOf(end)];
  if (from !== -1 && to > from) return `${section.slice(0, from)}${begin}\n${api}\n${section.slice(to)}`;
  if (from !== -1 || to !== -1) {
    throw new UserMistake(
      "CHANGELOG.md lacks one of the comments around the API part. Restore it, or remove the part.",
    );
  }
  const [heading = "", ...notes] = section.split("\n");
  return [heading, `### API\n\n${begin}\n${api}\n${end}`, notes.join("\n").trim()].join("\n\n");
}

/** The section of a version. */
export interface VersionSection {
  version: string;
  /** The previous version, whose section stays as it is. */
  released: string | undefined;
  /** Day of the release, if it is one. */
  date?: string | undefined;
}

const isAbout = (section: string, version: string | undefined): boolean => section.startsWith(`## [${version}]`);

/** The change log with the API part of one version rewritten; everything else stays. */
export function withApiSection(changelog: string, api: string, { version, released, date }: VersionSection): string {
  const [head = "", ...sections] = (changelog || introduction).split(/^(?=## )/m);
  const heading = `## [${version}] - ${date ?? "Unreleased"}`;
  if (!sections.some((section) => isAbout(section, version))) {
    // The version may have been raised since its section was started; the notes move with it.
    const begun = sections.findIndex((section) => /^.* - Unreleased\n/.test(section) && !isAbout(section, released));
    sections.splice(Math.max(begun, 0), begun === -1 ? 0 : 1, (sections[begun] ?? heading).replace(/^.*/, heading));
  }
  const written = sections.map((section) =>
    isAbout(section, version) ? withApi(date ? section.replace(/^.*/, heading) : section, api) : section,
  );
  return `${[head, ...written].map((part) => part.trim()).join("\n\n")}\n`;
}
