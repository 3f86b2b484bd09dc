import { expect, test, vi } from "vitest";
import { programSize } from "./programSize.ts";

const names =
  "createGraphEducationClient, createGraphFetch, GraphError, paginate, startSynchronization, unwrap, uploadCsv, waitUntilProvisioned";
const source = `${process.cwd()}/dist/index.mjs`;

vi.setConfig({ testTimeout: 60_000 });

test("a program that only creates is at most 4.0 kB", async () => {
  const create = "globalThis.client = createGraphEducationClient({});";
  expect(await programSize(`import { createGraphEducationClient } from "${source}"; ${create}`)).toBeLessThanOrEqual(
    4000,
  );
});

test("a program with every function is at most 5.0 kB", async () => {
  const all = `globalThis.all = [${names}];`;
  expect(await programSize(`import { ${names} } from "${source}"; ${all}`)).toBeLessThanOrEqual(5000);
});
