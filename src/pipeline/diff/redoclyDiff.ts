import { redocly } from "../redocly.ts";

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

const config = "openapi/released/redocly.yaml";
const knownReport = "1";

// A stack helps nobody who has a comma too many.
const withoutStack = (text: string): string => text.replace(/^ +at .*\n?/gm, "").trim();

/** Runs `redocly diff` on two files of a folder, with the rules that openapi/released/redocly.yaml turns on. */
export async function redoclyDiff(base: string, revision: string, root = "."): Promise<RedoclyChange[]> {
  const options = ["--config", config, "--format", "json", "--fail-on", "none"];
  const { code, stdout, stderr } = await redocly(["diff", base, revision, ...options], { cwd: root });
  if (code !== 0) {
    throw new Error(`redocly diff can't compare ${base} and ${revision}:\n${withoutStack(stderr)}`);
  }
  // Otherwise every breaking change would pass as a patch, with only a line on stderr.
  if (stderr.includes("No diff rules are on")) {
    throw new Error(`${config} enables no diff rules: add diff-recommended to extends.`);
  }
  const report = JSON.parse(stdout) as { reportVersion: string; changes: RedoclyChange[] };
  if (report.reportVersion !== knownReport) {
    throw new Error(`redocly diff uses report version ${report.reportVersion}: adapt redoclyDiff.ts.`);
  }
  return report.changes;
}
