/** The state that must survive a restart, so that time never goes backwards. */
export interface ClockState {
  advancedInMs: number;
  ticks: number;
}

export interface Clock {
  /** Milliseconds since the Unix epoch, for answers and the store. */
  now: () => number;
  /** Milliseconds of real time, plus those the clock was advanced by. Only differences are meaningful. */
  elapsed: () => number;
  /** Throws a RangeError for anything but milliseconds from 0, and past the year 9999. */
  advance: (ms: unknown) => void;
  /** Called once for each request. */
  tick: () => void;
  state: () => ClockState;
  /** Continues from the state of another process's clock; without one, undoes all advances. */
  restore: (state: ClockState | undefined) => void;
}

const maxTime = Date.UTC(9999, 0);
const seededStart = Date.UTC(2023, 7, 14, 9, 30);

/** Throws a RangeError unless a clock at `now` can be advanced by these milliseconds. */
export function assertAdvance(ms: unknown, now: number): asserts ms is number {
  if (typeof ms !== "number" || !(ms >= 0) || now + ms > maxTime)
    throw new RangeError("Expected milliseconds to advance the clock by, from 0 up to the year 9999.");
}

/** A real-time clock; or, for repeatable runs, one that advances by a millisecond per request. */
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
