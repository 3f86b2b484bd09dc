import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { fromSources } from "../../../vitest.config.ts";
import suites from "./suites.json" with { type: "json" };

const { include } = suites[process.env["MUTATE"] as keyof typeof suites];

// The state of modules is the same for every test, so the files share one worker, which is much faster. No test
// takes longer than three seconds, so a mutant that makes one hang shows soon.
const options = { isolate: false, testTimeout: 5000 };

const alias = [
  ...Object.entries(fromSources).map(([find, replacement]) => ({ find, replacement })),
  { find: /^(\.\.\/)+support\/startCommand\.ts$/, replacement: resolve("test/tools/mutation/startInProcess.ts") },
];

export default defineConfig({ resolve: { alias }, test: { include, ...options } });
