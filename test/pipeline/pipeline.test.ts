import { execFile } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyOfSources } from "./copyOfSources.ts";

interface Outcome {
  code: number;
  output: string;
}

const run = (script: string, cwd: string): Promise<Outcome> =>
  new Promise((done) => {
    execFile(
      "npm",
      ["run", "--silent", script],
      { cwd, shell: process.platform === "win32" },
      (error, stdout, stderr) => {
        done({ code: error ? Number(error.code) : 0, output: stdout + stderr });
      },
    );
  });

describe("the repository", () => {
  it("lints without an error or a warning", async () => {
    const { code, output } = await run("lint", ".");
    expect(output).toContain("Your API descriptions are valid");
    expect(output).not.toMatch(/\d+ (warnings?|problems?)/);
    expect(code).toBe(0);
  });

  it("has generated/ up to date", async () => {
    expect(await run("check", ".")).toEqual({ code: 0, output: "generated/ is up to date\n" });
  });

  it("moves the versions of the contract and of the package together", async () => {
    const { info } = JSON.parse(await readFile("generated/openapi.json", "utf8")) as { info: { version: string } };
    const { version } = JSON.parse(await readFile("package.json", "utf8")) as { version: string };
    expect(info.version).toBe(version);
  });
});

describe("an editor of the contract", () => {
  let copy: string;
  beforeAll(async () => {
    copy = await copyOfSources();
  });
  afterAll(() => rm(copy, { recursive: true }));

  async function withEdit(file: string, edit: (text: string) => string, script: string): Promise<Outcome> {
    const path = join(copy, file);
    const text = await readFile(path, "utf8");
    expect(edit(text)).not.toBe(text);
    await writeFile(path, edit(text));
    const outcome = await run(script, copy);
    await writeFile(path, text);
    return outcome;
  }

  it("lists the files that are out of date after a forgotten build or an edit of a generated file", async () => {
    const generated = join(copy, "generated/openapi.ts");
    const text = await readFile(generated, "utf8");
    await writeFile(generated, `${text}// mine\n`);
    const { code, output } = await withEdit(
      "openapi/schemas/properties/displayName.yaml",
      (description) => description.replace("Name by", "The name by"),
      "check",
    );
    await writeFile(generated, text);
    expect(code).toBe(1);
    for (const file of ["openapi.json", "openapi.yaml", "types.ts", "openapi.ts"])
      expect(output).toContain(`${file} is out of date`);
    expect(output).toContain("npm run generate");
  });

  it("who leaves the sources broken is shown the error rather than a difference", async () => {
    const { code, output } = await withEdit(
      "openapi/openapi.yaml",
      (text) => text.replace("paths:\n", "paths: [\n"),
      "check",
    );
    expect(code).toBe(1);
    expect(output).toContain("The sources don't build");
  });

  it("who drops a required header of a response fails the lint", async () => {
    const { code, output } = await withEdit(
      "openapi/responses/tooManyRequests.yaml",
      (text) => text.replace(/ {2}Retry-After:\n.*\n/, ""),
      "lint",
    );
    expect(code).toBe(1);
    expect(output).toContain("Retry-After");
  });

  it("who inserts the operation snippet gets an operation that lints", async () => {
    const snippets = JSON.parse(await readFile(".vscode/contract.code-snippets", "utf8")) as Record<
      string,
      { body: string[] }
    >;
    const operation = Object.values(snippets)[0]
      ?.body.join("\n")
      .replaceAll(/\$\{\d\|(.+?),.*?\|\}/g, "$1")
      .replaceAll(/\$\{\d:(.+?)\}/g, "$1")
      .replaceAll("\\$", "$")
      .replace("$0", "");
    const name = "education_synchronizationProfiles_{educationSynchronizationProfileId}_snippet";
    const parameter = "parameters:\n  - $ref: ../parameters/educationSynchronizationProfileId.yaml\n";
    await writeFile(join(copy, `openapi/paths/${name}.yaml`), `${parameter}${operation}`);
    const path = `/${name.replaceAll("_", "/")}:\n    $ref: paths/${name}.yaml\n`;
    const { output } = await withEdit(
      "openapi/openapi.yaml",
      (text) => text.replace("components:\n", `  ${path}components:\n`),
      "lint",
    );
    expect(output).toContain("Your API descriptions are valid");
  });
});
