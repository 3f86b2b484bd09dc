import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { UserMistake } from "./userMistake.ts";

interface Side {
  pointer: string;
  value?: unknown;
}

/** One change as `redocly diff --format json` reports it, as far as it is used here. */
export interface RedoclyChange {
  path: string;
  typeName: string;
  kind: "added" | "removed" | "modified";
  impact: "major" | "minor" | "patch";
  verdicts: { ruleId: string; message: string }[];
  property?: string;
  base?: Side;
  revision?: Side;
}

const cli = createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");
const config = "openapi/released/redocly.yaml";
const knownReport = "1";

// Without the tool's own notices, which are boxed, and without stacks.
const withoutNoise = (text: string): string => text.replace(/^.*[╔═╗║╚╝].*\n?|^ +at .*\n?/gm, "").trim();

/** Runs `redocly diff`, with the rules that openapi/released/redocly.yaml turns on. */
export function redoclyDiff(base: string, revision: string): Promise<RedoclyChange[]> {
  const args = [cli, "diff", base, revision, "--config", config, "--format", "json", "--fail-on", "none"];
  const env = { ...process.env, REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", REDOCLY_SUPPRESS_NOTIFICATIONS: "true" };
  return new Promise((done, fail) => {
    execFile(process.execPath, args, { env, maxBuffer: Infinity }, (error, stdout, stderr) => {
      if (error) {
        return fail(new UserMistake(`redocly diff can't compare ${base} and ${revision}:\n${withoutNoise(stderr)}`));
      }
      // Otherwise every breaking change would pass as a patch, with only a line on stderr.
      if (stderr.includes("No diff rules are on")) {
        return fail(new UserMistake(`${config} enables no diff rules: add diff-recommended to extends.`));
      }
      const report = JSON.parse(stdout) as { reportVersion: string; changes: RedoclyChange[] };
      if (report.reportVersion !== knownReport) {
        return fail(new UserMistake(`redocly diff uses report version ${report.reportVersion}: adapt redoclyDiff.ts.`));
      }
      done(report.changes);
    });
  });
}
