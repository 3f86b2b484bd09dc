export interface ByteBudget {
  /** Reserves bytes and returns a function to release them; `undefined` if full. More than the maximum is allowed alone. */
  reserve: (bytes: number) => (() => void) | undefined;
}

/** Limits how many bytes are in use at a time. */
export function createByteBudget(max: number): ByteBudget {
  let used = 0;
  return {
    reserve: (bytes) => {
      if (used > 0 && used + bytes > max) return undefined;
      used += bytes;
      let isReleased = false;
      return () => {
        if (!isReleased) used -= bytes;
        isReleased = true;
      };
    },
  };
}
