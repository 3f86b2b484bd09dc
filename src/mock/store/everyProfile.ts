import { nextTurn } from "../turns.ts";
import type { ProfileStore, StoredProfile } from "./profileStore.ts";

const pageSize = 250;

/** Visits the profiles of a store in order of creation. */
export async function everyProfile(store: ProfileStore, visit: (stored: StoredProfile) => void): Promise<void> {
  for (let after = 0; ;) {
    const page = await store.list(after, pageSize);
    for (const stored of page) visit(stored);
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last.position;
    // The store in memory never yields, so other requests would wait for all profiles.
    await nextTurn();
  }
}
