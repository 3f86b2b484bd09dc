import { existsSync, readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import { rate, type Rating, ratings } from "./rating.ts";
import { redoclyDiff, type RedoclyChange } from "./redoclyDiff.ts";
import { UserMistake } from "./userMistake.ts";
import { placeOf, whatOf } from "./wording.ts";

/** A change with its rating. `change` is its name in reports, declarations and the change log. */
export interface RatedChange {
  rating: Rating;
  change: string;
}

/** A bundled contract on disk. */
export interface Contract {
  path: string;
  version: string;
  document: { info: { version: string } };
}

/** Reads a bundled contract; `fix` says what to do if it is missing or invalid. */
export function readContract(path: string, fix = ""): Contract {
  if (!existsSync(path)) throw new UserMistake(`${path} is missing.\n${fix}`);
  let document: Contract["document"] | null;
  try {
    document = parse(readFileSync(path, "utf8")) as Contract["document"] | null;
  } catch (error) {
    throw new UserMistake(`${path} is not YAML: ${(error as Error).message}\n${fix}`);
  }
  const version = document?.info?.version;
  if (!document || typeof version !== "string") throw new UserMistake(`${path} has no info.version.\n${fix}`);
  return { path, version, document };
}

const isVersion = ({ typeName, property }: RedoclyChange): boolean => typeName === "Info" && property === "version";

interface PlacedChange extends Pick<RedoclyChange, "kind"> {
  rating: Rating;
  place: string;
  text: string;
}

function placed(change: RedoclyChange): PlacedChange {
  const { rating, why } = rate(change);
  return { rating, kind: change.kind, place: placeOf(change), text: [whatOf(change), why].filter(Boolean).join(" ") };
}

const ofSecurity = /^(.* security)\/\d+$/;
const inlined = /\/properties\/([^/]+)$|\/schema$/;

/** What an edit of one place has in common wherever it shows: a list of alternatives, or a property that types share. */
function originOf({ rating, kind, place, text }: PlacedChange, index: number): string {
  const list = ofSecurity.exec(place)?.[1];
  if (list) return list;
  const shared = kind === "modified" ? inlined.exec(place) : null;
  return shared ? `${rating} ${shared[1] ?? "schema"} ${text}` : String(index);
}

/** One change for all that one edit has changed, rated by the worst of it. */
function merged(changes: PlacedChange[]): RatedChange {
  const rating = ratings.find((candidate) => changes.some((change) => change.rating === candidate)) ?? "patch";
  const places = changes.map(({ place }) => ofSecurity.exec(place)?.[1] ?? place);
  const texts = changes.map(({ text }) => text);
  const unique = (parts: string[]): string[] => [...new Set(parts)];
  return { rating, change: `${unique(places).join(", ")}: ${unique(texts).join(" ")}` };
}

/** Counts one edit once: the tool reports it at each place that refers to what was edited. */
function withoutRepetition(changes: PlacedChange[]): RatedChange[] {
  const byOrigin = new Map<string, PlacedChange[]>();
  for (const [index, change] of changes.entries()) {
    const origin = originOf(change, index);
    byOrigin.set(origin, [...(byOrigin.get(origin) ?? []), change]);
  }
  return [...byOrigin.values()].map(merged);
}

function areSame({ document, version }: Contract, revision: Contract): boolean {
  return isDeepStrictEqual(document, { ...revision.document, info: { ...revision.document.info, version } });
}

// The tool ignores the values of examples, the parameters of links and the scopes of a flow.
const unseen: RatedChange = { rating: "patch", change: "document: Values of examples, or similar, changed." };

/** Every change from one contract to another except that of the version itself, breaking changes first. */
export async function compareContracts(base: Contract, revision: Contract): Promise<RatedChange[]> {
  if (areSame(base, revision)) return [];
  const reported = (await redoclyDiff(base.path, revision.path)).filter((change) => !isVersion(change));
  const changes = withoutRepetition(reported.map(placed));
  if (changes.length === 0) return [unseen];
  return changes.sort((a, b) => ratings.indexOf(a.rating) - ratings.indexOf(b.rating));
}
