import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { servers } from "./test/contract/serverUnderTest.ts";

const contractSuite = "test/contract/suite.test.ts";

const memory = ["test/mock/blobStorage/csv/inspectFile.test.ts", "test/client/server.test.ts"];
const realClients = "test/realClients/**/*.test.ts";

/** The sources in place of the package. */
export const fromSources = {
  "graph-education-sync/mock": resolve("src/mock/index.ts"),
  "graph-education-sync": resolve("src/index.ts"),
};

export default defineConfig(({ mode }) => ({
  test: {
    server: { deps: { external: [/\/dist\//] } },
    reporters: ["default", "./test/reporter.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A second is too short for a browser beside other tests.
    expect: { poll: { timeout: 15_000 } },
    unstubGlobals: true,
    unstubEnvs: true,
    setupFiles: process.env.NODE_V8_COVERAGE ? ["test/coverage/takeCoverage.ts"] : [],
    // Most files wait for a process or a server of their own; on a small machine vitest would run them one by one.
    maxWorkers: Math.max(3, availableParallelism()),
    projects: [
      {
        extends: true,
        // npm test meets what ships; npm run test:watch meets the sources as they are being written.
        resolve: { alias: mode === "sources" ? fromSources : {} },
        test: {
          name: "by itself",
          // A process of its own for each file would take longer than the tests.
          isolate: false,
          // For those who start vitest without npm.
          globalSetup: ["src/pipeline/compileWhenStale.ts"],
          include: ["test/**/*.test.ts"],
          exclude: [contractSuite, realClients, ...memory],
          typecheck: {
            enabled: true,
            // TypeScript 7 takes a fifth of the time; with 5.9, the package's test compiles.
            checker: resolve("node_modules/typescript-7/bin/tsc"),
            include: ["test/**/*.test-d.ts"],
            tsconfig: "test/tsconfig.json",
          },
        },
      },
      // What they measure is the memory of their process, or they collect garbage, which takes long in a large one.
      { extends: true, test: { name: "memory", include: memory } },
      {
        extends: true,
        // The clients' packages are large: files that share a worker load them once.
        test: {
          name: "real clients",
          include: [realClients],
          isolate: false,
          globalSetup: ["test/realClients/sharedMock.ts"],
        },
      },
      ...Object.keys(servers).map((name) => ({
        extends: true as const,
        test: { name, include: [contractSuite], isolate: false, globalSetup: ["test/contract/serverUnderTest.ts"] },
      })),
    ],
  },
}));
