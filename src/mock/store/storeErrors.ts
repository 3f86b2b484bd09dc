/** What is in the place of the store is no store, or is damaged. It was left as it is. */
export class DamagedStoreError extends Error {
  constructor(store: string, reason: string) {
    super(
      `The store ${store} is damaged (${reason}). It was left as it is: restore it from a backup, or move it away.`,
    );
    this.name = "DamagedStoreError";
  }
}

/** The store can't be opened: its folder can't be written, or its server not reached. */
export class UnwritableStoreError extends Error {
  constructor(store: string, reason: string) {
    super(`The store ${store} can't be used: ${reason}.`);
    this.name = "UnwritableStoreError";
  }
}

/** The store can't be used at the moment. */
export class StoreUnavailableError extends Error {
  /** @param mayHaveChanged whether what was being changed may be stored all the same */
  constructor(
    store: string,
    reason: string,
    readonly mayHaveChanged = true,
  ) {
    super(`The store ${store} is unavailable: ${reason}.`);
    this.name = "StoreUnavailableError";
  }
}

/**
 * What to say of a failure to who asked for `changes`: whether these are stored is what a caller has to know before it
 * tries again.
 */
export function unavailableMessage(
  { message, mayHaveChanged }: StoreUnavailableError,
  changes: 0 | 1 | "several",
): string {
  if (changes === 0) return message;
  if (changes === "several") return `${message} Some of it may have been done.`;
  if (!mayHaveChanged) return `${message} Nothing was changed.`;
  return `${message} The change may be stored all the same: read it before you try again.`;
}

/** Throws an error that says which versions don't fit. */
export function assertFormat(store: string, found: string, expected: string): void {
  if (found === expected) return;
  throw new UnwritableStoreError(
    store,
    `another version of this package wrote it, in format ${found.slice(0, 20)}, and this one reads format ${expected}; ` +
      "export the profiles with that version from GET /_mock/profiles, or move the store away",
  );
}
