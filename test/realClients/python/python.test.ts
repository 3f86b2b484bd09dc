import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { validSet } from "../../mock/schoolDataSync/files/fileSet.ts";
import { createBody } from "../../support/caller.ts";
import { isSkipped, programs, required } from "../../programs/programs.ts";
import { snippets } from "../clientTable.ts";

const script = "test/realClients/python/sync.py";
const { url, ca } = inject("sharedMock");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "python-"));
  await mkdir(join(folder, "csv"));
  await writeFile(join(folder, "profile.json"), JSON.stringify(createBody("csvNewAccounts")));
  for (const [name, content] of Object.entries(validSet)) await writeFile(join(folder, "csv", name), content);
});
afterAll(() => rm(folder, { recursive: true }));

it("the Python script needs only the settings that the reference names", async () => {
  const [argument = "", variable = ""] = snippets("Python: `msal`");
  const text = await readFile(script, "utf8");
  expect(text).toContain(argument);
  expect(text).toContain(variable);
  expect(text).not.toContain("verify");
});

it.skipIf(isSkipped(programs.python))("the Python script runs a sync from sign-in to deletion", async () => {
  const [, variable = ""] = snippets("Python: `msal`");
  const { command, env } = required(programs.python);
  const { stdout } = await promisify(execFile)(command, [script, url, folder], {
    env: { ...env, [variable]: ca },
    timeout: 60_000,
  });
  const { versions, ...seen } = JSON.parse(stdout) as Record<string, unknown>;
  console.log(`Python: ${JSON.stringify(versions)}`);
  expect(seen).toEqual({
    createByApplication: 403,
    created: 201,
    state: "provisioned",
    uploaded: Object.keys(validSet).sort(),
    messages: [],
    status: "success",
    errors: [],
    deleted: 202,
  });
});
