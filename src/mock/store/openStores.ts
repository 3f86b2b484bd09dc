import { createRequire } from "node:module";
import { join } from "node:path";
import { openEmbedded } from "./embedded/openEmbedded.ts";
import { memoryStores } from "./memoryStore.ts";
import type { ProfileStores } from "./profileStore.ts";
import { openRedis } from "./redis/openRedis.ts";
import { UnwritableStoreError } from "./storeErrors.ts";

export interface StoreOptions {
  /** A folder, or the URL of a Redis server; in memory without one. */
  store?: string | undefined;
  /** In Redis: forgets a tenant that was not changed for so long. */
  ttlInSeconds?: number | undefined;
}

export const isRedisUrl = (store: string): boolean => /^rediss?:\/\//i.test(store);

/** A store as it may be shown: a URL without its credentials. */
export function shownStore(store: string): string {
  if (!isRedisUrl(store) || !URL.canParse(store)) return store.replace(/\/\/[^/]*@/, "//");
  const { protocol, host, pathname } = new URL(store);
  return `${protocol}//${host}${pathname === "/" ? "" : pathname}`;
}

const isMissing = (error: unknown): boolean => /MODULE_NOT_FOUND$/.test((error as NodeJS.ErrnoException).code ?? "");

/** Loads a package that is installed by those who need it: beside this one, or in the working folder. */
async function needed<T>(store: string, name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  try {
    // npx runs this package from its cache, not from where its caller has installed the other one.
    return createRequire(join(process.cwd(), "package.json"))(name) as T;
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new UnwritableStoreError(store, `the package ${name} is missing; run npm install ${name}`);
  }
}

/**
 * @throws {DamagedStoreError} when the folder holds anything else; it is left as it is
 * @throws {UnwritableStoreError} when the folder can't be written, the server not reached, or a package is missing
 */
export async function openStores({ store, ttlInSeconds }: StoreOptions): Promise<ProfileStores> {
  if (store === undefined) return memoryStores();
  const shown = shownStore(store);
  if (isRedisUrl(store)) {
    const { Redis } = await needed(shown, "ioredis", () => import("ioredis"));
    return openRedis({ url: store, shown, ttlInSeconds }, Redis);
  }
  const { ClassicLevel } = await needed(shown, "classic-level", () => import("classic-level"));
  return openEmbedded(store, ClassicLevel);
}
