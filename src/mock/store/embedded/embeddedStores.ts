import { limits } from "../../limits.ts";
import { nextTurn } from "../../turns.ts";
import { createLocks } from "../locks.ts";
import { parseRecord, type ProfileRecord, recordText } from "../profileRecord.ts";
import {
  drawnSetting,
  emptyStart,
  type ProfileStore,
  type ProfileStores,
  type Settings,
  type Start,
  type StoredFiles,
  type StoredProfile,
} from "../profileStore.ts";
import type { Change, Database } from "./levelDatabase.ts";

// As JSON, a part of a key ends at its quotation mark, whatever characters it contains.
const part = (text: string): string => JSON.stringify(text);
const digits = 16;
/** Number of profiles to read or remove before other requests get their turn. */
const batchSize = 250;
const positionPart = (position: number): string => String(position).padStart(digits, "0");

const settingKey = (name: string): string => `setting/${name}`;
const tenantPrefix = "tenant/";
const latestKey = "latest";

/** The stores in a database that only this process uses. */
export function embeddedStores(database: Database): ProfileStores {
  const { get, entries, change } = database;
  const runAlone = createLocks();

  /** Returns a number that has never been used before. */
  function next(now: Change): number {
    const latest = Number(now.get(latestKey) ?? 0) + 1;
    now.put(latestKey, String(latest));
    return latest;
  }

  function storeOf(tenant: string) {
    const countKey = tenantPrefix + part(tenant);
    const ids = `id/${part(tenant)}/`;
    const profiles = `profile/${part(tenant)}/`;
    const deletions = `deleting/${part(tenant)}/`;
    const fileNames = `files/${part(tenant)}/`;
    const fileTexts = `file/${part(tenant)}/`;
    const fileVersions = `fileVersion/${part(tenant)}/`;
    const textKey = (position: string, name: string): string => `${fileTexts}${position}/${name}`;

    const namesIn = (text: string | undefined): string[] => JSON.parse(text ?? "[]") as string[];

    function storedAt(position: string, text: string): StoredProfile {
      const blank = text.indexOf(" ");
      return {
        version: Number(text.slice(0, blank)),
        position: Number(position),
        record: parseRecord(text.slice(blank + 1)),
      };
    }

    function current(now: Pick<Change, "get">, id: string): StoredProfile | undefined {
      const position = now.get(ids + part(id));
      const text = position === undefined ? undefined : now.get(profiles + position);
      return position === undefined || text === undefined ? undefined : storedAt(position, text);
    }

    function write(
      now: Change,
      position: string,
      record: ProfileRecord,
      version: number,
      before?: ProfileRecord,
    ): void {
      now.put(profiles + position, `${version} ${recordText(record)}`);
      const [was, is] = [before, record].map((each) => each?.profile.state === "deleting");
      if (is) now.put(deletions + position, "");
      else if (was) now.remove(deletions + position);
    }

    function count(now: Change, by: number): void {
      now.put(countKey, String(Number(now.get(countKey) ?? 0) + by));
    }

    function removeWithFiles(now: Change, id: string, position: string): void {
      for (const name of namesIn(now.get(fileNames + position))) now.remove(textKey(position, name));
      now.remove(fileNames + position);
      now.remove(fileVersions + position);
      now.remove(profiles + position);
      now.remove(deletions + position);
      now.remove(ids + part(id));
      count(now, -1);
    }

    function insert(now: Change, record: ProfileRecord): void {
      const version = next(now);
      const position = positionPart(version);
      now.put(ids + part(record.profile.id), position);
      write(now, position, record, version);
      count(now, 1);
    }

    function begin(now: Change, { records, drawn }: Start): void {
      for (const record of records) insert(now, record);
      if (drawn > 0) now.put(settingKey(drawnSetting(tenant)), String(drawn));
      else now.remove(settingKey(drawnSetting(tenant)));
    }

    // In batches: otherwise, other requests would wait while thousands of profiles are found, removed and written.
    async function removeAll(): Promise<void> {
      for (let after: string | undefined; ;) {
        const some = await entries(ids, after, batchSize);
        await change((now) => {
          for (const [key, position] of some) {
            const id = JSON.parse(key.slice(ids.length)) as string;
            if (now.get(key) === position) removeWithFiles(now, id, position);
          }
        });
        if (some.length < batchSize) return;
        after = some.at(-1)?.[0];
      }
    }

    const files: StoredFiles = {
      put: (profileId, name, text, isNew) =>
        change((now) => {
          const position = now.get(ids + part(profileId));
          if (position === undefined) return "noProfile";
          const names = namesIn(now.get(fileNames + position));
          if (isNew && names.includes(name)) return "exists";
          const others = names.filter((other) => other !== name);
          const oldest = others.length >= limits.filesOfProfile.max ? others.shift() : undefined;
          if (oldest !== undefined) now.remove(textKey(position, oldest));
          now.put(fileNames + position, JSON.stringify([...others, name]));
          now.put(textKey(position, name), text);
          now.put(fileVersions + position, String(next(now)));
          return "stored";
        }),
      names: async (profileId) => {
        const position = get(ids + part(profileId));
        return position === undefined ? [] : namesIn(get(fileNames + position));
      },
      texts: async (profileId) => {
        const position = get(ids + part(profileId));
        if (position === undefined) return [];
        return namesIn(get(fileNames + position)).flatMap((name) => get(textKey(position, name)) ?? []);
      },
      version: async (profileId) => {
        const position = get(ids + part(profileId));
        if (position === undefined) return undefined;
        const version = get(fileVersions + position);
        return version === undefined ? undefined : Number(version);
      },
    };

    const store: ProfileStore = {
      get: async (id) => current({ get }, id),
      insert: (record, limit, isUnique = false) =>
        change((now) => {
          const { id } = record.profile;
          if (!isUnique && now.get(ids + part(id)) !== undefined) return "taken";
          if (Number(now.get(countKey) ?? 0) >= limit) return "full";
          insert(now, record);
          return "inserted";
        }),
      replace: (record, version) =>
        change((now) => {
          const known = current(now, record.profile.id);
          if (known?.version !== version) return false;
          write(now, positionPart(known.position), record, next(now), known.record);
          return true;
        }),
      remove: (id, version) =>
        change((now) => {
          const known = current(now, id);
          if (known?.version !== version) return false;
          removeWithFiles(now, id, positionPart(known.position));
          return true;
        }),
      list: async (after, limit) => {
        if (limit === 0) return [];
        const read = () => entries(profiles, profiles + positionPart(after), limit);
        // Alone, a long page arrives in a turn of its own, and leaves threads to other requests.
        const page = await (limit < batchSize ? read() : runAlone("long page", read));
        return page.map(([key, text]) => storedAt(key.slice(profiles.length), text));
      },
      count: async (limit) => {
        const deleting: StoredProfile[] = [];
        for (const [index, [key]] of (await entries(deletions, undefined, limit)).entries()) {
          const position = key.slice(deletions.length);
          const text = get(profiles + position);
          if (text !== undefined) deleting.push(storedAt(position, text));
          if (index % batchSize === 0) await nextTurn();
        }
        return { count: Number(get(countKey) ?? 0), deleting };
      },
      clear: async (start = emptyStart) => {
        await removeAll();
        await change((now) => begin(now, start));
      },
      files,
    };
    return { store, begin };
  }

  const has = (tenant: string): boolean => get(tenantPrefix + part(tenant)) !== undefined;

  const settings: Settings = {
    isShared: false,
    read: async (...names) => names.map((name) => get(settingKey(name))),
    replace: (name, before, text) =>
      change((now) => {
        if (now.get(settingKey(name)) !== before) return false;
        if (text === undefined) now.remove(settingKey(name));
        else now.put(settingKey(name), text);
        return true;
      }),
    count: (name) =>
      change((now) => {
        const counted = Number(now.get(settingKey(name)) ?? 0) + 1;
        now.put(settingKey(name), String(counted));
        return counted;
      }),
  };

  async function open(tenant: string, start = () => emptyStart): Promise<{ store: ProfileStore; isNew: boolean }> {
    const { store, begin } = storeOf(tenant);
    const isNew =
      !has(tenant) &&
      (await change((now) => {
        const key = tenantPrefix + part(tenant);
        if (now.get(key) !== undefined) return false;
        now.put(key, "0");
        begin(now, start());
        return true;
      }));
    return { store, isNew };
  }

  return {
    kind: "embedded",
    settings,
    open,
    has: async (tenant) => has(tenant),
    tenants: async (limit) =>
      (await entries(tenantPrefix, undefined, limit)).map(
        ([key]) => JSON.parse(key.slice(tenantPrefix.length)) as string,
      ),
    drop: async (tenant) => {
      await storeOf(tenant).store.clear();
      await change((now) => now.remove(tenantPrefix + part(tenant)));
    },
    check: database.check,
    close: database.close,
  };
}
