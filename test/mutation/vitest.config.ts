import { defineConfig } from "vitest/config";
import { fromSources } from "../../vitest.config.ts";
import suites from "./suites.json" with { type: "json" };

const { include } = suites[process.env["MUTATE"] as keyof typeof suites];

// The client's modules hold no state, so its tests can share one worker, which is several times faster. They wait for
// nothing but themselves, so a mutant that makes one hang shows soon.
const forClient = { isolate: false, testTimeout: 3000 };
const options = process.env["MUTATE"] === "client" ? forClient : { testTimeout: 30_000 };

export default defineConfig({ resolve: { alias: fromSources }, test: { include, ...options } });
