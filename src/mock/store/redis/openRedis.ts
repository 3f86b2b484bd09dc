import type { Redis } from "ioredis";
import { limits } from "../../limits.ts";
import { parseRecord, type ProfileRecord, recordText } from "../profileRecord.ts";
import type { ProfileStore, ProfileStores, Settings, StoredProfile } from "../profileStore.ts";
import { assertFormat, storeFormat } from "../storeErrors.ts";
import { connect, type Send } from "./connection.ts";
import { keysOf, prefix, tenantsKey } from "./scripts.ts";

export interface RedisOptions {
  url: string;
  /** The URL without its credentials. */
  shown: string;
  /** Forgets a tenant that was not changed for so long. */
  ttlInSeconds: number | undefined;
}

const settingKey = (name: string): string => `${prefix}setting:${name}`;
const markerOf = (tenant: string): string => String(keysOf(tenant)[0]);
const deletingFlag = ({ profile }: ProfileRecord): number => (profile.state === "deleting" ? 1 : 0);

function parseStored(text: string): StoredProfile {
  const first = text.indexOf(" ");
  const second = text.indexOf(" ", first + 1);
  return {
    version: Number(text.slice(0, first)),
    position: Number(text.slice(first + 1, second)),
    record: parseRecord(text.slice(second + 1)),
  };
}

/** One tenant's store. Its scripts run as a whole, so that replicas share it. */
function storeOf(send: Send, tenant: string, ttl: number): ProfileStore {
  const keys = keysOf(tenant);
  const [, profilesKey = ""] = keys;
  const run = <T>(script: string, ...parameters: (string | number)[]) => send<T>(script, ...keys, ttl, ...parameters);
  return {
    get: async (id) => {
      const text = await send<string | null>("hget", profilesKey, id);
      return text === null ? undefined : parseStored(text);
    },
    insert: (record, limit) =>
      run(
        "insertProfile",
        record.profile.id,
        recordText(record),
        deletingFlag(record),
        Number.isFinite(limit) ? limit : -1,
      ),
    replace: async (record, version) =>
      (await run("replaceProfile", record.profile.id, recordText(record), deletingFlag(record), version)) === 1,
    remove: async (id, version) => (await run("removeProfile", id, version)) === 1,
    list: async (after, limit) =>
      limit === 0 ? [] : (await run<string[]>("listProfiles", after, limit)).map(parseStored),
    count: async () => {
      const [count = 0, ...deleting] = await run<[number, ...string[]]>("countProfiles");
      return { count, deleting: deleting.map(parseStored) };
    },
    clear: async () => void (await run("clearTenant")),
    files: {
      put: (profileId, name, text, isNew) =>
        run("putFile", profileId, name, text, isNew ? 1 : 0, limits.filesOfProfile.max),
      names: (profileId) => run("listFiles", profileId, 0),
      texts: (profileId) => run("listFiles", profileId, 1),
      version: async (profileId) => {
        const version = await run<string | null>("fileVersion", profileId);
        return version === null ? undefined : Number(version);
      },
    },
  };
}

function settingsOf(send: Send, ttl: number): Settings {
  return {
    isShared: true,
    read: async (...names) => {
      const texts = await send<(string | null)[]>("mget", ...names.map(settingKey));
      return texts.map((text) => text ?? undefined);
    },
    replace: async (name, before, text) => {
      const parts = [before, text].flatMap((each) => (each === undefined ? [0, ""] : [1, each]));
      return (await send("replaceSetting", settingKey(name), ...parts, name.includes("/") ? ttl : 0)) === 1;
    },
    count: (name) => send("incr", settingKey(name)),
  };
}

/** The stores in a Redis or Valkey server, which several processes share. */
export async function openRedis({ url, shown, ttlInSeconds: ttl = 0 }: RedisOptions, Client: typeof Redis) {
  const { send, close } = await connect(url, shown, Client);
  try {
    await send("setnx", `${prefix}format`, storeFormat);
    assertFormat(shown, (await send<string | null>("get", `${prefix}format`)) ?? "");
  } catch (error) {
    await close();
    throw error;
  }
  const isThere = async (tenant: string): Promise<boolean> => (await send("exists", markerOf(tenant))) === 1;

  const stores: ProfileStores = {
    kind: "redis",
    settings: settingsOf(send, ttl),
    open: async (tenant) => {
      const store = storeOf(send, tenant, ttl);
      const isNew = await send("openTenant", ...keysOf(tenant), ttl, tenant);
      return { store, isNew: isNew === 1 };
    },
    has: isThere,
    tenants: async () => {
      const names = (await send<string[]>("smembers", tenantsKey)).sort();
      const there = await Promise.all(names.map(isThere));
      return names.filter((_, index) => there[index]);
    },
    drop: async (tenant) => void (await send("dropTenant", ...keysOf(tenant), ttl, tenant)),
    check: async () => void (await send("ping")),
    close,
  };
  return stores;
}
