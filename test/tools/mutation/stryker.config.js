import { readFileSync } from "node:fs";

// The tests that are about each folder, which is mutated by itself. They meet the sources, so none needs the package.
const suites = JSON.parse(readFileSync(new URL("suites.json", import.meta.url), "utf8"));

const folder = String(process.env.MUTATE);

/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "test/tools/mutation/vitest.config.ts", related: false },
  mutate: suites[folder].mutate,
  coverageAnalysis: "perTest",
  concurrency: 2,
  timeoutMS: 10_000,
  ignoreStatic: true,
  reporters: ["clear-text", "progress", "json"],
  jsonReporter: { fileName: `coverage/mutation-${folder}.json` },
  clearTextReporter: { allowColor: false, logTests: false },
  ignorePatterns: ["dist/pages", "coverage", ".bench", ".cache"],
  thresholds: { high: 90, low: 85, break: 85 },
};
