import { expect, test, vi } from "vitest";
import * as all from "graph-education-sync";
import { programSize } from "./programSize.ts";

const built = "./dist/index.mjs";
const names = Object.keys(all).join(", ");

vi.setConfig({ testTimeout: 60_000 });

test("a program that creates a profile is at most 5.6 kB", async () => {
  const size = await programSize(`
    import { createGraphEducationClient, unwrap } from "${built}";
    globalThis.program = [createGraphEducationClient, unwrap];`);
  console.log(`create and unwrap: ${size} bytes`);
  expect(size).toBeLessThanOrEqual(5600);
});

test("a program with every function is at most 7.2 kB", async () => {
  const size = await programSize(`import { ${names} } from "${built}"; globalThis.program = [${names}];`);
  console.log(`everything: ${size} bytes`);
  expect(size).toBeLessThanOrEqual(7200);
});
