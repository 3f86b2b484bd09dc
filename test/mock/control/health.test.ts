import { afterEach, expect, it, vi } from "vitest";
import { healthReader } from "../../../src/mock/control/health.ts";
import type { ProfileStores } from "../../../src/mock/store/profileStore.ts";

afterEach(() => void vi.useRealTimers());

it("the health reports the uptime in whole seconds and why the store cannot be used", async () => {
  vi.useFakeTimers({ now: 5_000_000 });
  let check = Promise.resolve();
  const read = healthReader({ kind: "redis", check: () => check } as ProfileStores);
  vi.advanceTimersByTime(61_900);
  expect(await read()).toEqual({
    status: "ok",
    store: "redis",
    uptimeInSeconds: 61,
    version: expect.stringMatching(/^\d/) as string,
  });
  check = Promise.reject(new Error("The store is gone."));
  expect(await read()).toMatchObject({ status: "unavailable", message: "The store is gone.", uptimeInSeconds: 61 });
});
