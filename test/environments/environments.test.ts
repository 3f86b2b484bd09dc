import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { mockOutcome, syncInput, syncOutcome } from "./input.ts";
import {
  bundledBy,
  esbuild,
  inBun,
  inDeno,
  inJest,
  inNode,
  inVitest,
  inWorkerd,
  inYarn,
  type Run,
  vite,
  webpack,
} from "./run.ts";
import { environmentRows, versionOf } from "./table.ts";

interface Mock {
  url: string;
  close: () => Promise<void>;
}
const { startMock } = (await import(
  join(import.meta.dirname, "node_modules/graph-education-sync/dist/mock/index.cjs")
)) as { startMock: (options: object) => Promise<Mock> };

const root = join(import.meta.dirname, "../..");
const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { engines: { node: string } };
const ofNode = `${engines.node.replace(">=", "")} and later`;

const environments: Record<string, { version: string | undefined; run: Run }> = {
  "Node.js, imported": { version: ofNode, run: inNode("mjs") },
  "Node.js, required": { version: ofNode, run: inNode("cjs") },
  Bun: { version: versionOf("bun"), run: inBun },
  Deno: { version: versionOf("deno"), run: inDeno },
  "Cloudflare Workers (workerd)": { version: versionOf("workerd"), run: inWorkerd },
  "Vitest, environment node": { version: versionOf("vitest"), run: inVitest("node") },
  "Vitest, environment jsdom": { version: versionOf("jsdom"), run: inVitest("jsdom") },
  "Vitest, environment jsdom, vmThreads": { version: versionOf("jsdom"), run: inVitest("jsdom", "vmThreads") },
  "Vitest, environment happy-dom": { version: versionOf("happy-dom"), run: inVitest("happy-dom") },
  "Vitest, environment happy-dom, vmThreads": {
    version: versionOf("happy-dom"),
    run: inVitest("happy-dom", "vmThreads"),
  },
  "Jest, environment node": { version: versionOf("jest"), run: inJest("node") },
  "Jest, jest-environment-jsdom": {
    version: versionOf("jest-environment-jsdom"),
    run: inJest("jest-environment-jsdom"),
  },
  "Jest, jest-fixed-jsdom": { version: versionOf("jest-fixed-jsdom"), run: inJest("jest-fixed-jsdom") },
  "Yarn Plug'n'Play": { version: versionOf("@yarnpkg/cli-dist"), run: inYarn },
  "Bundled by esbuild as ESM": {
    version: versionOf("esbuild"),
    run: bundledBy((entry, outfile) => esbuild("esm", entry, outfile), "mjs"),
  },
  "Bundled by esbuild as CommonJS": {
    version: versionOf("esbuild"),
    run: bundledBy((entry, outfile) => esbuild("cjs", entry, outfile), "cjs"),
  },
  "Bundled by Vite": { version: versionOf("vite"), run: bundledBy(vite, "mjs") },
  "Bundled by webpack": { version: versionOf("webpack"), run: bundledBy(webpack, "cjs") },
};

test("the reference's table lists exactly these environments and versions", () => {
  const elsewhere = ({ name }: { name: string }): boolean => name.startsWith("Chromium");
  const promised = environmentRows.filter((row) => !elsewhere(row)).map(({ name, version }) => [name, version]);
  expect(promised).toEqual(Object.entries(environments).map(([name, { version }]) => [name, version]));
});

const rowsWith = (has: "hasClient" | "hasMock"): [name: string, run: Run][] =>
  environmentRows.flatMap((row) => {
    const environment = environments[row.name];
    return row[has] && environment ? [[row.name, environment.run]] : [];
  });

describe("the client completes a whole sync", () => {
  let mock: Mock;
  beforeEach(async () => {
    mock = await startMock({ pace: { reads: 1, ms: 60_000 } });
    return () => mock.close();
  });

  test.each(rowsWith("hasClient"))("%s", async (_, run) => {
    const outcome = await run("client", { SYNC: syncInput(mock.url), EXPECTED: JSON.stringify(syncOutcome) });
    if (outcome !== undefined) expect(outcome).toEqual(syncOutcome);
  });
});

describe("the mock starts, answers and stops", () => {
  test.each(rowsWith("hasMock"))("%s", async (_, run) => {
    const outcome = await run("mock", { EXPECTED: JSON.stringify(mockOutcome) });
    if (outcome !== undefined) expect(outcome).toEqual(mockOutcome);
  });
});
