import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { EducationSynchronizationProfile } from "graph-education-sync";
import { startMock, UnwritableStoreError } from "graph-education-sync/mock";
import { call, createBody } from "../caller.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "graph-education-sync-"));
});
afterAll(() => rm(folder, { recursive: true }));

const list = "listSynchronizationProfiles";

describe("a store in a file", () => {
  it("keeps the profiles over a restart, and no secret", async () => {
    const store = join(folder, "kept.json");
    const first = await startMock({ store });
    const { body } = await call(first.url, "createSynchronizationProfile", { body: createBody("powerSchool") });
    await call(first.url, "createSynchronizationProfile", {
      body: createBody("source"),
      headers: { "x-mock-tenant": "other" },
    });
    await first.close();
    expect(await readFile(store, "utf8")).not.toContain("not-a-real-secret");

    const second = await startMock({ store });
    const profiles = (await call(second.url, list)).body.value;
    expect(profiles.map(({ id }) => id)).toEqual([body["id"]]);
    await second.reset();
    await second.close();
    expect(JSON.parse(await readFile(store, "utf8"))).toEqual({ version: 1, tenants: { default: [], other: [] } });
  });

  it("that was emptied stays so, whatever others begin with", async () => {
    const store = join(folder, "emptied.json");
    const first = await startMock({ store, pace: { reads: 0, ms: 0 } });
    const { body } = await call(first.url, "createSynchronizationProfile", { body: createBody("source") });
    await call(first.url, "deleteSynchronizationProfile", { id: String(body["id"]) });
    expect((await call(first.url, list)).body.value).toEqual([]);
    await first.close();

    const second = await startMock({ store, profiles: "cast" });
    expect((await call(second.url, list)).body.value).toEqual([]);
    expect((await call(second.url, list, { headers: { "x-mock-tenant": "new" } })).body.value).toHaveLength(6);
    await second.close();
  });

  it("whose folder is removed causes a warning, and the mock goes on", async () => {
    const own = await mkdtemp(join(folder, "going-"));
    const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    const mock = await startMock({ store: join(own, "s.json") });
    await rm(own, { recursive: true });
    await call(mock.url, "createSynchronizationProfile", { body: createBody("source") });
    await vi.waitFor(() => expect(warned).toHaveBeenCalledWith(expect.stringContaining("s.json was not written")));
    expect((await call(mock.url, list)).body.value).toHaveLength(1);
    await mkdir(own);
    await call(mock.url, "createSynchronizationProfile", { body: createBody("source") });
    await mock.close();
    expect(JSON.parse(await readFile(join(own, "s.json"), "utf8")).tenants.default).toHaveLength(2);
    warned.mockRestore();
  });

  it.each([
    ["a folder", () => folder, "it is not a regular file"],
    ["nothing", () => "", "expected the name of a file"],
    ["a file in a missing folder", () => join(folder, "none", "s.json"), "create the folder"],
  ])("that names %s is refused at once", async (_, store, reason) => {
    const refused = startMock({ store: store() });
    await expect(refused).rejects.toBeInstanceOf(UnwritableStoreError);
    await expect(refused).rejects.toThrow(`can't be written: ${reason}`);
  });

  it.each([
    ["half a file", '{"version":1,"tenants":{"default":[{'],
    ["another version", '{"version":2}'],
    ["another shape", '{"version":1,"tenants":{"default":[{"id":"x"}]}}'],
    ["nothing", ""],
    ["null", "null"],
  ])("that holds %s is refused and left as it was", async (_, content) => {
    const store = join(folder, "damaged.json");
    await writeFile(store, content);
    await expect(startMock({ store })).rejects.toThrow(/damaged .*left as it is/);
    expect(await readFile(store, "utf8")).toBe(content);
  });
});

describe("a stored profile that violates the contract", () => {
  it.each<[string, object, string]>([
    ["an impossible state", { state: 42 }, "state"],
    ["a missing property", { displayName: undefined }, "displayName"],
    [
      "a property that there is not",
      { dataProvider: { "@odata.type": "#microsoft.graph.educationSynchronizationDataProvider", extra: 1 } },
      "dataProvider",
    ],
  ])("by %s is answered with a 500", async (_, violation, named) => {
    const mock = await startMock();
    const sound = { ...(createBody("source") as object), id: "invalid" };
    await mock.seed([{ ...sound, ...violation } as unknown as EducationSynchronizationProfile]);
    const { status, body } = await call(mock.url, "getSynchronizationProfile", { id: "invalid" });
    expect([status, body.error.code]).toEqual([500, "InternalError"]);
    expect(body.error.message).toMatch(new RegExp(`own answer breaks the contract: .*${named}`));
    await mock.close();
  });
});
