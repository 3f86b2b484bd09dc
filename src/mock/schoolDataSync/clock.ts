/** What has to outlast a process, so that time does not go back. */
export interface ClockState {
  advancedInMs: number;
  ticks: number;
}

export interface Clock {
  /** Milliseconds since 1970, as answers and the store show them. */
  now: () => number;
  /** Milliseconds that callers really waited, plus what was advanced. Only differences mean something. */
  elapsed: () => number;
  /** Throws a RangeError for anything but milliseconds from 0, and past the year 9999. */
  advance: (ms: unknown) => void;
  /** Called once for each request. */
  tick: () => void;
  state: () => ClockState;
  /** Continues from where the clock of another process was; without one, from where nothing was advanced. */
  restore: (state: ClockState | undefined) => void;
}

const maxTime = Date.UTC(9999, 0);
const seededStart = Date.UTC(2023, 7, 14, 9, 30);

/** Throws a RangeError for what a clock that shows `now` can't be advanced by. */
export function assertAdvance(ms: unknown, now: number): asserts ms is number {
  if (typeof ms !== "number" || !(ms >= 0) || now + ms > maxTime)
    throw new RangeError("Expected milliseconds to advance the clock by, from 0 up to the year 9999.");
}

/** A clock that runs; or, for runs that have to repeat, one that moves by a millisecond for each request. */
export function createClock(seeded: boolean): Clock {
  let advanced = 0;
  let ticks = 0;
  const now = (): number => (seeded ? seededStart + ticks : Date.now()) + advanced;
  return {
    now,
    elapsed: () => performance.now() + advanced,
    advance: (ms) => {
      assertAdvance(ms, now());
      advanced += ms;
    },
    tick: () => void (ticks += 1),
    state: () => ({ advancedInMs: advanced, ticks: seeded ? ticks : 0 }),
    restore: (state) => {
      advanced = state?.advancedInMs ?? 0;
      ticks = Math.max(ticks, state?.ticks ?? 0);
    },
  };
}
