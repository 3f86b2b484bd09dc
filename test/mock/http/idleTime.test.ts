import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { countRequest, runWhenIdle } from "../../../src/mock/http/idleTime.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function countedSteps(count: number) {
  let taken = 0;
  const steps = {
    next: () => {
      taken += 1;
      return { done: taken > count, value: undefined };
    },
  };
  return { steps, taken: () => taken };
}

it("runWhenIdle waits after the start, then takes one step after another", async () => {
  const { steps, taken } = countedSteps(2);
  runWhenIdle(steps);
  await vi.advanceTimersByTimeAsync(400);
  expect(taken()).toBe(0);
  await vi.advanceTimersByTimeAsync(1000);
  // The third finds no more.
  expect(taken()).toBe(3);
  expect(vi.getTimerCount()).toBe(0);
});

it("runWhenIdle takes no step during a request or soon after", async () => {
  const { steps, taken } = countedSteps(9);
  const stop = runWhenIdle(steps);
  const request = countRequest(() => new Promise<string>((done) => setTimeout(() => done("answer"), 5000)));
  await vi.advanceTimersByTimeAsync(5400);
  expect(taken()).toBe(0);
  expect(await request).toBe("answer");
  await vi.advanceTimersByTimeAsync(1000);
  expect(taken()).toBeGreaterThan(0);
  stop();
});

it("a failed request counts as answered", async () => {
  await expect(countRequest(() => Promise.reject(new Error("broke off")))).rejects.toThrow("broke off");
  const { steps, taken } = countedSteps(9);
  const stop = runWhenIdle(steps);
  vi.advanceTimersByTime(1000);
  expect(taken()).toBeGreaterThan(0);
  stop();
});

it("runWhenIdle takes no step once it is stopped", () => {
  const { steps, taken } = countedSteps(9);
  runWhenIdle(steps)();
  vi.advanceTimersByTime(5000);
  expect(taken()).toBe(0);
});

it.each([
  [
    "throws",
    () => {
      throw new Error("not installed");
    },
  ],
  ["rejects", () => ({ done: false, value: Promise.reject(new Error("not installed")) })],
] as [string, () => IteratorResult<unknown>][])(
  "runWhenIdle ends without a message after a step that %s",
  async (_, step) => {
    const next = vi.fn(step);
    runWhenIdle({ next });
    await vi.advanceTimersByTimeAsync(2000);
    expect(next).toHaveBeenCalledOnce();
  },
);
