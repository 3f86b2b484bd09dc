import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startMock } from "graph-education-sync/mock";
import { startStockPrism, type StockPrism } from "../contract/stockPrism.ts";
import { operations } from "../contract/bundle.ts";
import { call } from "../mock/caller.ts";
import { validSet } from "../mock/blobStorage/csv/fileSet.ts";
import { linkPackage } from "../package/linkPackage.ts";

interface Sample {
  lang: "curl" | "typescript" | "powershell";
  source: string;
}

const execute = promisify(execFile);
const documentedServer = "http://127.0.0.1:4010";
const folder = await mkdtemp(join(tmpdir(), "graph-education-sync-samples-"));

const bundled = join(folder, "reference.json");
const redocly = "node_modules/@redocly/cli/bin/cli.js";
const options = ["--config", "src/reference/redocly.yaml", "--output", bundled];
await execute(process.execPath, [redocly, "bundle", "generated/openapi.yaml", ...options]);
const { paths } = JSON.parse(await readFile(bundled, "utf8")) as {
  paths: Record<string, Record<string, { "x-codeSamples": Sample[] }>>;
};

function sample(path: string, method: string, lang: Sample["lang"]): string {
  const found = paths[path]?.[method.toLowerCase()]?.["x-codeSamples"].find((each) => each.lang === lang);
  if (!found) throw new Error(`${method} ${path} has no ${lang} sample`);
  return found.source;
}

const cases = operations.map(({ operationId, path, method, responses }) => ({
  operationId,
  curl: sample(path, method, "curl"),
  typescript: sample(path, method, "typescript"),
  powershell: sample(path, method, "powershell"),
  success: responses.find(({ status }) => status.startsWith("2")),
}));

const programOf = (operationId: string): string => join(folder, `${operationId}.ts`);

let prism: StockPrism;
beforeAll(async () => {
  prism = await startStockPrism();
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await linkPackage(folder);
  await Promise.all(
    cases.map(({ operationId, typescript }) => {
      const program = typescript.replace(documentedServer, prism.url);
      return writeFile(programOf(operationId), program);
    }),
  );
});
afterAll(async () => {
  await prism.stop();
  await rm(folder, { recursive: true });
});

describe.concurrent("the curl sample", () => {
  it.each(cases)("of $operationId succeeds", async ({ curl, success }) => {
    const { stdout } = await execute("sh", ["-c", curl.replace(documentedServer, prism.url)]);
    expect(stdout.split("\r\n")[0]).toMatch(new RegExp(`^HTTP/1.1 ${success?.status} `));
  });
});

describe("the TypeScript sample", () => {
  it("has the contract's types, in each operation", async () => {
    const config = {
      extends: resolve("tsconfig.json"),
      compilerOptions: {
        typeRoots: [resolve("node_modules/@types")],
        allowImportingTsExtensions: true,
        rewriteRelativeImportExtensions: false,
      },
      include: ["*.ts"],
    };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
    const tsc = resolve("node_modules/typescript/bin/tsc");
    const checked = execute(process.execPath, [tsc, "--project", folder]);
    const { stdout } = await checked.catch((error: { stdout: string }) => error);
    expect(stdout).toBe("");
  }, 180_000);

  it.each(cases)("of $operationId succeeds", async ({ operationId, success }) => {
    const log = vi.spyOn(console, "log").mockImplementation(() => {});
    await import(pathToFileURL(programOf(operationId)).href);
    const [printed] = log.mock.lastCall as [unknown];
    log.mockRestore();
    const firstExample = Object.values(success?.examples ?? {})[0]?.value;
    expect(printed).toEqual(firstExample ?? Number(success?.status));
  });
});

describe("the PowerShell sample", () => {
  it.each(cases)("of $operationId sends what the curl sample sends", ({ curl, powershell }) => {
    const address = /http:\S+/.exec(curl)?.[0];
    expect(powershell).toContain(`-Uri '${address}'`);
    const bodyOfCurl = /-d '([^']*)'/.exec(curl)?.[1];
    const bodyOfPowerShell = /@'\n([\s\S]*)\n'@/.exec(powershell)?.[1];
    expect(bodyOfPowerShell).toBe(bodyOfCurl);
  });
});

describe("getting started", () => {
  it("shows commands that lead from a create to the end of a sync, and those about tokens and batches", async () => {
    const info = await readFile("openapi/info.md", "utf8");
    const [start, create, ...steps] = [...info.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, text]) => text as string);
    expect(start?.trim()).toBe("npm ci && npm start -- --profiles");
    await Promise.all(Object.entries(validSet).map(([name, rows]) => writeFile(join(folder, name), rows)));

    const mock = await startMock({ profiles: "cast" });
    const commands = [create, "sleep 0.3", ...steps.slice(0, 2), "sleep 0.3", ...steps.slice(2)].join("\n");
    await execute("sh", ["-ec", commands.replaceAll(documentedServer, mock.url)], { cwd: folder });
    const answers = (await mock.journal()).map(
      ({ method, path, status }) => `${method} ${path.split("/").at(-1)} ${status}`,
    );
    expect(answers.filter((answer) => !answer.startsWith("PUT"))).toEqual([
      "POST synchronizationProfiles 201",
      expect.stringMatching(/^GET \S+ 200$/),
      "GET uploadUrl 200",
      "POST start 200",
      "GET profileStatus 200",
      "GET errors 200",
      "POST token 200",
      "GET synchronizationProfiles?$top=1 200",
      "GET synchronizationProfiles?$skip=1 200",
      "POST $batch 200",
    ]);
    expect(answers.filter((answer) => answer.startsWith("PUT")).map((answer) => answer.slice(-3))).toEqual(
      Array(6).fill("201"),
    );
    const { id } = JSON.parse(await readFile(join(folder, "profile.json"), "utf8")) as { id: string };
    const status = async () => (await call(mock.url, "getSynchronizationProfileStatus", { id })).body["status"];
    await expect.poll(status).toBe("success");
    await mock.close();
  });
});
