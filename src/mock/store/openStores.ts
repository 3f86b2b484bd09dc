import { createRequire } from "node:module";
import { join } from "node:path";
import { openEmbedded } from "./embedded/openEmbedded.ts";
import { memoryStores } from "./memoryStore.ts";
import type { ProfileStores } from "./profileStore.ts";
import { openRedis } from "./redis/openRedis.ts";
import { isRedisUrl, redisForms, redisUrlError, shownRedisUrl } from "./redis/redisUrl.ts";
import { UnwritableStoreError } from "./storeErrors.ts";

export interface StoreOptions {
  /** A folder, or the URL of Redis servers; in memory without one. */
  store?: string | undefined;
  /** In Redis: forgets a tenant that was not changed for so long. */
  ttlInSeconds?: number | undefined;
}

/** Without user, password and query, wherever they end: a password may have any character, and a scheme a typo. */
function withoutCredentials(store: string): string {
  if (/^[a-z]:[\\/]/i.test(store)) return store;
  const [scheme] = /^\s*[a-z][\w+.-]*:\/\//i.exec(store) ?? [];
  if (scheme === undefined) return store.replace(/^([^:]*):.*@/s, "$1:***@");
  return (
    scheme +
    store
      .slice(scheme.length)
      .replace(/^.*@/s, "")
      .replace(/[?#].*$/s, "")
  );
}

/** A store as it may be shown: a URL without its credentials. */
export function shownStore(store: string): string {
  const shown = withoutCredentials(store);
  return isRedisUrl(shown) ? shownRedisUrl(shown) : shown;
}

/** Why a store can be neither a folder nor a URL; `undefined` if it can. */
function nameError(store: string): string | undefined {
  const expected = `expected a folder, ${redisForms}`;
  const [, scheme] = /^([a-z][a-z0-9+.-]+):/i.exec(store) ?? [];
  if (scheme === undefined)
    return withoutCredentials(store) === store ? undefined : `it looks like a URL with a password; ${expected}`;
  if (!isRedisUrl(store)) return `its scheme '${scheme}' is unknown; ${expected}`;
  return redisUrlError(store);
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
  const error = nameError(store);
  if (error !== undefined) throw new UnwritableStoreError(shown, error);
  if (isRedisUrl(store)) {
    const ioredis = await needed(shown, "ioredis", () => import("ioredis"));
    return openRedis({ url: store, shown, ttlInSeconds }, ioredis);
  }
  const { ClassicLevel } = await needed(shown, "classic-level", () => import("classic-level"));
  return openEmbedded(store, ClassicLevel);
}
