import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { useTemporaryFolder } from "./test/setup/temporaryFolder.ts";
import { servers } from "./test/contract/serverUnderTest.ts";

const contractSuite = "test/contract/suite.test.ts";
const memory = ["test/mock/schoolDataSync/files/inspectFile.test.ts", "test/client/server.test.ts"];
const inBrowser = ["test/client/browser.test.ts", "test/console/*.test.ts", "test/reference/page.test.ts"];
/** Tests with packages of their own, which npm run test:clients installs. */
const clients = ["test/realClients/**", "test/environments/**"];

// Before Vitest makes a temporary folder itself.
useTemporaryFolder();

/** The sources in place of the package. */
export const fromSources = {
  "graph-education-sync/mock": resolve("src/mock/index.ts"),
  "graph-education-sync": resolve("src/index.ts"),
};

/** What all tests have in common. */
export const shared = {
  server: { deps: { external: [/\/dist\//] } },
  reporters: ["default", "./test/setup/reporter.ts"],
  globalSetup: ["test/setup/build.ts"],
  testTimeout: 30_000,
  hookTimeout: 60_000,
  // A second is too short for a browser beside other tests.
  expect: { poll: { timeout: 15_000 } },
  unstubGlobals: true,
  unstubEnvs: true,
  setupFiles: process.env["NODE_V8_COVERAGE"] ? ["test/tools/coverage/takeCoverage.ts"] : [],
  // Most files wait for a process or a server of their own; on a small machine vitest would run them one by one.
  maxWorkers: Math.max(3, availableParallelism()),
};

export default defineConfig(({ mode }) => ({
  test: {
    ...shared,
    projects: [
      {
        extends: true,
        // npm test meets what ships; npm run test:watch meets the sources as they are being written.
        resolve: { alias: mode === "sources" ? fromSources : {} },
        test: {
          name: "by itself",
          // A process of its own for each file would take longer than the tests.
          isolate: false,
          globalSetup: ["test/setup/redis.ts"],
          include: ["test/**/*.test.ts"],
          exclude: ["**/node_modules/**", contractSuite, ...clients, ...memory, ...inBrowser],
          typecheck: {
            enabled: true,
            // TypeScript 7 takes a fifth of the time; with 5.9, the package's test compiles.
            checker: resolve("node_modules/typescript-7/bin/tsc"),
            include: ["test/**/*.test-d.ts"],
            tsconfig: "test/tsconfig.json",
          },
        },
      },
      {
        extends: true,
        test: { name: "in a browser", include: inBrowser, isolate: false, globalSetup: ["test/setup/browser.ts"] },
      },
      // What they measure is the memory of their process, or they collect garbage, which takes long in a large one.
      { extends: true, test: { name: "memory", include: memory } },
      ...Object.keys(servers).map((name) => ({
        extends: true as const,
        test: { name, include: [contractSuite], isolate: false, globalSetup: ["test/contract/serverUnderTest.ts"] },
      })),
    ],
  },
}));
