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

function rated(change: RedoclyChange): RatedChange {
  const { rating, why } = rate(change);
  return { rating, change: `${placeOf(change)}: ${[whatOf(change), why].filter(Boolean).join(" ")}` };
}

function areSame({ document, version }: Contract, revision: Contract): boolean {
  return isDeepStrictEqual(document, { ...revision.document, info: { ...revision.document.info, version } });
}

// The tool ignores the values of examples, the parameters of links and the scopes of a flow.
const unseen: RatedChange = { rating: "documentation", change: "document: Values of examples, or similar, changed." };

/** Every change from one contract to another except that of the version itself, breaking changes first. */
export async function compareContracts(base: Contract, revision: Contract): Promise<RatedChange[]> {
  if (areSame(base, revision)) return [];
  const changes = (await redoclyDiff(base.path, revision.path)).filter((change) => !isVersion(change)).map(rated);
  if (changes.length === 0) return [unseen];
  return changes.sort((a, b) => ratings.indexOf(a.rating) - ratings.indexOf(b.rating));
}
