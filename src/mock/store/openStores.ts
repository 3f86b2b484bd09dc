import { createRequire } from "node:module";
import { join } from "node:path";
import { openEmbedded } from "./embedded/openEmbedded.ts";
import { memoryStores } from "./memoryStore.ts";
import type { ProfileStores } from "./profileStore.ts";
import { openRedis } from "./redis/openRedis.ts";
import { isRedisUrl, redisForms, redisUrlError, maskedRedisUrl } from "./redis/redisUrl.ts";
import { UnwritableStoreError } from "./storeErrors.ts";

export interface StoreOptions {
  /** A folder, or the URL of Redis servers; by default in memory. */
  store?: string | undefined;
  /** In Redis: deletes a tenant after this long without changes. */
  ttlInSeconds?: number | undefined;
}

/** Removes user, password and query, even from an invalid URL: a password may contain any character, a scheme a typo. */
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

/** A store without credentials, for logs and messages. */
export function maskedStore(store: string): string {
  const masked = withoutCredentials(store);
  return isRedisUrl(masked) ? maskedRedisUrl(masked) : masked;
}

/** Why a store is neither a valid folder name nor a valid URL; `undefined` if it is. */
function nameError(store: string): string | undefined {
  const expected = `expected a folder, ${redisForms}`;
  const [, scheme] = /^([a-z][a-z0-9+.-]+):/i.exec(store) ?? [];
  if (scheme === undefined)
    return withoutCredentials(store) === store ? undefined : `it looks like a URL with a password; ${expected}`;
  if (!isRedisUrl(store)) return `its scheme '${scheme}' is unknown; ${expected}`;
  return redisUrlError(store);
}

const isMissing = (error: unknown): boolean => /MODULE_NOT_FOUND$/.test((error as NodeJS.ErrnoException).code ?? "");

/** Loads an optional package, installed next to this one or in the working directory. */
async function needed<T>(store: string, name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  try {
    // npx runs this package from its cache, not from where the user has installed the other one.
    return createRequire(join(process.cwd(), "package.json"))(name) as T;
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new UnwritableStoreError(store, `the package ${name} is missing; run npm install ${name}`);
  }
}

/**
 * @throws {DamagedStoreError} if the folder contains anything else; it is left unchanged
 * @throws {UnwritableStoreError} if the folder can't be written to, the server can't be reached, or a package is missing
 */
export async function openStores({ store, ttlInSeconds }: StoreOptions): Promise<ProfileStores> {
  if (store === undefined) return memoryStores();
  const masked = maskedStore(store);
  const error = nameError(store);
  if (error !== undefined) throw new UnwritableStoreError(masked, error);
  if (isRedisUrl(store)) {
    const ioredis = await needed(masked, "ioredis", () => import("ioredis"));
    return openRedis({ url: store, masked, ttlInSeconds }, ioredis);
  }
  const { ClassicLevel } = await needed(masked, "classic-level", () => import("classic-level"));
  return openEmbedded(store, ClassicLevel);
}
