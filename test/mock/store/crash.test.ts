import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { crashes, replicaCrash } from "./crash.ts";
import { type RedisServer, startServer } from "./redisServer.ts";

let folder: string;
let redis: RedisServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "graph-education-sync-"));
  redis = await startServer();
});
afterAll(async () => {
  await redis.stop();
  await rm(folder, { recursive: true });
});

// npm run bench -- --faults kills it more often.
describe("a mock that is killed at a random moment", { timeout: 120_000 }, () => {
  it.each([
    ["a folder", () => join(folder, "store")],
    ["Redis", () => `${redis.url}/1`],
  ])("has lost nothing in %s that it had acknowledged", async (_, store) => {
    const { acknowledged, lost } = await crashes(store(), 3);
    expect(acknowledged).toBeGreaterThan(0);
    expect(lost).toBe(0);
  });

  it("leaves everything to the other replica", async () => {
    const { acknowledged, lost, failedByOther } = await replicaCrash(`${redis.url}/2`);
    expect(acknowledged).toBeGreaterThan(0);
    expect([lost, failedByOther]).toEqual([0, 0]);
  });
});
