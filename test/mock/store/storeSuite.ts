import { beforeEach, describe, expect, it, vi } from "vitest";
import { contractExample } from "../../../src/mock/contract/document.ts";
import { limits } from "../../../src/mock/limits.ts";
import { newRecord, withState } from "../../../src/mock/schoolDataSync/profiles/lifecycle.ts";
import { newProfile } from "../../../src/mock/schoolDataSync/profiles/profile.ts";
import type { ProfileRecord } from "../../../src/mock/store/profileRecord.ts";
import type { ProfileStore, ProfileStores } from "../../../src/mock/store/profileStore.ts";
import { type NewPlace, placeForTest, type StorePlace } from "./storePlace.ts";

/** What a kind of store has beyond the profiles of one process. */
export interface Supports {
  /** Profiles, settings and uploaded files outlast the process. */
  restart: boolean;
  /** Several processes may have it open at once. */
  sharing: boolean;
  /** A tenant is forgotten when it was not changed for `--ttl` seconds. */
  expiry: boolean;
}

const record = (id: string, since = 0): ProfileRecord =>
  newRecord(newProfile(contractExample("source.createRequest"), id), since);

/** Finds out what a store supports, so that its manifest can leave nothing out. */
const probes: { [Name in keyof Supports]: (place: StorePlace) => Promise<boolean> } = {
  restart: async (place) => {
    const before = await place.open();
    await before.open("a");
    await before.close();
    return (await place.open()).has("a");
  },
  sharing: async (place) => {
    await (await place.open()).open("a");
    return place.open().then(
      (other) => other.has("a"),
      () => false,
    );
  },
  expiry: async (place) => {
    const stores = await place.open(1);
    await stores.open("a");
    return vi
      .waitFor(async () => expect(await stores.has("a")).toBe(false), { timeout: 2500 })
      .then(
        () => true,
        () => false,
      );
  },
};

/**
 * The tests that each store must pass. What its kind does not support is skipped, and proved to be missing.
 *
 * describe("a store in a file", () =>
 *   storeSuite(async () => ({ open: () => openFile(newName()) }), { restart: true, sharing: false, expiry: false }));
 */
