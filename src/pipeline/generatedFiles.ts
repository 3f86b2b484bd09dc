import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";
import { parse } from "yaml";
import type { Contract } from "../reference/contract.ts";
import { markdownFiles } from "../reference/markdown/pages.ts";
import { readReference } from "../reference/reference.ts";
import { emptySuccess } from "./emptySuccess.ts";
import { namedTypes, withUndefined } from "./namedTypes.ts";
import { redocly } from "./redocly.ts";
import { type ControlSchemas, scenarioModule } from "./scenarioModule.ts";
import { writeWhole } from "./writeWhole.ts";

/** Files of `generated/` by name. */
export type GeneratedFiles = Record<string, string>;

/** Bundles the contract in a folder into one YAML document. Throws Redocly's output if the sources don't build. */
export async function bundle(root = ".", signal?: AbortSignal): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "graph-education-sync-bundle-"));
  try {
    const output = join(folder, "openapi.yaml");
    const { code, stdout, stderr } = await redocly(["bundle", "openapi/openapi.yaml", "--output", output], {
      cwd: root,
      signal,
    });
    if (code !== 0) throw new Error(stdout + stderr);
    return await readFile(output, "utf8");
  } finally {
    await rm(folder, { recursive: true });
  }
}

const jsonOf = (yaml: string): string => JSON.stringify(parse(yaml), undefined, 2);
const typesOf = async (json: string): Promise<string> =>
  withUndefined(astToString(await openapiTS(json, { silent: true })));

/** The control API, which is a single file, as JSON and as types. */
async function controlFiles(root: string): Promise<GeneratedFiles> {
  const json = jsonOf(await readFile(join(root, "openapi/control.yaml"), "utf8"));
  return {
    "control.json": json,
    ...namedTypes(await typesOf(json), { operations: "control.ts", types: "controlTypes.ts" }),
    "scenario.ts": scenarioModule(JSON.parse(json) as ControlSchemas),
  };
}

/** The files to commit under `generated/` for a bundle, and for the control API in the same folder. */
export async function generatedFiles(yaml: string, root = "."): Promise<GeneratedFiles> {
  const json = jsonOf(yaml);
  const contract = JSON.parse(json) as Contract;
  return {
    "openapi.yaml": yaml,
    "openapi.json": json,
    ...namedTypes(await typesOf(json), { operations: "openapi.ts", types: "types.ts" }),
    "emptySuccess.ts": emptySuccess(contract),
    ...markdownFiles(readReference(contract)),
    ...(await controlFiles(root)),
  };
}

/** Writes `generated/`. */
export async function writeGenerated(): Promise<{ passed: boolean; report: string }> {
  const files = await generatedFiles(await bundle());
  await writeWhole("generated", files);
  const names = new Set(Object.keys(files).map((name) => name.replace(/\/.*/, "/")));
  return { passed: true, report: `${[...names].join(", ")} in generated/` };
}
