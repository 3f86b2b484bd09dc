import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";
import { parse } from "yaml";
import type { Contract } from "../reference/contract.ts";
import { markdownFiles } from "../reference/markdown/pages.ts";
import { readReference } from "../reference/reference.ts";
import { namedTypes } from "./namedTypes.ts";
import { redocly } from "./redocly.ts";

/** Files of `generated/` by their names. */
export type GeneratedFiles = Record<string, string>;

/** Bundles the contract in a folder into one YAML document. Throws what Redocly prints when the sources don't build. */
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

/** What is committed under `generated/` for a bundle. */
export async function generatedFiles(yaml: string): Promise<GeneratedFiles> {
  const json = JSON.stringify(parse(yaml), undefined, 2);
  const types = astToString(await openapiTS(json, { silent: true }));
  const reference = readReference(JSON.parse(json) as Contract);
  return { "openapi.yaml": yaml, "openapi.json": json, ...namedTypes(types), ...markdownFiles(reference) };
}
