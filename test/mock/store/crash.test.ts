import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isSkipped, programs } from "../../programs/programs.ts";
import { crashes, replicaCrash } from "./crash.ts";
import { type RedisServer, startServer } from "./redisServer.ts";

async function expectNothingLost(store: string): Promise<void> {
  const { acknowledged, lost } = await crashes(store, 3);
  expect(acknowledged).toBeGreaterThan(0);
  expect(lost).toBe(0);
}

// npm run bench -- --faults kills it more often.
describe("a mock that is killed at a random moment", { timeout: 120_000 }, () => {
  it("loses nothing acknowledged in a folder", async () => {
    await expectNothingLost(await mkdtemp(join(tmpdir(), "graph-education-sync-")));
  });

  describe.skipIf(isSkipped(programs.redis))("in Redis", () => {
    let redis: RedisServer;
    beforeAll(async () => {
      redis = await startServer();
    });
    afterAll(() => redis?.stop());

    it("loses nothing acknowledged", () => expectNothingLost(`${redis.url}/1`));

    it("leaves all profiles to the other replica", async () => {
      const { acknowledged, lost, failedByOther } = await replicaCrash(`${redis.url}/2`);
      expect(acknowledged).toBeGreaterThan(0);
      expect([lost, failedByOther]).toEqual([0, 0]);
    });
  });
});
