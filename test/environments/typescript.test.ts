import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { typescriptRows, versionOf } from "./table.ts";

const execute = promisify(execFile);
const modules = join(import.meta.dirname, "node_modules");

const program = `
import { createGraphEducationClient, type EducationSynchronizationProfile, paginate, unwrap } from "graph-education-sync";
import { type Mock, startMock } from "graph-education-sync/mock";
declare const maybe: number | undefined;
const client = createGraphEducationClient({ getToken: () => "any-token", timeoutInMs: maybe });
export const start = (seed: EducationSynchronizationProfile): Promise<Mock> =>
  startMock({ profiles: [seed], port: maybe, pace: { reads: maybe } });
export async function first(id: string): Promise<EducationSynchronizationProfile["state"]> {
  const query = { $top: maybe };
  for await (const { state } of paginate(client, "/education/synchronizationProfiles", { params: { query } })) console.log(state);
  const path = { educationSynchronizationProfileId: id };
  return unwrap(await client.GET("/education/synchronizationProfiles/{educationSynchronizationProfileId}", { params: { path } })).state;
}
`;

interface Project {
  /** Folder of the compiler under node_modules. */
  compiler: string;
  skipLibCheck: boolean;
  isExact: boolean;
}

const projects: Record<string, Project> = {
  "With `skipLibCheck`": { compiler: "typescript-4.9", skipLibCheck: true, isExact: false },
  Without: { compiler: "typescript-5.4", skipLibCheck: false, isExact: false },
  "Without, with `exactOptionalPropertyTypes`": { compiler: "typescript", skipLibCheck: false, isExact: true },
  "Version 7, without, with `exactOptionalPropertyTypes`": {
    compiler: "typescript-7",
    skipLibCheck: false,
    isExact: true,
  },
};

const resolutions = [
  { moduleResolution: "node10", module: "commonjs", files: ["program.ts"] },
  { moduleResolution: "node16", module: "node16", files: ["program.mts", "program.cts"] },
  { moduleResolution: "nodenext", module: "nodenext", files: ["program.mts", "program.cts"] },
  { moduleResolution: "bundler", module: "esnext", files: ["program.mts"] },
];

// Version 4.9 doesn't support bundler yet, and 7 no longer supports node10.
const unknown: Record<string, string> = { "typescript-4.9": "bundler", "typescript-7": "node10" };

const cases = Object.values(projects).flatMap((project) =>
  resolutions
    .filter(({ moduleResolution }) => unknown[project.compiler] !== moduleResolution)
    .map((resolution) => ({ ...project, ...resolution, version: versionOf(project.compiler) })),
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "graph-education-sync-types-"));
  await mkdir(join(folder, "node_modules"));
  for (const name of ["graph-education-sync", "openapi-fetch", "openapi-typescript-helpers"])
    await symlink(join(modules, name), join(folder, "node_modules", name));
  for (const extension of ["ts", "mts", "cts"]) await writeFile(join(folder, `program.${extension}`), program);
  return () => rm(folder, { recursive: true });
});

async function compile({ compiler, skipLibCheck, isExact, moduleResolution, module, files }: (typeof cases)[number]) {
  // The name that version 4.9 supports, too.
  const named = moduleResolution === "node10" ? "node" : moduleResolution;
  const compilerOptions = {
    noEmit: true,
    strict: true,
    skipLibCheck,
    exactOptionalPropertyTypes: isExact,
    target: "es2022",
    lib: ["es2022", "dom", "dom.iterable"],
    types: [],
    module,
    moduleResolution: named,
  };
  const project = join(folder, `${compiler}-${moduleResolution}.json`);
  await writeFile(project, JSON.stringify({ compilerOptions, files }));
  const tsc = join(modules, compiler, "bin/tsc");
  const compiled = execute(process.execPath, [tsc, "--pretty", "false", "--project", project], { cwd: folder });
  return (await compiled.catch((error: { stdout: string }) => error)).stdout;
}

test("the reference's table lists exactly these versions", () => {
  expect(typescriptRows).toEqual(
    Object.entries(projects).map(([name, { compiler }]) => ({ name, version: versionOf(compiler) })),
  );
});

describe("a program that uses both entry points compiles", () => {
  test.each(cases)(
    "with TypeScript $version, $moduleResolution resolution, skipLibCheck $skipLibCheck, exact optional types $isExact",
    async (project) => {
      expect(await compile(project)).toBe("");
    },
  );
});
