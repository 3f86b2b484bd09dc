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

/** The store can't be used at the moment. What was being changed may have been stored, or not. */
export class StoreUnavailableError extends Error {
  constructor(store: string, reason: string) {
    super(`The store ${store} is unavailable: ${reason}.`);
    this.name = "StoreUnavailableError";
  }
}

/** The layout of what is stored. */
export const storeFormat = "2";

/** Throws an error that says which versions don't fit. */
export function assertFormat(store: string, found: string): void {
  if (found === storeFormat) return;
  throw new UnwritableStoreError(
    store,
    `another version of this package wrote it, in format ${found.slice(0, 20)}, and this one reads format ${storeFormat}; ` +
      "export the profiles with that version from GET /_mock/profiles, or move the store away",
  );
}
