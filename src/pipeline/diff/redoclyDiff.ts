import { redocly } from "../redocly.ts";

interface Side {
  pointer: string;
  value?: unknown;
}

/** The parts of a change in `redocly diff --format json` that are used here. */
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
const supportedReport = "1";

// A stack trace doesn't help anyone with a syntax error.
const withoutStack = (text: string): string => text.replace(/^ +at .*\n?/gm, "").trim();

/** Runs `redocly diff` on two files in a folder, with the rules enabled in openapi/released/redocly.yaml. */
export async function redoclyDiff(base: string, revision: string, root = "."): Promise<RedoclyChange[]> {
  const options = ["--config", config, "--format", "json", "--fail-on", "none"];
  const { code, stdout, stderr } = await redocly(["diff", base, revision, ...options], { cwd: root });
  if (code !== 0) {
    throw new Error(`redocly diff can't compare ${base} and ${revision}:\n${withoutStack(stderr)}`);
  }
  // Otherwise every breaking change would count as a patch, with only a line on stderr.
  if (stderr.includes("No diff rules are on")) {
    throw new Error(`${config} enables no diff rules: add diff-recommended to extends.`);
  }
  const report = JSON.parse(stdout) as { reportVersion: string; changes: RedoclyChange[] };
  if (report.reportVersion !== supportedReport) {
    throw new Error(`redocly diff uses report version ${report.reportVersion}: adapt redoclyDiff.ts.`);
  }
  return report.changes;
}
