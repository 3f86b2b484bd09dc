import { gzipSync } from "node:zlib";
import { build } from "rolldown";
import { expect, test, vi } from "vitest";

const names =
  "createGraphEducationClient, createGraphFetch, GraphError, paginate, startSynchronization, unwrap, uploadCsv, waitUntilProvisioned";

/** Bytes of a program, minified and compressed with gzip, openapi-fetch included. */
async function size(program: string): Promise<number> {
  const { output } = await build({
    input: "program",
    write: false,
    logLevel: "silent",
    output: { minify: true, format: "esm" },
    plugins: [
      {
        name: "program",
        resolveId: (id) => (id === "program" ? id : null),
        load: (id) => (id === "program" ? program.replaceAll("#", `${process.cwd()}/src/index.ts`) : null),
      },
    ],
  });
  return gzipSync(output[0].code, { level: 9 }).length;
}

vi.setConfig({ testTimeout: 60_000 });

test("a program that only creates is at most 4.0 kB", async () => {
  const program = 'import { createGraphEducationClient } from "#"; globalThis.client = createGraphEducationClient({});';
  expect(await size(program)).toBeLessThanOrEqual(4000);
});

test("a program with every function is at most 5.0 kB", async () => {
  expect(await size(`import { ${names} } from "#"; globalThis.all = [${names}];`)).toBeLessThanOrEqual(5000);
});
