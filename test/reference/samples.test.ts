import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { samplesCommand } from "../../src/cli/samplesCommand.ts";
import { startForAll, startForTest } from "../support/mock.ts";
import { command } from "../support/startCommand.ts";
import { linkPackage } from "../package/linkPackage.ts";
import { documentedServer, samplePages as cases } from "./samplePages.ts";
import { addProfiles } from "./addProfiles.ts";

const execute = promisify(execFile);
const folder = await mkdtemp(join(tmpdir(), "graph-education-sync-samples-"));
const programOf = (operationId: string): string => join(folder, `${operationId}.ts`);

const single = cases.filter(({ isPaged }) => !isPaged);
const paged = cases.filter(({ isPaged }) => isPaged);

const mock = await startForAll({ stateless: true });
/** Has more profiles than a page. */
const large = await startForAll({ profiles: "examples" });
const itemsOf = (operationId: string): number => (operationId === "listSynchronizationProfiles" ? 150 : 2);
beforeAll(async () => {
  await addProfiles(large.url, 150);
  linkPackage(folder);
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await Promise.all(
    cases.map(({ operationId, typescript }) =>
      writeFile(programOf(operationId), typescript.replaceAll(documentedServer, mock.url)),
    ),
  );
});
afterAll(() => rm(folder, { recursive: true }));

describe("the page", () => {
  it.each(cases)("of $operationId has one sample per language, and only examples of the contract", (page) => {
    expect(page.others).toEqual([]);
    for (const sample of [page.curl, page.typescript, page.powershell, page.python, page.csharp])
      expect(sample).not.toBe("");
    for (const text of page.json) expect(page.examples).toContain(JSON.stringify(JSON.parse(text)));
  });

  it.concurrent.each(single)("of $operationId has a curl sample that succeeds", async ({ curl, status }) => {
    const { stdout } = await execute("sh", ["-c", curl.replaceAll(documentedServer, mock.url)]);
    expect(stdout.split("\r\n")[0]).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  it.each(single)("of $operationId has a TypeScript sample that succeeds", async ({ operationId, status, answer }) => {
    const log = vi.spyOn(console, "log").mockImplementation(() => {});
    await import(pathToFileURL(programOf(operationId)).href);
    const [printed] = log.mock.lastCall as [unknown];
    log.mockRestore();
    expect(printed).toEqual(answer ?? Number(status));
  });

  it.each(single)("of $operationId has a PowerShell sample that sends what the curl sample sends", (page) => {
    const address = /http:\S+/.exec(page.curl)?.[0];
    expect(page.powershell).toContain(`-Uri '${address}'`);
    const bodyOfCurl = /-d '([^']*)'/.exec(page.curl)?.[1] ?? "null";
    const bodyOfPowerShell = /@'\n([\s\S]*)\n'@/.exec(page.powershell)?.[1] ?? "null";
    expect(JSON.parse(bodyOfPowerShell)).toEqual(JSON.parse(bodyOfCurl));
  });
});

describe("the sample of a collection", () => {
  it.each(paged)("$operationId reads every page in curl", async ({ curl, operationId }) => {
    const { stdout } = await execute("sh", ["-c", curl.replaceAll(documentedServer, large.url)]);
    const lines = stdout.trimEnd().split("\n");
    expect(lines.flatMap((line) => (JSON.parse(line) as { value: unknown[] }).value).length).toBe(itemsOf(operationId));
  });

  it.each(paged)("$operationId reads every page in TypeScript", async ({ typescript, operationId }) => {
    const log = vi.spyOn(console, "log").mockImplementation(() => {});
    const program = join(folder, `${operationId}.large.ts`);
    await writeFile(program, typescript.replaceAll(documentedServer, large.url));
    await import(pathToFileURL(program).href);
    const printed = log.mock.calls.length;
    log.mockRestore();
    expect(printed).toBe(itemsOf(operationId));
  });

  it.each(paged)("$operationId follows the next link in PowerShell, Python and C#", (page) => {
    for (const sample of [page.powershell, page.python, page.csharp]) expect(sample).toMatch(/while .*url/);
  });
});

it("the TypeScript samples compile", async () => {
  const compilerOptions = {
    target: "es2022",
    module: "nodenext",
    lib: ["es2022", "dom"],
    types: [],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
  };
  const files = cases.map(({ operationId }) => programOf(operationId));
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  const tsc = resolve("node_modules/typescript-7/bin/tsc");
  const compiled = execute(process.execPath, [tsc, "--pretty", "false", "--project", folder]);
  expect((await compiled.catch((error: { stdout: string }) => error)).stdout).toBe("");
});

const blocksIn = (text: string, only?: string): string[] =>
  [...text.matchAll(/^( *)```(\w+)\n([\s\S]*?)\n\1```$/gm)]
    .filter(([, , language]) => only === undefined || language === only)
    .map(([, indent = "", , block = ""]) => block.replaceAll(`\n${indent}`, "\n").slice(indent.length));
const blocksOf = async (path: string, only?: string): Promise<string[]> => blocksIn(await readFile(path, "utf8"), only);

it("the guide's shell blocks that are not in the README run", async () => {
  const files = ["generated/reference/guide.md", "generated/reference/mock-server.md", "README.md"];
  const [api = [], mock = [], readme = []] = await Promise.all(files.map((file) => blocksOf(file, "sh")));
  const guide = [...api, ...mock];
  const others = guide.filter((block) => !readme.includes(block));
  expect([guide.length - others.length, others.length]).toEqual([3, 3]);
  const folder = await mkdtemp(join(tmpdir(), "graph-education-sync-guide-"));
  samplesCommand(join(folder, "samples"));
  const stateful = await startForTest({ profiles: "examples" });
  const script = others
    .join("\n")
    .replaceAll(documentedServer, stateful.url)
    .replace("npx graph-education-sync", `"${process.execPath}" "${resolve(command)}"`);
  const { stdout } = await execute("sh", ["-ec", script], { cwd: folder });
  expect(stdout).toContain("A sync would start. Warnings: 0.");
  const answers = (await stateful.journal()).map(({ path, status }) => `${path.split("/").at(-1)} ${status}`);
  expect(answers).toEqual([
    "token 200",
    "synchronizationProfiles?$top=1 200",
    "synchronizationProfiles?$skip=1 200",
    "$batch 200",
  ]);
  await rm(folder, { recursive: true });
});

it("reference.md has only code blocks that its pages have", async () => {
  const names = await readdir("generated/reference");
  const known = new Set((await Promise.all(names.map((name) => blocksOf(`generated/reference/${name}`)))).flat());
  expect((await blocksOf("generated/reference.md")).filter((block) => !known.has(block))).toEqual([]);
});

it("llms.txt links to every page, and to no other", async () => {
  const [overview, names] = await Promise.all([readFile("generated/llms.txt", "utf8"), readdir("generated/reference")]);
  const linked = [...overview.matchAll(/\]\(reference\/([^)#]+)/g)].map(([, name]) => name as string);
  expect([...new Set(linked)].sort()).toEqual(names.sort());
});
