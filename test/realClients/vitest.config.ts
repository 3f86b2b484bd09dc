import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { shared } from "../../vitest.config.ts";

/** `npm run test:clients`: programs that we did not write, with packages of their own. */
export default defineConfig({
  root: resolve("."),
  test: {
    ...shared,
    name: "real clients",
    include: ["test/realClients/**/*.test.ts"],
    exclude: ["**/node_modules/**"],
    // The clients' packages are large: files that share a worker load them once.
    isolate: false,
    globalSetup: [...shared.globalSetup, "test/setup/clients.ts", "test/realClients/sharedMock.ts"],
  },
});
