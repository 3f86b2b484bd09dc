import type { Rating } from "./rating.ts";
import { UserMistake } from "./userMistake.ts";

type Numbers = [major: number, minor: number, patch: number];

function numbersOf(version: string): Numbers {
  const match = /^(\d+)\.(\d+)\.(\d+)(?:[-+].+)?$/.exec(version);
  if (!match) throw new UserMistake(`"${version}" is not a version: write it as 1.2.3.`);
  return [Number(match[1]), Number(match[2]), Number(match[3])];
}

const isBelow = (a: Numbers, b: Numbers): boolean => {
  const differing = a.findIndex((number, index) => number !== b[index]);
  return differing !== -1 && a[differing]! < b[differing]!;
};

/**
 * The lowest version that may carry a change of this rating. Before 1.0 a break moves the minor version and everything
 * else the patch: SemVer leaves the choice, and npm's `^0.1.0` takes in 0.1.x without asking, but not 0.2.0.
 */
export function lowestVersion(released: string, worst: Rating | undefined): string {
  const [major, minor, patch] = numbersOf(released);
  if (worst === undefined) return `${major}.${minor}.${patch}`;
  if (worst === "patch" || (worst === "addition" && major === 0)) return `${major}.${minor}.${patch + 1}`;
  return worst === "addition" || major === 0 ? `${major}.${minor + 1}.0` : `${major + 1}.0.0`;
}

/** The highest of some versions. */
export const highestVersion = (versions: string[]): string =>
  versions.reduce((highest, version) => (isBelow(numbersOf(highest), numbersOf(version)) ? version : highest));

interface Versions {
  released: string;
  contract: string;
  package: string;
}

const needing = { breaking: "a breaking change", addition: "an addition", patch: "a patch" } as const;

/** What is wrong with the versions, given the most severe rating; each message says how to fix it. */
export function versionErrors(versions: Versions, worst: Rating | undefined): string[] {
  const lowest = lowestVersion(versions.released, worst);
  const errors: string[] = [];
  if (isBelow(numbersOf(versions.contract), numbersOf(lowest))) {
    const cause = worst ? `${needing[worst]} needs ${lowest} or later` : "it can't be lowered";
    errors.push(
      `The contract's version is ${versions.contract}; ${versions.released} is released, and ${cause}.\n` +
        "Fix: npm run diff -- --bump",
    );
  }
  if (versions.contract !== versions.package) {
    errors.push(
      `The contract's version is ${versions.contract}, the package's is ${versions.package}: they must be equal.\n` +
        "Fix: npm run diff -- --bump",
    );
  }
  return errors;
}
