import { defineConfig } from "vitest/config";
import { fromSources } from "../../vitest.config.ts";
import suites from "./suites.json" with { type: "json" };

const { include } = suites[process.env["MUTATE"] as keyof typeof suites];

export default defineConfig({ resolve: { alias: fromSources }, test: { include, testTimeout: 30_000, isolate: false } });
