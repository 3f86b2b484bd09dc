import { afterAll, onTestFinished } from "vitest";
import { type Mock, type MockOptions, startMock } from "graph-education-sync/mock";

/** Starts a mock, and closes it when the test ends. */
export async function startForTest(options?: MockOptions): Promise<Mock> {
  const mock = await startMock(options);
  onTestFinished(() => mock.close());
  return mock;
}

/** Starts a mock, and closes it when all tests of the file, or of the `describe`, have ended. */
export async function startForAll(options?: MockOptions): Promise<Mock> {
  const mock = await startMock(options);
  afterAll(() => mock.close());
  return mock;
}
