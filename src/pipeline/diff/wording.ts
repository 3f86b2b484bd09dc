import type { RedoclyChange } from "./redoclyDiff.ts";

const methods = /^(get|put|post|delete|options|head|patch|trace)$/;
const longestValue = 80;

const segmentsOf = (pointer: string): string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));

function pointerOf({ kind, base, revision, property }: RedoclyChange): string {
  const { pointer } = (kind === "added" ? revision : base) ?? { pointer: "#/" };
  return pointer.endsWith(`/${property}`) ? pointer.slice(0, -`/${property}`.length) : pointer;
}

/** Where a change is, as a reader of the contract would say it: an operation, or a part of `components`. */
export function placeOf(change: RedoclyChange): string {
  const [area = "", first = "", second = "", ...rest] = segmentsOf(pointerOf(change));
  // An index says little about a parameter, and the sentence beside the place names it.
  const ofParameter = change.typeName === "Parameter" ? /\/?parameters\/\d+$/ : "";
  const inside = (segments: string[]): string => segments.join("/").replace(ofParameter, "");
  if (area === "components") return inside([first, second, ...rest].filter(Boolean));
  if (area !== "paths") return inside([area, first, second, ...rest].filter(Boolean)) || "document";
  const within = methods.test(second) ? inside(rest) : inside([second, ...rest].filter(Boolean));
  return [methods.test(second) ? second.toUpperCase() : "", first, within].filter(Boolean).join(" ");
}

const words = (typeName: string): string =>
  typeName.charAt(0) + typeName.slice(1).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function nameOf(change: RedoclyChange): string {
  type Named = Partial<Record<"operationId" | "name" | "url", string>>;
  const value = (change.revision ?? change.base)?.value as Named | null | undefined;
  const last = segmentsOf(pointerOf(change)).at(-1) ?? "";
  const name = value?.operationId ?? value?.name ?? value?.url ?? (/^\d+$/.test(last) ? undefined : last);
  return name ? ` \`${name}\`` : "";
}

function text(value: unknown): string {
  const written = typeof value === "string" ? `'${value}'` : JSON.stringify(value);
  return written.length > longestValue || written.includes("\n") ? "" : written;
}

function modification({ property = "", base, revision }: RedoclyChange): string {
  const [before, after] = [base?.value, revision?.value];
  if (property === "key") return `Renamed from ${text(before)} to ${text(after)}.`;
  if (after === undefined) return `\`${property}\` was removed.`;
  if (before === undefined) return `\`${property}\` was set${text(after) && ` to ${text(after)}`}.`;
  const values = text(before) && text(after) ? ` from ${text(before)} to ${text(after)}` : "";
  return `\`${property}\` changed${values}.`;
}

/** What changed, in a sentence: the tool's own where one of its rules has reported the change. */
export function whatOf(change: RedoclyChange): string {
  if (change.verdicts.length > 0) return change.verdicts.map(({ message }) => message).join(" ");
  if (change.kind === "modified") return modification(change);
  const noun = segmentsOf(pointerOf(change)).at(-2) === "properties" ? "Property" : words(change.typeName);
  return `${noun}${nameOf(change)} was ${change.kind}.`;
}
