import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { redocly } from "./redocly.ts";

const workflows = "openapi/workflows";
const inGitHubActions = process.env.GITHUB_ACTIONS === "true";

const causeOf = (text: string): string =>
  /(?:Failed to parse|Can't resolve \$ref): (.*\(\d+:\d+\))/.exec(text)?.[1] ?? text;

/**
 * Removes repeated errors from a report of `redocly lint`, which lists a file that it can't parse once for each reference
 * to it, and each of these references as well.
 */
export function withoutRepetition(report: string): string {
  const errors = report.split(/^(?=\[\d+\] |::\w+ )/m).map((text) => text.replace(/^\[\d+\] /, ""));
  const causes = errors.map(causeOf);
  const first = errors.filter((_, index) => causes.indexOf(causes[index] as string) === index);
  return first.map((text, index) => (text.startsWith("::") ? text : `[${index + 1}] ${text}`)).join("");
}

/** Lints the contract, its workflows and the control API in a folder that contains `openapi/` and `redocly.yaml`. */
export async function lintContract(root = ".", signal?: AbortSignal): Promise<{ passed: boolean; report: string }> {
  const names = (await readdir(join(root, workflows))).filter((name) => name.endsWith(".arazzo.yaml"));
  const sources = ["openapi/openapi.yaml", "openapi/control.yaml", ...names.map((name) => `${workflows}/${name}`)];
  const format = inGitHubActions ? ["--format=github-actions"] : [];
  const { code, stdout, stderr } = await redocly(["lint", ...sources, ...format], { cwd: root, signal });
  if (code === 0) return { passed: true, report: stdout + stderr };
  return { passed: false, report: stdout === "" ? stderr : withoutRepetition(stdout) };
}
