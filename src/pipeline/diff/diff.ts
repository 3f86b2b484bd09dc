import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { rate, type Rating, ratings } from "./rating.ts";
import { redoclyDiff, type RedoclyChange } from "./redoclyDiff.ts";

const contractPath = "generated/openapi.yaml";
const releasedPath = "openapi/released/openapi.yaml";
const declaredPath = "openapi/released/declaredBreaks.yaml";

/** A change with its rating. `change` identifies it in the report and in declarations. */
export interface RatedChange {
  rating: Rating;
  change: string;
}

const isVersion = ({ typeName, property }: RedoclyChange): boolean => typeName === "Info" && property === "version";

function rated(change: RedoclyChange): RatedChange {
  const { kind, typeName, property, verdicts, base, revision } = change;
  const { rating, why } = rate(change);
  const place = (kind === "removed" ? base : revision)?.pointer ?? "#/";
  const form = [typeName, property && `\`${property}\``, kind].filter(Boolean).join(" ");
  const what = verdicts.length > 0 ? verdicts.map(({ message }) => message) : [`${form}.`];
  return { rating, change: `${place}: ${[...what, why].filter(Boolean).join(" ")}` };
}

/** Every change between two contracts except that of the version itself, breaking changes first. */
export async function compareContracts(base: string, revision: string, root?: string): Promise<RatedChange[]> {
  const changes = await redoclyDiff(base, revision, root);
  const unsorted = changes.filter((change) => !isVersion(change)).map(rated);
  return unsorted.sort((a, b) => ratings.indexOf(a.rating) - ratings.indexOf(b.rating));
}

/** Reads the intended breaking changes, each with its reason. */
export function readReasons(text: string): Map<string, string> {
  const reasons = (parse(text) ?? {}) as Record<string, unknown>;
  const isReason = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";
  if (typeof reasons !== "object" || Array.isArray(reasons) || !Object.values(reasons).every(isReason))
    throw new Error(`${declaredPath}: expected each change to have a reason, as "change": reason`);
  return new Map(Object.entries(reasons as Record<string, string>));
}

/** The errors in the declarations; each message says how to fix it. */
export function declarationErrors(changes: RatedChange[], reasons: Map<string, string>): string[] {
  const breaks = changes.filter(({ rating }) => rating === "breaking").map(({ change }) => change);
  const undeclared = breaks.filter((change) => !reasons.has(change));
  const stale = [...reasons.keys()].filter((change) => !breaks.includes(change));
  const entries = (listed: string[]): string => listed.map((change) => `${JSON.stringify(change)}: ""`).join("\n");
  const fix = `Revert them, or give each a reason in ${declaredPath}`;
  return [
    ...(undeclared.length > 0 ? [`Breaking changes that are not declared. ${fix}:\n\n${entries(undeclared)}`] : []),
    ...stale.map((change) => `Declared in ${declaredPath}, but not a breaking change; remove it:\n\n${change}`),
  ];
}

/** The lowest version that may contain changes with this rating. Before 1.0, breaking changes raise the minor version. */
export function lowestVersion(released: string, worst: Rating | undefined): string {
  const [major = 0, minor = 0, patch = 0] = released.split(".").map((part) => Number.parseInt(part, 10));
  if (worst === undefined) return released;
  if (worst === "patch" || (worst === "addition" && major === 0)) return `${major}.${minor}.${patch + 1}`;
  return worst === "addition" || major === 0 ? `${major}.${minor + 1}.0` : `${major + 1}.0.0`;
}

/** Rates each change of the contract since the last release, in a folder that contains both. */
export async function diff(root = "."): Promise<{ passed: boolean; report: string }> {
  const read = (path: string): string => readFileSync(join(root, path), "utf8");
  if (!existsSync(join(root, releasedPath)))
    return { passed: true, report: "Nothing has been released yet, so there is nothing to compare with." };
  const versionIn = (path: string): string => (parse(read(path)) as { info: { version: string } }).info.version;
  const [released, version] = [versionIn(releasedPath), versionIn(contractPath)];
  const changes = await compareContracts(releasedPath, contractPath, root);
  const reasons = existsSync(join(root, declaredPath)) ? readReasons(read(declaredPath)) : new Map<string, string>();
  const lines = changes.map(({ rating, change }) => {
    const reason = reasons.get(change);
    return `${rating.padEnd(8)}  ${change}${reason === undefined ? "" : ` Declared: ${reason.trim()}`}`;
  });
  const lowest = lowestVersion(released, changes[0]?.rating);
  const isTooLow = version.localeCompare(lowest, "en", { numeric: true }) < 0;
  const errors = [
    ...(isTooLow ? [`The version is ${version}, but these changes need ${lowest} or later.`] : []),
    ...declarationErrors(changes, reasons),
  ];
  const summary = `Changes since ${released}: ${changes.length}.`;
  return { passed: errors.length === 0, report: [[...lines, summary].join("\n"), ...errors].join("\n\n") };
}
