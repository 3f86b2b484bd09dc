import { defineConfig } from "vitest/config";

/** Runs after `npm ci --prefix test/environments`; the main configuration leaves these tests out. */
export default defineConfig({
  test: {
    root: "test/environments",
    include: ["*.test.ts"],
    globalSetup: ["./installPackage.ts"],
    // Each program has a process of its own, and some compile or bundle.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxConcurrency: 2,
  },
});
