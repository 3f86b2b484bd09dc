import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sampleFiles, samplesCommand } from "../../src/cli/samplesCommand.ts";
import { csvFiles } from "../../src/mock/schoolDataSync/files/fileFormats.ts";
import { messagesFor } from "../mock/schoolDataSync/files/fileSet.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "graph-education-sync-samples-"));
});
afterEach(async () => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
  await rm(folder, { recursive: true });
});

describe("graph-education-sync samples", () => {
  it("writes the body of a create and the six files, even if they exist already", async () => {
    const printed = vi.spyOn(console, "log").mockImplementation(() => {});
    samplesCommand(folder);
    samplesCommand(folder);
    expect(process.exitCode).toBe(undefined);
    const paths = Object.keys(sampleFiles()).map((name) => join(folder, name));
    expect(printed.mock.lastCall).toEqual([paths.join("\n")]);
    const names = (await readdir(join(folder, "csv"))).map((name) => name.toLowerCase());
    const required = [...csvFiles].flatMap(([name, { isOptional }]) => (isOptional ? [] : [name]));
    expect(names.sort()).toEqual(required.sort());
    expect(JSON.parse(await readFile(join(folder, "profile.json"), "utf8"))).toHaveProperty("dataProvider");
  });

  it("writes nothing if a file differs, and names it", async () => {
    const error = vi.spyOn(console, "error").mockImplementation(() => {});
    await writeFile(join(folder, "profile.json"), "mine");
    samplesCommand(folder);
    expect(process.exitCode).toBe(1);
    expect(error.mock.calls.join()).toContain(join(folder, "profile.json"));
    expect(await readdir(folder)).toEqual(["profile.json"]);
    expect(await readFile(join(folder, "profile.json"), "utf8")).toBe("mine");
  });

  it.each<[what: string, link: string, target: string]>([
    ["a file that does not exist yet", "profile.json", "elsewhere.json"],
    ["a folder", "csv", "."],
  ])("doesn't follow a link to %s", async (_, link, target) => {
    const error = vi.spyOn(console, "error").mockImplementation(() => {});
    const samples = join(folder, "samples");
    await mkdir(samples);
    await symlink(join(folder, target), join(samples, link));
    samplesCommand(samples);
    expect(process.exitCode).toBe(1);
    expect(error.mock.calls.join()).toContain(`${join(samples, link)} is a link`);
    expect(await readdir(folder)).toEqual(["samples"]);
    expect(await readdir(samples)).toEqual([link]);
  });

  it("explains why a folder can't be written", async () => {
    const error = vi.spyOn(console, "error").mockImplementation(() => {});
    await writeFile(join(folder, "file"), "");
    samplesCommand(join(folder, "file"));
    expect(process.exitCode).toBe(1);
    expect(error.mock.calls.join()).toMatch(/^The samples can't be written: \w+/);
  });

  it("writes files that a sync accepts without a message", async () => {
    const files = Object.entries(sampleFiles()).filter(([name]) => name.startsWith("csv/"));
    const set = Object.fromEntries(files.map(([name, rows]) => [name.slice("csv/".length), rows]));
    expect(await messagesFor(set, 1024)).toEqual([]);
  });
});
