/** The folder contains something other than a store, or a damaged one. It was left unchanged. */
export class DamagedStoreError extends Error {
  constructor(store: string, reason: string) {
    super(
      `The store ${store} is damaged (${reason}). It was left unchanged: restore it from a backup, or move it away.`,
    );
    this.name = "DamagedStoreError";
  }
}

/** The store can't be opened: its folder can't be written to, or its server can't be reached. */
export class UnwritableStoreError extends Error {
  constructor(store: string, reason: string) {
    super(`The store ${store} can't be used: ${reason}.`);
    this.name = "UnwritableStoreError";
  }
}

/** The store is temporarily unavailable. */
export class StoreUnavailableError extends Error {
  /** @param mayHaveChanged whether the change may have been stored anyway */
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
 * The message for a failed request, depending on how many `changes` it makes: before retrying, a caller must know whether
 * they may have been stored.
 */
export function unavailableMessage(
  { message, mayHaveChanged }: StoreUnavailableError,
  changes: 0 | 1 | "several",
): string {
  if (changes === 0) return message;
  if (changes === "several") return `${message} Some of the changes may have been stored.`;
  if (!mayHaveChanged) return `${message} Nothing was changed.`;
  return `${message} The change may have been stored anyway: read it before you try again.`;
}

/** Throws an error that names both versions if they differ. */
export function assertFormat(store: string, found: string, expected: string): void {
  if (found === expected) return;
  throw new UnwritableStoreError(
    store,
    `another version of this package wrote it in format ${found.slice(0, 20)}, but this one reads format ${expected}; ` +
      "export the profiles with that version from GET /_mock/profiles, or move the store away",
  );
}
