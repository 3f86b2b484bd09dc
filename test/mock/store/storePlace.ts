import { onTestFinished } from "vitest";
import type { ProfileStores } from "../../../src/mock/store/profileStore.ts";

/** Where stores are kept: empty at first, and opened as often as a test needs it. */
export interface StorePlace {
  open: (ttlInSeconds?: number) => Promise<ProfileStores>;
  /** As a mock's option names it, if it has a name. */
  store?: string;
  /** Removes what is left when all stores are closed. */
  remove?: () => Promise<unknown>;
}

export type NewPlace = () => Promise<StorePlace>;

/** A place for the current test, at whose end its stores are closed and the place is removed. */
export async function placeForTest(newPlace: NewPlace): Promise<StorePlace> {
  const { open, remove, ...place } = await newPlace();
  const opened: ProfileStores[] = [];
  onTestFinished(async () => {
    for (const stores of opened) await stores.close();
    await remove?.();
  });
  return {
    ...place,
    open: async (ttlInSeconds) => {
      const stores = await open(ttlInSeconds);
      opened.push(stores);
      return stores;
    },
  };
}
