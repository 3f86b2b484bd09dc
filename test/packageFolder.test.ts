import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findPackageFolder } from "../src/packageFolder.ts";

let folder: string;
const at = (...parts: string[]): string => join(folder, ...parts);
const url = (...parts: string[]): string => pathToFileURL(at(...parts)).href;
const find = (file: string | undefined, workingFolder = "empty"): string =>
  findPackageFolder(file, new URL(`${url(workingFolder)}/`)).href;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "graph-education-sync-folder-")));
  for (const name of ["empty", "project/out", "project/node_modules", "partial/dist/mock", "partial/generated"])
    await mkdir(at(name), { recursive: true });
  await writeFile(at("project/package.json"), '{ "name": "project" }');
  await symlink(resolve("."), at("project/node_modules/graph-education-sync"), "junction");
  await cp("package.json", at("partial/package.json"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("the package's files", () => {
  it("are found around the code", () => {
    expect(find(pathToFileURL(resolve("dist/mock/index.cjs")).href)).toBe(pathToFileURL(`${resolve(".")}/`).href);
  });

  it.each([
    ["next to a CommonJS bundle", () => url("project/out/bundle.cjs"), "empty"],
    ["of the working folder for a bundle elsewhere", () => url("empty/bundle.cjs"), "project"],
    ["of the working folder for an ES module, which has no file name", () => undefined, "project"],
    ["of the working folder for a file name that a bundler made up", () => "file:///index.js", "project"],
  ])("are found in the installation %s", async (_, file, workingFolder) => {
    expect(find(file(), workingFolder)).toBe(pathToFileURL(`${resolve(".")}/`).href);
  });

  it("that can't be found cause an error that says what to do", () => {
    expect(() => find(url("empty/bundle.cjs"))).toThrow(
      /^The folder of graph-education-sync was not found\. Don't bundle graph-education-sync; mark it as external/,
    );
  });

  it("that are missing from a copy cause an error that names them", () => {
    expect(() => find(url("partial/dist/mock/index.cjs"))).toThrow(
      `${at("partial/generated/openapi.json")} was not found.`,
    );
  });
});
