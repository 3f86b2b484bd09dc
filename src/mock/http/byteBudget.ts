export interface ByteBudget {
  /** Reserves bytes, and returns how to release them; `undefined` if there is no room. Something larger than all goes alone. */
  reserve: (bytes: number) => (() => void) | undefined;
}

/** Bytes that may be in use at a time. */
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
