import { limits } from "../../limits.ts";
import { parseRecord, type ProfileRecord, recordText } from "../profileRecord.ts";
import {
  emptyStart,
  type ProfileStore,
  type ProfileStores,
  type Settings,
  type Start,
  type StoredProfile,
} from "../profileStore.ts";
import { assertFormat } from "../storeErrors.ts";
import { connect, type Send } from "./connection.ts";
import type { Ioredis } from "./createClient.ts";
import { formatKey, sharedKey, tenantKey, tenantsKey } from "./scripts.ts";

export interface RedisOptions {
  url: string;
  /** The URL without its credentials. */
  masked: string;
  /** Deletes a tenant after this long without changes. */
  ttlInSeconds: number | undefined;
}

/** The version of the storage format. */
const storeFormat = "3";

/** Few enough that other requests get their turn in between. */
const namesPerPage = 100;
/** Number of names checked for each new tenant, so that names of expired tenants don't accumulate. */
const namesPerSweep = 10;

const deletingFlag = ({ profile }: ProfileRecord): number => (profile.state === "deleting" ? 1 : 0);

function parseStored(text: string): StoredProfile {
  const [header = "", version, position] = /^(\d+) (\d+) \d+ \d /.exec(text) ?? [];
  return { version: Number(version), position: Number(position), record: parseRecord(text.slice(header.length)) };
}

const startParts = ({ records, drawn }: Start): (string | number)[] => [
  drawn,
  ...records.flatMap((record) => [record.profile.id, recordText(record), deletingFlag(record)]),
];

/** The names of all tenants, or of the first ones, in order. */
function tenantNames(send: Send) {
  const isOpen = async (tenant: string): Promise<boolean> => (await send("hexists", tenantKey(tenant), "latest")) === 1;

  /** The given names of open tenants; removes the others. */
  async function opened(names: string[]): Promise<string[]> {
    const areOpen = await Promise.all(names.map(isOpen));
    const expired = names.filter((_, index) => !areOpen[index]);
    if (expired.length > 0) {
      await send("zrem", tenantsKey, ...expired);
      // Another process may have opened one in the meantime.
      for (const [index, isOpenAgain] of (await Promise.all(expired.map(isOpen))).entries())
        if (isOpenAgain) await send("zadd", tenantsKey, 0, String(expired[index]));
    }
    return names.filter((_, index) => areOpen[index]);
  }

  async function tenants(limit = Infinity): Promise<string[]> {
    const names: string[] = [];
    // With a limit, don't wait until thousands of expired names have been removed.
    for (let after = "-", left = limit * 2; names.length < limit && left > 0; left -= namesPerPage) {
      const page = await send<string[]>("zrangebylex", tenantsKey, after, "+", "LIMIT", 0, namesPerPage);
      names.push(...(await opened(page)));
      if (page.length < namesPerPage) break;
      after = `(${String(page.at(-1))}`;
    }
    return names.slice(0, limit);
  }

  async function sweep(): Promise<void> {
    const count = await send<number>("zcard", tenantsKey);
    const first = Math.floor(Math.random() * Math.max(1, count - namesPerSweep));
    await opened(await send<string[]>("zrange", tenantsKey, first, first + namesPerSweep - 1));
  }

  return { isOpen, tenants, sweep };
}

