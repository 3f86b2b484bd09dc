import { defineConfig } from "vitest/config";
import { fromSources } from "../../vitest.config.ts";
import suites from "./suites.json" with { type: "json" };

const { include } = suites[process.env["MUTATE"] as keyof typeof suites];

// The client's modules hold no state, so its tests can share one worker, which is several times faster.
const isolate = process.env["MUTATE"] !== "client";

export default defineConfig({ resolve: { alias: fromSources }, test: { include, testTimeout: 30_000, isolate } });