export function storeSuite(newPlace: NewPlace, supports: Supports): void {
  let place: StorePlace;
  let stores: ProfileStores;
  let store: ProfileStore;
  beforeEach(async () => {
    place = await placeForTest(newPlace);
    stores = await place.open();
    ({ store } = await stores.open("a"));
  });
  const ids = async (after = 0, limit = 100) =>
    (await store.list(after, limit)).map(({ record: { profile } }) => profile.id);
  const versionOf = async (id: string) => (await store.get(id))?.version ?? NaN;

  it("returns what was inserted", async () => {
    expect(await store.insert(record("x", 5), 10)).toBe("inserted");
    expect(await store.get("x")).toMatchObject({ record: record("x", 5) });
    expect((await store.get("x"))?.position).toBeGreaterThan(0);
    expect(await store.get("y")).toBeUndefined();
  });

  it("accepts an id once, and no more profiles than its limit", async () => {
    expect(await store.insert(record("x"), 0)).toBe("full");
    expect(await store.insert(record("x"), 1)).toBe("inserted");
    expect(await store.insert(record("x", 5), 9)).toBe("taken");
    expect(await store.insert(record("x", 5), 1)).toBe("taken");
    expect(await store.insert(record("y"), 1)).toBe("full");
    expect(await store.list(0, 9)).toMatchObject([{ record: record("x") }]);
  });

  it("replaces only the version that was read", async () => {
    for (const id of ["x", "y", "z"]) await store.insert(record(id), 9);
    const before = await versionOf("y");
    expect(await store.replace(record("y", 1), before)).toBe(true);
    expect(await store.replace(record("y", 2), before)).toBe(false);
    expect(await store.replace(record("unheard"), before)).toBe(false);
    expect((await store.list(0, 9)).map((stored) => stored.record.state.since)).toEqual([0, 1, 0]);
    expect((await store.get("y"))?.record.state.since).toBe(1);
    expect(await store.replace(record("y", 3), await versionOf("y"))).toBe(true);
  });

  it("counts its profiles, and lists those that are being deleted", async () => {
    expect(await store.count()).toEqual({ count: 0, deleting: [] });
    for (const id of ["x", "y", "z"]) await store.insert(record(id), 9);
    const deleting = withState(record("y"), "deleting", 1);
    expect(await store.replace(deleting, await versionOf("y"))).toBe(true);
    expect(await store.insert(withState(record("w"), "deleting", 2), 9)).toBe("inserted");
    expect((await store.count()).count).toBe(4);
    const found = (await store.count()).deleting;
    expect(found.map(({ record: { profile } }) => profile.id).sort()).toEqual(["w", "y"]);
    expect(found.find(({ record: { profile } }) => profile.id === "y")).toEqual(await store.get("y"));
    await store.replace(withState(record("y"), "deletionFailed", 3), await versionOf("y"));
    await store.remove("w", await versionOf("w"));
    expect(await store.count()).toEqual({ count: 3, deleting: [] });
    await store.clear();
    expect(await store.count()).toEqual({ count: 0, deleting: [] });
  });

  it("removes only the version that was read", async () => {
    for (const id of ["x", "y", "z"]) await store.insert(record(id), 9);
    const before = await versionOf("y");
    await store.replace(record("y", 1), before);
    expect(await store.remove("y", before)).toBe(false);
    expect(await store.remove("unheard", before)).toBe(false);
    expect(await ids()).toEqual(["x", "y", "z"]);
    expect(await store.remove("y", await versionOf("y"))).toBe(true);
    expect(await store.remove("y", before)).toBe(false);
    expect([await ids(), await store.get("y")]).toEqual([["x", "z"], undefined]);
  });

  it("never reuses a version, even if a profile is created again", async () => {
    await store.insert(record("x"), 9);
    const before = await versionOf("x");
    await store.remove("x", before);
    await store.insert(record("x"), 9);
    expect(await store.replace(record("x", 1), before)).toBe(false);
    await store.clear();
    await store.insert(record("x"), 9);
    expect(await store.replace(record("x", 1), before)).toBe(false);
  });

  it("lists in order of creation, page by page, despite changes", async () => {
    const all = Array.from({ length: 20 }, (_, index) => `p${index}`);
    for (const id of all) await store.insert(record(id), 99);
    await store.replace(record("p3", 1), await versionOf("p3"));
    await store.remove("p4", await versionOf("p4"));
    await store.remove("p5", await versionOf("p5"));
    await store.insert(record("p4"), 99);
    const order = [...all.filter((id) => id !== "p4" && id !== "p5"), "p4"];
    expect(await ids()).toEqual(order);
    const found: string[] = [];
    for (let after = 0; ;) {
      const page = await store.list(after, 3);
      found.push(...page.map(({ record: { profile } }) => profile.id));
      expect(page.length).toBeLessThanOrEqual(3);
      const last = page.at(-1);
      if (!last) break;
      after = last.position;
    }
    expect(found).toEqual(order);
    expect(await ids(0, 0)).toEqual([]);
  });

  it("is empty after it was cleared and accepts new profiles", async () => {
    await store.insert(record("x"), 9);
    await store.clear();
    expect([await ids(), await store.get("x")]).toEqual([[], undefined]);
    await store.insert(record("y"), 1);
    expect(await ids()).toEqual(["y"]);
  });

  it("starts and restarts a tenant with its initial profiles at once", async () => {
    const start = (...names: string[]) => ({ records: names.map((id) => record(id)), drawn: names.length });
    const { store: started, isNew } = await stores.open("started", () => start("x", "y", "z"));
    const listed = async () => (await started.list(0, 9)).map((stored) => stored.record.profile.id);
    expect([isNew, await listed()]).toEqual([true, ["x", "y", "z"]]);
    expect((await stores.open("started", () => start("other"))).isNew).toBe(false);
    await started.clear(start("z", "w"));
    expect([await listed(), (await started.count()).count]).toEqual([["z", "w"], 2]);
  });

  it("returns at most the requested number of profiles being deleted", async () => {
    for (const id of ["x", "y", "z"]) await store.insert(withState(record(id), "deleting", 1), 9);
    expect((await store.count(2)).deleting).toHaveLength(2);
    expect(await store.count(0)).toEqual({ count: 3, deleting: [] });
  });

  it("keeps hundreds of profiles in order, whichever are removed", async () => {
    const all = Array.from({ length: 450 }, (_, index) => `p${index}`);
    await store.clear({ records: all.map((id) => record(id)), drawn: 0 });
    const kept = all.filter((_, index) => index < 50 || (index > 260 && index % 3 > 0));
    for (const id of all) if (!kept.includes(id)) expect(await store.remove(id, await versionOf(id))).toBe(true);
    expect(await ids(0, 1000)).toEqual(kept);
    const [, second] = await store.list(0, 2);
    expect(await ids(second?.position, 100)).toEqual(kept.slice(2, 102));
    expect((await store.count()).count).toBe(kept.length);
  });

  it("belongs to one tenant", async () => {
    const other = await stores.open("b");
    expect([other.isNew, (await stores.open("a")).isNew]).toEqual([true, false]);
    await other.store.insert(record("x"), 9);
    expect(await ids()).toEqual([]);
    expect([await stores.has("a"), await stores.has("c")]).toEqual([true, false]);
    expect([await stores.tenants(), await stores.tenants(1)]).toEqual([["a", "b"], ["a"]]);
  });

  it("is dropped with its tenant", async () => {
    await store.insert(record("x"), 9);
    await stores.drop("a");
    expect([await stores.has("a"), await stores.tenants()]).toEqual([false, []]);
    const { store: again, isNew } = await stores.open("a");
    expect([isNew, await again.list(0, 9)]).toEqual([true, []]);
  });

  describe("a manifest", () => {
    it.each(Object.keys(probes) as (keyof Supports)[])("is right about %s", async (name) => {
      const place = await placeForTest(newPlace);
      expect(await probes[name](place)).toBe(supports[name]);
    });

    it("with a restart has settings and files", () => {
      expect([stores.settings !== undefined, store.files !== undefined]).toEqual([supports.restart, supports.restart]);
      expect(stores.settings?.isShared ?? false).toBe(supports.sharing);
    });
  });

  describe.skipIf(!supports.restart)("that supports a restart", () => {
    it("is unchanged when it is opened again", async () => {
      for (const id of ["x", "y", "z"]) await store.insert(record(id), 9);
      await store.replace(record("x", 7), await versionOf("x"));
      await store.remove("y", await versionOf("y"));
      await (await stores.open("dropped")).store.insert(record("x"), 9);
      await stores.drop("dropped");
      await stores.close();
      const again = await place.open();
      expect(await again.tenants()).toEqual(["a"]);
      const { store: kept, isNew } = await again.open("a");
      expect([isNew, (await kept.list(0, 9)).map((stored) => stored.record)]).toEqual([
        false,
        [record("x", 7), record("z")],
      ]);
      await kept.clear();
      await again.close();
      expect(await (await (await place.open()).open("a")).store.list(0, 9)).toEqual([]);
    });

    it("counts the ids that were drawn for the start of a tenant", async () => {
      const { settings } = stores;
      await stores.open("started", () => ({ records: [record("x")], drawn: 3 }));
      expect(await settings?.count("drawn/started")).toBe(4);
      expect(await settings?.count("drawn/started")).toBe(5);
      await stores.drop("started");
      await stores.open("started");
      expect(await settings?.count("drawn/started")).toBe(1);
    });

    it("replaces a setting only if its text is the expected one, and keeps it", async () => {
      const { settings } = stores;
      expect(await settings?.replace("clock", "other", "one")).toBe(false);
      expect(await settings?.replace("clock", undefined, "one")).toBe(true);
      expect(await settings?.replace("clock", undefined, "two")).toBe(false);
      expect(await settings?.replace("scenario/a", undefined, "")).toBe(true);
      expect(await settings?.read("scenario/a", "none", "clock")).toEqual(["", undefined, "one"]);
      await stores.close();
      const { settings: kept } = await place.open();
      expect(await kept?.read("clock", "scenario/a")).toEqual(["one", ""]);
      expect(await kept?.replace("clock", "one", undefined)).toBe(true);
      expect(await kept?.read("clock")).toEqual([undefined]);
    });

    it("keeps a profile's files, and drops them with it", async () => {
      await store.insert(record("x"), 9);
      const { files } = store;
      expect(await files?.put("y", "School.csv", "text", false)).toBe("noProfile");
      expect([await files?.names("x"), await files?.version("x")]).toEqual([[], undefined]);
      expect(await files?.put("x", "School.csv", "one", true)).toBe("stored");
      const first = await files?.version("x");
      expect(await files?.put("x", "School.csv", "two", true)).toBe("exists");
      expect(await files?.put("x", "Section.csv", "sections", true)).toBe("stored");
      expect(await files?.put("x", "School.csv", "three", false)).toBe("stored");
      expect([await files?.names("x"), await files?.texts("x")]).toEqual([
        ["Section.csv", "School.csv"],
        ["sections", "three"],
      ]);
      expect(await files?.version("x")).toBeGreaterThan(first ?? NaN);
      await stores.close();
      const { store: kept } = await (await place.open()).open("a");
      expect(await kept.files?.texts("x")).toEqual(["sections", "three"]);
      await kept.remove("x", (await kept.get("x"))?.version ?? NaN);
      await kept.insert(record("x"), 9);
      expect([await kept.files?.texts("x"), await kept.files?.version("x")]).toEqual([[], undefined]);
    });

    it("drops the file uploaded longest ago beyond the limit", async () => {
      await store.insert(record("x"), 9);
      const names = Array.from({ length: limits.filesOfProfile.max + 1 }, (_, index) => `${index}.csv`);
      for (const name of names) await store.files?.put("x", name, name, true);
      expect(await store.files?.names("x")).toEqual(names.slice(1));
      expect(await store.files?.texts("x")).toEqual(names.slice(1));
    });
  });

  describe.skipIf(!supports.sharing)("that supports sharing", () => {
    let other: ProfileStores;
    let otherStore: ProfileStore;
    beforeEach(async () => {
      other = await place.open();
      ({ store: otherStore } = await other.open("a"));
    });

    it("shows each process what the other one changed", async () => {
      await store.insert(record("x"), 9);
      const before = await versionOf("x");
      expect(await otherStore.get("x")).toEqual(await store.get("x"));
      expect(await otherStore.replace(record("x", 1), before)).toBe(true);
      expect(await store.replace(record("x", 2), before)).toBe(false);
      expect((await store.get("x"))?.record.state.since).toBe(1);
      await store.files?.put("x", "School.csv", "text", true);
      expect(await otherStore.files?.texts("x")).toEqual(["text"]);
      await other.drop("a");
      expect([await stores.has("a"), await ids()]).toEqual([false, []]);
    });

    it("lets only one of many concurrent changes succeed", async () => {
      const both = Array.from({ length: 10 }, (_, index) => (index % 2 ? stores : other));
      const opened = await Promise.all(both.map((each) => each.open("new")));
      expect(opened.filter(({ isNew }) => isNew)).toHaveLength(1);
      const inserted = await Promise.all(opened.map(({ store: each }) => each.insert(record("x"), 9)));
      expect(inserted.filter((result) => result === "inserted")).toHaveLength(1);
      const limited = await Promise.all(opened.map(({ store: each }, index) => each.insert(record(`y${index}`), 4)));
      expect(limited.filter((result) => result === "inserted")).toHaveLength(3);
      const replaced = await Promise.all(
        both.map(async ({ settings }) => settings?.replace("clock", undefined, "now")),
      );
      expect(replaced.filter(Boolean)).toHaveLength(1);
      const counted = await Promise.all(both.map(async ({ settings }) => settings?.count("drawn/new")));
      expect(counted.sort((a = 0, b = 0) => a - b)).toEqual(both.map((_, index) => index + 1));
    });
  });

  describe.skipIf(!supports.expiry)("that supports expiry", () => {
    it("starts an expired tenant empty", async () => {
      const passing = await place.open(1);
      const start = () => ({ records: [record("initial")], drawn: 0 });
      const { store: expiring } = await passing.open("b", start);
      await expiring.insert(record("x"), 9);
      await passing.settings?.replace("scenario/b", undefined, "text");
      await vi.waitFor(async () => expect(await passing.has("b")).toBe(false), { timeout: 2500 });
      expect(await passing.tenants()).toEqual(["a"]);
      expect(await passing.settings?.read("scenario/b")).toEqual([undefined]);
      expect(await expiring.get("x")).toBeUndefined();
      expect((await expiring.list(0, 9)).map((stored) => stored.record)).toEqual([record("initial")]);
      expect((await passing.open("b", start)).isNew).toBe(false);
    });
  });
}
