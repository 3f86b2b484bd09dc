import { readFileSync, writeFileSync } from "node:fs";
import { UserMistake } from "./userMistake.ts";

interface Place {
  path: string;
  /** What stands before the version, and the version. */
  version: RegExp;
  times: number;
}

const inYaml = /^( {2}version: ).+$/gm;
const inJson = /("version":\s*")[^"]+/g;

const places: Place[] = [
  { path: "openapi/openapi.yaml", version: inYaml, times: 1 },
  { path: "generated/openapi.yaml", version: inYaml, times: 1 },
  { path: "generated/openapi.json", version: inJson, times: 1 },
  { path: "package.json", version: inJson, times: 1 },
  // The version of the lockfile's root, and of the package in it.
  { path: "package-lock.json", version: inJson, times: 2 },
];

/** Writes a version in each place where it stands, all of them or none. */
export function setVersion(version: string): string[] {
  const written = places.map(({ path, version: pattern, times }) => {
    let found = 0;
    const text = readFileSync(path, "utf8").replace(pattern, (all, before: string) => {
      found += 1;
      return found > times ? all : before + version;
    });
    if (found < times) throw new UserMistake(`${path} has no version where one is expected.`);
    return { path, text };
  });
  for (const { path, text } of written) writeFileSync(path, text);
  return written.map(({ path }) => path);
}
