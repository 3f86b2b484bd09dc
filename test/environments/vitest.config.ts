import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

/** The package in environments of other packages; the main configuration leaves these tests out. */
export default defineConfig({
  test: {
    name: "environments",
    root: "test/environments",
    include: ["*.test.ts"],
    globalSetup: [resolve("test/setup/build.ts"), "./installPackage.ts"],
    // Each program has a process of its own, and some compile or bundle.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxConcurrency: 2,
  },
});
