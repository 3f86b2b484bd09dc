import { afterEach, beforeEach, expect, it } from "vitest";
import { contractExample } from "../../../src/mock/contract/document.ts";
import { newRecord, withState } from "../../../src/mock/schoolDataSync/profiles/lifecycle.ts";
import { newProfile } from "../../../src/mock/schoolDataSync/profiles/profile.ts";
import type { ProfileRecord } from "../../../src/mock/store/profileRecord.ts";
import type { ProfileStore, ProfileStores } from "../../../src/mock/store/profileStore.ts";
import { describeEachStore, type StorePlace } from "../schoolDataSync/service.ts";

const record = (id: string, since = 0): ProfileRecord =>
  newRecord(newProfile(contractExample("source.createRequest"), id), since);

describeEachStore("a store in %s", (name, newPlace) => {
  let stores: ProfileStores;
  let place: StorePlace;
  let store: ProfileStore;
  beforeEach(async () => {
    place = await newPlace();
    stores = await place.open();
    ({ store } = await stores.open("a"));
  });
  afterEach(() => place.remove());
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

  it("counts its profiles and returns those being deleted", async () => {
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

  it("never reuses a version for a profile that is created again", async () => {
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
    if (stores.settings) expect(await stores.settings.count("drawn/started")).toBe(4);
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
    const { store: anew, isNew } = await stores.open("a");
    expect([isNew, await anew.list(0, 9)]).toEqual([true, []]);
  });

  it.runIf(name !== "memory")("is unchanged when it is opened again", async () => {
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
});
