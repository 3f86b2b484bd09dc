export interface Clock {
  /** Milliseconds since 1970, as answers and the store show them. */
  now: () => number;
  /** Milliseconds that callers have really waited, and what was advanced. Only differences mean something. */
  elapsed: () => number;
  advance: (ms: number) => void;
  /** Called once for each request. */
  tick: () => void;
}

const seededStart = Date.UTC(2023, 7, 14, 9, 30);

/** A clock that runs; or, for runs that have to repeat, one that moves by a millisecond for each request. */
export function createClock(seeded: boolean): Clock {
  let advanced = 0;
  let ticks = 0;
  return {
    now: () => (seeded ? seededStart + ticks : Date.now()) + advanced,
    elapsed: () => performance.now() + advanced,
    advance: (ms) => void (advanced += ms),
    tick: () => void (ticks += 1),
  };
}
