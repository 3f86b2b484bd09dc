import { execFile } from "node:child_process";

export interface Problem {
  rule: string;
  file: string;
  place: string;
  message: string;
}

interface Report {
  problems: { ruleId: string; message: string; location: { source: { ref: string }; pointer: string }[] }[];
}

const redocly = "node_modules/@redocly/cli/bin/cli.js";

const problems = (report: string): Problem[] =>
  (JSON.parse(report) as Report).problems.map(({ ruleId, message, location: [location] }) => ({
    rule: ruleId,
    file: location?.source.ref ?? "",
    place: location?.pointer ?? "",
    message: message.replaceAll(/\s+/g, " "),
  }));

/** What Redocly finds in each of these files, by the contract's own configuration. */
export function lint(files: string[]): Promise<Problem[][]> {
  const options = ["--format=json", "--max-problems=1000"];
  const limits = { maxBuffer: 2 ** 26, env: { ...process.env, REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" } };
  return new Promise((done, fail) => {
    execFile(process.execPath, [redocly, "lint", ...files, ...options], limits, (_, stdout, stderr) => {
      const reports = stdout.split(/(?<=^\})(?=\{)/m).filter(Boolean);
      if (reports.length === files.length) done(reports.map(problems));
      else fail(new Error(`${reports.length} reports on ${files.length} files: ${stderr}`));
    });
  });
}
