import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyInto } from "../pipeline/copyOfSources.ts";
import { lint, type Problem } from "./lint.ts";

const paths = "openapi/paths/synchronizationProfiles.yaml";
const displayName = "openapi/schemas/properties/displayName.yaml";
const status = "openapi/schemas/educationSynchronizationProfileStatus.yaml";
const notFound = "openapi/responses/notFound.yaml";

const deletions: [deleted: string, from: string, what: string | RegExp, place: string, advice: string][] = [
  [
    "a response is reported with the file to refer to",
    paths,
    / {4}'503':\n.*serviceUnavailable.*\n/,
    "#/get/responses",
    "for example `'503': {$ref: ../responses/serviceUnavailable.yaml}`. Here 503 is required",
  ],
  [
    "a bound is reported with the keyword to add",
    displayName,
    "maxLength: 256\n",
    "#/",
    "Add `maxLength`, or list the values in `enum`",
  ],
  [
    "a description is reported with what to describe",
    status,
    / {4}description: Number of errors .*\n/,
    "#/properties/errorCount",
    "Add a `description` that says what `errorCount` is for",
  ],
  [
    "an example is reported with the folder of examples",
    notFound,
    / {4}examples:\n(.*\n)*/,
    "#/content/application~1json/examples",
    "Add an example from openapi/examples/ under `examples`",
  ],
  [
    "a required header of a response is reported with its name",
    "openapi/responses/tooManyRequests.yaml",
    / {2}Retry-After:\n.*\n/,
    "#/headers",
    "Retry-After",
  ],
];

async function replaceIn(file: string, from: string | RegExp, to: string): Promise<void> {
  const text = await readFile(file, "utf8");
  const edited = text.replace(from, to);
  expect(edited).not.toBe(text);
  await writeFile(file, edited);
}

/** What the editor's snippet inserts with its default values. */
async function snippet(): Promise<string> {
  const snippets = JSON.parse(await readFile(".vscode/contract.code-snippets", "utf8")) as Record<
    string,
    { body: string[] }
  >;
  const lines = Object.values(snippets)[0]?.body ?? [];
  return lines
    .join("\n")
    .replaceAll(/\$\{\d\|(.+?),.*?\|\}/g, "$1")
    .replaceAll(/\$\{\d:(.+?)\}/g, "$1")
    .replaceAll("\\$", "$")
    .replace("$0", "");
}

async function addSnippet(copy: string): Promise<void> {
  const name = "synchronizationProfiles_id_snippet";
  const parameter = "parameters:\n  - $ref: ../parameters/educationSynchronizationProfileId.yaml\n";
  await writeFile(join(copy, `openapi/paths/${name}.yaml`), `${parameter}${await snippet()}`);
  const path = `/education/synchronizationProfiles/{educationSynchronizationProfileId}/snippet:\n    $ref: paths/${name}.yaml\n`;
  await replaceIn(join(copy, "openapi/openapi.yaml"), "components:\n", `  ${path}components:\n`);
}

describe("an edit of the contract that", () => {
  let folder: string;
  let found: Problem[];
  let added: Problem[];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "graph-education-sync-"));
    // One copy has all the deletions, as they are in different files and a lint takes half a second.
    const edits = [
      async (copy: string) => {
        for (const [, from, what] of deletions) await replaceIn(join(copy, from), what, "");
      },
      addSnippet,
    ];
    const copies = await Promise.all(
      edits.map(async (edit, index) => {
        const copy = join(folder, String(index));
        await mkdir(copy);
        await copyInto(copy, "openapi");
        await edit(copy);
        return join(copy, "openapi/openapi.yaml");
      }),
    );
    [found = [], added = []] = await lint(copies);
  }, 180_000);
  afterAll(() => rm(folder, { recursive: true }));

  it.each(deletions)("deletes %s", (_, from, _what, place, advice) => {
    const problem = { file: expect.stringContaining(from), place, message: expect.stringContaining(advice) };
    expect(found).toContainEqual(expect.objectContaining(problem));
  });

  it("inserts the operation snippet passes the lint", () => {
    expect(added).toEqual([]);
  });
});
