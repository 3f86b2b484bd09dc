import { mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkGenerated } from "../../src/pipeline/checkGenerated.ts";
import { lintContract } from "../../src/pipeline/lintContract.ts";
import { writeWhole } from "../../src/pipeline/writeWhole.ts";
import { copyOfSources } from "./copyOfSources.ts";

describe("the repository", { timeout: 60_000 }, () => {
  it("lints without an error or a warning", async () => {
    const { passed, report } = await lintContract();
    expect(report).toContain("Your API descriptions are valid");
    expect(report).not.toMatch(/\d+ (warnings?|problems?)/);
    expect(passed).toBe(true);
  });

  it("has generated/ up to date", async () => {
    expect(await checkGenerated()).toEqual({ passed: true, report: "generated/ is up to date" });
  });

  it("has the same version in the contract and in the package", async () => {
    const { info } = JSON.parse(await readFile("generated/openapi.json", "utf8")) as { info: { version: string } };
    const { version } = JSON.parse(await readFile("package.json", "utf8")) as { version: string };
    expect(info.version).toBe(version);
  });
});

describe("an editor of the contract", { timeout: 60_000 }, () => {
  let copy: string;
  beforeAll(async () => {
    copy = await copyOfSources();
  });
  afterAll(() => rm(copy, { recursive: true }));

  async function withEdit<T>(file: string, edit: (text: string) => string, run: (root: string) => Promise<T>) {
    const path = join(copy, file);
    const text = await readFile(path, "utf8");
    expect(edit(text)).not.toBe(text);
    await writeFile(path, edit(text));
    const outcome = await run(copy);
    await writeFile(path, text);
    return outcome;
  }

  it("who forgets the build or edits a generated file sees which files are out of date", async () => {
    const generated = join(copy, "generated/openapi.ts");
    await writeFile(generated, `${await readFile(generated, "utf8")}// mine\n`);
    await writeFile(join(copy, "generated/mine.ts"), "");
    const { passed, report } = await withEdit(
      "openapi/schemas/properties/displayName.yaml",
      (description) => description.replace("Name by", "The name by"),
      checkGenerated,
    );
    expect(passed).toBe(false);
    for (const file of ["openapi.json", "openapi.yaml", "types.ts", "openapi.ts"])
      expect(report).toContain(`${file} is out of date`);
    expect(report).toContain("mine.ts is not produced by the build");
    expect(report).toContain("npm run generate");
  });

  it("who breaks the sources sees the error instead of a difference", async () => {
    const { passed, report } = await withEdit(
      "openapi/openapi.yaml",
      (text) => text.replace("paths:\n", "paths: [\n"),
      checkGenerated,
    );
    expect(passed).toBe(false);
    expect(report).toContain("The sources don't build");
  });

  it("who makes a mistake in a file that four others refer to sees one error", async () => {
    const { passed, report } = await withEdit(
      "openapi/schemas/properties/displayName.yaml",
      (text) => text.replace("maxLength: 256", "maxLength 256"),
      lintContract,
    );
    expect(passed).toBe(false);
    expect(report).toMatch(/^\[1\] openapi\/schemas\/properties\/displayName\.yaml:5:8/);
    expect(report.match(/^\[\d+\]/gm)).toHaveLength(1);
  });
});

describe("a file that the build writes", () => {
  it("is replaced whole, so a reader of the old one can finish", async () => {
    const folder = await mkdtemp(join(tmpdir(), "graph-education-sync-"));
    const path = join(folder, "types.ts");
    await writeFile(path, "old");
    const reader = await open(path);
    await writeWhole(folder, { "types.ts": "new", "other.ts": "new" });
    expect(await reader.readFile("utf8")).toBe("old");
    expect(await readFile(path, "utf8")).toBe("new");
    await reader.close();
    await rm(folder, { recursive: true });
  });

  it("leaves no temporary file if it can't be written", async () => {
    const folder = await mkdtemp(join(tmpdir(), "graph-education-sync-"));
    await mkdir(join(folder, "taken.ts/in-the-way"), { recursive: true });
    await expect(writeWhole(folder, { "taken.ts": "new" })).rejects.toThrow();
    expect(await readdir(folder)).toEqual(["taken.ts"]);
    await rm(folder, { recursive: true });
  });
});
