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

it("takes no step soon after the start, and then one after the other", () => {
  const { steps, taken } = countedSteps(2);
  runWhenIdle(steps);
  vi.advanceTimersByTime(400);
  expect(taken()).toBe(0);
  vi.advanceTimersByTime(1000);
  // The third finds that there are no more.
  expect(taken()).toBe(3);
  expect(vi.getTimerCount()).toBe(0);
});

it("takes no step while a request is under way, nor soon after", async () => {
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

it("counts a request that failed as answered", async () => {
  await expect(countRequest(() => Promise.reject(new Error("broke off")))).rejects.toThrow("broke off");
  const { steps, taken } = countedSteps(9);
  const stop = runWhenIdle(steps);
  vi.advanceTimersByTime(1000);
  expect(taken()).toBeGreaterThan(0);
  stop();
});

it("takes no step any more once it is stopped", () => {
  const { steps, taken } = countedSteps(9);
  runWhenIdle(steps)();
  vi.advanceTimersByTime(5000);
  expect(taken()).toBe(0);
});
