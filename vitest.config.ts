import { defineConfig } from "vitest/config";
import { servers } from "./test/contract/serverUnderTest.ts";

const contractSuite = ["invalidRequests", "responses", "sourceRequest"].map((name) => `test/contract/${name}.test.ts`);

export default defineConfig({
  test: {
    reporters: ["default", "./test/reporter.ts"],
    testTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: {
          name: "by itself",
          include: ["test/**/*.test.ts"],
          exclude: contractSuite,
          typecheck: { enabled: true, include: ["test/**/*.test-d.ts"] },
        },
      },
      ...Object.keys(servers).map((name) => ({
        extends: true as const,
        test: { name, include: contractSuite, globalSetup: ["test/contract/serverUnderTest.ts"] },
      })),
    ],
  },
});
