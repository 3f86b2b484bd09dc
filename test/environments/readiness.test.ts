import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const execute = promisify(execFile);
const modules = join(import.meta.dirname, "node_modules");
const { startMock } = (await import(join(modules, "graph-education-sync/dist/mock/index.cjs"))) as {
  startMock: () => Promise<{ url: string; close: () => Promise<void> }>;
};

test.each(["", "/openapi.json", "/_mock", "/_mock/health"])("wait-on finds the mock ready at '%s'", async (path) => {
  const mock = await startMock();
  try {
    const waitOn = execute(process.execPath, [join(modules, "wait-on/bin/wait-on"), "-t", "20000", mock.url + path]);
    await expect(waitOn).resolves.toMatchObject({ stderr: "" });
  } finally {
    await mock.close();
  }
});
