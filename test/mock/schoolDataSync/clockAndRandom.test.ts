import { afterEach, describe, expect, it, vi } from "vitest";
import { createClock } from "../../../src/mock/schoolDataSync/clock.ts";
import { createRandom } from "../../../src/mock/schoolDataSync/random.ts";

afterEach(() => void vi.useRealTimers());

describe("a clock", () => {
  it("runs in real time, or only moves with each request if seeded", () => {
    vi.useFakeTimers({ now: 1_700_000_000_000, toFake: ["Date", "performance"] });
    const [running, seeded] = [createClock(false), createClock(true)];
    const [before, elapsed] = [seeded.now(), seeded.elapsed()];
    expect(new Date(before).toISOString()).toBe("2023-08-14T09:30:00.000Z");
    vi.advanceTimersByTime(50);
    running.tick();
    seeded.tick();
    expect([running.now(), seeded.now()]).toEqual([1_700_000_000_050, before + 1]);
    expect(seeded.elapsed() - elapsed).toBe(50);
  });

  it("advances both the time and the elapsed time", () => {
    vi.useFakeTimers({ now: 1_700_000_000_000, toFake: ["Date", "performance"] });
    const clock = createClock(false);
    const elapsed = clock.elapsed();
    clock.advance(0);
    clock.advance(1000);
    clock.advance(0.5);
    expect([clock.now(), clock.elapsed() - elapsed]).toEqual([1_700_000_001_000.5, 1000.5]);
  });

  it.each([-1, Number.NaN, Infinity, "5", undefined, null, Date.UTC(9999, 0)])("can't be advanced by %s", (ms) => {
    const clock = createClock(true);
    const before = clock.now();
    expect(() => clock.advance(ms)).toThrow(
      new RangeError("Expected milliseconds to advance the clock by, from 0 up to the year 9999."),
    );
    expect(clock.now()).toBe(before);
  });

  it("can be advanced up to the year 9999", () => {
    const clock = createClock(true);
    clock.advance(Date.UTC(9999, 0) - clock.now());
    expect(new Date(clock.now()).toISOString()).toBe("9999-01-01T00:00:00.000Z");
    expect(() => clock.advance(1)).toThrow(RangeError);
  });
});

describe("random values", () => {
  const guid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

  it.each([undefined, "a seed"])("of the seed %s are distinct GUIDs and fractions", (seed) => {
    const random = createRandom(seed);
    const ids = Array.from({ length: 100 }, () => random.uuid());
    const fractions = Array.from({ length: 1000 }, () => random.fraction());
    expect(ids.every((id) => guid.test(id))).toBe(true);
    expect([new Set(ids).size, new Set(fractions).size]).toEqual([100, 1000]);
    expect(Math.min(...fractions)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...fractions)).toBeLessThan(1);
    expect(Math.max(...fractions) - Math.min(...fractions)).toBeGreaterThan(0.9);
  });

  it("are the same only for the same seed", () => {
    const values = (seed: string | undefined) => {
      const random = createRandom(seed);
      return [random.uuid(), random.fraction(), random.uuid()];
    };
    expect(values("a")).toEqual(values("a"));
    expect(values("a")).not.toEqual(values("b"));
    expect(values(undefined)).not.toEqual(values(undefined));
    expect(values("a")[0]).toBe(createRandom("a").uuid());
  });
});
