import { execFile } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { copyOfSources } from "../pipeline/copyOfSources.ts";

async function lintWithout(deleted: string | RegExp, file: string): Promise<string> {
  const copy = await copyOfSources();
  try {
    const text = await readFile(join(copy, file), "utf8");
    const rest = text.replace(deleted, "");
    expect(rest).not.toBe(text);
    await writeFile(join(copy, file), rest);

    const options = { cwd: copy, shell: process.platform === "win32" };
    return await new Promise((done, fail) => {
      execFile("npm", ["run", "--silent", "lint"], options, (error, stdout, stderr) => {
        if (error) done(stdout + stderr);
        else fail(new Error("The lint passed"));
      });
    });
  } finally {
    await rm(copy, { recursive: true });
  }
}

describe.concurrent("the lint, after a deletion from the contract", () => {
  it("of a response, names the file to reference", async () => {
    const path = "openapi/paths/education_synchronizationProfiles.yaml";
    const output = await lintWithout(/ {4}'503':\n.*serviceUnavailable.*\n/, path);
    expect(output).toContain(path);
    expect(output).toContain("#/get/responses");
    expect(output).toContain("for example `'503': {$ref: ../responses/serviceUnavailable.yaml}`. Here 503 is required");
  });

  it("of a bound, names the keyword to add", async () => {
    const schema = "openapi/schemas/properties/displayName.yaml";
    const output = await lintWithout("maxLength: 256\n", schema);
    expect(output).toContain(schema);
    expect(output).toContain("Add `maxLength`, or list the values in `enum`");
  });

  it("of a description, says what to describe", async () => {
    const schema = "openapi/schemas/educationSynchronizationProfileStatus.yaml";
    const output = await lintWithout(/ {4}description: Number of errors .*\n/, schema);
    expect(output).toContain(schema);
    expect(output).toContain("Add a `description` that says what `errorCount` is for");
  });

  it("of an example, says where examples are", async () => {
    const response = "openapi/responses/notFound.yaml";
    const output = await lintWithout(/ {4}examples:\n(.*\n)*/, response);
    expect(output).toContain(response);
    expect(output).toContain("Add an example from openapi/examples/ under `examples`");
  });
});
