import { defineConfig } from "vitest/config";
import { useTemporaryFolder } from "./setup/temporaryFolder.ts";

useTemporaryFolder();

/** `npm run test:clients`: programs that we did not write, with packages of their own. */
export default defineConfig({
  test: {
    reporters: ["default", "./test/reporter.ts"],
    projects: ["test/realClients/vitest.config.ts", "test/environments/vitest.config.ts"],
  },
});
