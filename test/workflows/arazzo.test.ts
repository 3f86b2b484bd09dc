import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { startForAll } from "../support/mock.ts";

interface Check {
  name: string;
  condition?: string;
  status: string;
}
interface Report {
  files: Record<string, { executedWorkflows: { executedSteps: { stepId: string; checks: Check[] }[] }[] }>;
}

const redocly = createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");
const folder = "openapi/workflows";
const workflows = readdirSync(folder).filter((name) => name.endsWith(".arazzo.yaml"));
const inputs = { token: "any-token", id: "86904b1e-c7d0-4ead-b13a-98f11fc400ee" };

describe("redocly respect, against the stateless mock", async () => {
  const mock = await startForAll({ stateless: true });
  let report: Report;
  beforeAll(async () => {
    const reports = await mkdtemp(join(tmpdir(), "graph-education-sync-"));
    const output = join(reports, "report.json");
    const options = Object.entries(inputs).flatMap(([name, value]) => ["--input", `${name}=${value}`]);
    const files = workflows.map((name) => join(folder, name));
    await promisify(execFile)(process.execPath, [
      redocly,
      "respect",
      ...files,
      "--server",
      `contract=${mock.url}`,
      ...options,
      "--json-output",
      output,
    ]).catch(({ stdout }: { stdout: string }) => console.error(stdout));
    report = JSON.parse(await readFile(output, "utf8")) as Report;
    await rm(reports, { recursive: true });
  }, 60_000);

  it.each(workflows)("%s passes each of its checks", (name) => {
    const steps =
      report.files[join(folder, name)]?.executedWorkflows.flatMap(({ executedSteps }) => executedSteps) ?? [];
    expect(steps).not.toEqual([]);
    for (const { stepId, checks } of steps) {
      expect(checks, stepId).not.toEqual([]);
      expect(
        checks.filter(({ status }) => status !== "success"),
        stepId,
      ).toEqual([]);
    }
  });
});