/** One tenant's store. Its scripts run atomically, so that replicas can share it. */
function storeOf(send: Send, key: string, ttl: number, open: () => Promise<unknown>): ProfileStore {
  /** Reopens a tenant that has expired, or that was lost with its server. */
  async function opened<T>(attempt: () => Promise<T | "closed">): Promise<T> {
    const result = await attempt();
    if (result !== "closed") return result;
    await open();
    return (await attempt()) as T;
  }
  const run = <T>(script: string, ...parameters: (string | number)[]): Promise<T> =>
    opened<T>(() => send(script, key, ttl, ...parameters));
  const bounded = (limit: number): number => (Number.isFinite(limit) ? limit : -1);
  return {
    get: (id) =>
      opened(async () => {
        const [latest, text] = await send<(string | null)[]>("hmget", key, "latest", `profile ${id}`);
        if (typeof latest !== "string") return "closed";
        return typeof text === "string" ? parseStored(text) : undefined;
      }),
    insert: (record, limit) =>
      run("insertProfile", record.profile.id, recordText(record), deletingFlag(record), bounded(limit)),
    replace: async (record, version) =>
      (await run("replaceProfile", record.profile.id, recordText(record), deletingFlag(record), version)) === 1,
    remove: async (id, version) => (await run("removeProfile", id, version)) === 1,
    list: async (after, limit) =>
      limit === 0 ? [] : (await run<string[]>("listProfiles", after, limit)).map(parseStored),
    count: async (limit = Infinity) => {
      const [count = 0, ...deleting] = await run<[number, ...string[]]>("countProfiles", bounded(limit));
      return { count, deleting: deleting.map(parseStored) };
    },
    clear: async (start = emptyStart) => void (await run("clearTenant", ...startParts(start))),
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
  /** The location of a setting: a tenant's settings are stored with its other data, and expire with it. */
  function placeOf(name: string): { key: string; field: string; ttl: number } {
    const slash = name.indexOf("/");
    if (slash < 0) return { key: sharedKey, field: name, ttl: 0 };
    return { key: tenantKey(name.slice(slash + 1)), field: name.slice(0, slash), ttl };
  }
  return {
    isShared: true,
    read: async (...names) => {
      const places = names.map(placeOf);
      const byKey = new Map<string, string[]>();
      for (const { key, field } of places) byKey.set(key, [...(byKey.get(key) ?? []), field]);
      const texts = new Map<string, string | undefined>();
      await Promise.all(
        [...byKey].map(async ([key, fields]) => {
          const values = await send<(string | null)[]>("hmget", key, ...fields);
          fields.forEach((field, index) => texts.set(`${key} ${field}`, values[index] ?? undefined));
        }),
      );
      return places.map(({ key, field }) => texts.get(`${key} ${field}`));
    },
    replace: async (name, before, text) => {
      const { key, field, ttl } = placeOf(name);
      const parts = [before, text].flatMap((each) => (each === undefined ? [0, ""] : [1, each]));
      return (await send("replaceSetting", key, ttl, field, ...parts)) === 1;
    },
    count: (name) => {
      const { key, field } = placeOf(name);
      return send("hincrby", key, field, 1);
    },
  };
}

/** The stores in Redis or Valkey servers, which several processes can share. */
export async function openRedis({ url, masked, ttlInSeconds: ttl = 0 }: RedisOptions, ioredis: Ioredis) {
  const { send, check, close } = await connect(url, masked, ioredis);
  try {
    await send("set", formatKey, storeFormat, "NX");
    assertFormat(masked, (await send<string | null>("get", formatKey)) ?? "", storeFormat);
  } catch (error) {
    await close();
    throw error;
  }
  const { isOpen, tenants, sweep } = tenantNames(send);

  async function open(tenant: string, start: () => Start): Promise<boolean> {
    const key = tenantKey(tenant);
    // The name comes first, so that there is never data without a name.
    await send("zadd", tenantsKey, 0, tenant);
    const isNew = (await send("openTenant", key, ttl, ...((await isOpen(tenant)) ? [0] : startParts(start())))) === 1;
    if (isNew) await sweep();
    return isNew;
  }

  const stores: ProfileStores = {
    kind: "redis",
    settings: settingsOf(send, ttl),
    open: async (tenant, start = () => emptyStart) => {
      const isNew = await open(tenant, start);
      return { store: storeOf(send, tenantKey(tenant), ttl, () => open(tenant, start)), isNew };
    },
    has: isOpen,
    tenants,
    drop: async (tenant) => {
      await send("del", tenantKey(tenant));
      await send("zrem", tenantsKey, tenant);
    },
    check,
    close,
  };
  return stores;
}
