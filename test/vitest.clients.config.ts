import { defineConfig } from "vitest/config";
import { shared } from "../vitest.config.ts";

const { reporters, maxWorkers, ...ofEach } = shared;

/** `npm run test:clients`: other people's programs, with their own packages. */
export default defineConfig({
  test: {
    reporters,
    maxWorkers,
    projects: [
      {
        test: {
          ...ofEach,
          name: "real clients",
          include: ["test/realClients/**/*.test.ts"],
          exclude: ["**/node_modules/**"],
          // The clients' packages are large: files that share a worker load them once.
          isolate: false,
          globalSetup: [...ofEach.globalSetup, "test/setup/clients.ts", "test/realClients/sharedMock.ts"],
        },
      },
      "test/environments/vitest.config.ts",
    ],
  },
});
