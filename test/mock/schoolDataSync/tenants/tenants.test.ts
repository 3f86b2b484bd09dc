import { beforeEach, describe, expect, it, vi } from "vitest";
import { droppedFile, readCsvFile } from "../../../../src/mock/schoolDataSync/files/inspectFile.ts";
import { contractExample, readContract } from "../../../../src/mock/contract/document.ts";
import { newProfile } from "../../../../src/mock/schoolDataSync/profiles/profile.ts";
import type { SeedSet } from "../../../../src/mock/schoolDataSync/tenants/seeding.ts";
import { containerOf } from "../../../../src/mock/schoolDataSync/tenants/containers.ts";
import { memoryStores } from "../../../../src/mock/store/memoryStore.ts";
import type { ProfileStores } from "../../../../src/mock/store/profileStore.ts";
import { chunksOf } from "../files/fileSet.ts";
import { createService, csvBody, hour, powerSchoolBody, type Service } from "../service.ts";
import { describeEachStore } from "../../store/eachStore.ts";
import { placeForTest, type StorePlace } from "../../store/storePlace.ts";

type Json = Record<string, unknown>;
const documentedId = contractExample<Json>("csvNewAccounts.createResponse")["id"] as string;
const guid = expect.stringMatching(/^[\da-f]{8}-/) as unknown as string;

describeEachStore("with profiles in %s,", (newPlace, supports) => {
  let stores: ProfileStores;
  let place: StorePlace;
  let service: Service;
  beforeEach(async () => {
    place = await placeForTest(newPlace);
    stores = await place.open();
    service = await createService(stores);
  });
  const records = async (tenant = "default") =>
    (await (await service.tenants.of(tenant)).store.list(0, 20)).map(({ record }) => record);
  const ids = async (tenant?: string) => (await records(tenant)).map(({ profile }) => profile.id);
  const upload = async (container: string) => {
    const files = await service.tenants.uploadedFilesOf(container);
    const summary = await readCsvFile("School.csv", chunksOf("SIS ID,Name\n1,Elm\n", 99));
    await files?.put(container, { ...summary, blobName: "School.csv" });
    return files !== undefined;
  };
  const missingFiles = async (tenant: string, id: string) => {
    const { messages } = await (await service.tenants.of(tenant)).verifyFiles(newProfile(csvBody, id));
    return messages.filter(({ description }) => /missing/.test(description)).length;
  };

  describe("a tenant", () => {
    it("is the same each time and has its own profiles", async () => {
      await service.tenants.seed("a", [csvBody as never]);
      expect(await service.tenants.of("a")).toBe(await service.tenants.of("a"));
      expect([(await ids("a")).length, await ids("b")]).toEqual([1, []]);
    });

    it("starts with the initial profiles, once", async () => {
      service = await createService(stores, { initialProfiles: "examples" });
      const [first, second] = await Promise.all([service.tenants.of("a"), service.tenants.of("a")]);
      expect(first).toBe(second);
      expect(await ids("a")).toHaveLength(6);
    });

    it("has ids that depend on its seed and its name", async () => {
      const one = async (seed: string | undefined, tenant: string) => {
        const own = await placeForTest(newPlace);
        const other = await createService(await own.open(), { seed });
        const { newId } = await other.tenants.of(tenant);
        const ids = [await newId(), await newId()];
        return ids;
      };
      expect(await one("s", "a")).toEqual(await one("s", "a"));
      expect(await one("s", "a")).not.toEqual(await one("s", "b"));
      expect(await one("t", "a")).not.toEqual(await one("s", "a"));
      expect(await one(undefined, "a")).not.toEqual(await one(undefined, "a"));
    });

    it("evicted from memory is lost with its files unless they are stored", async () => {
      await service.tenants.seed("a", [{ ...csvBody, id: "x" } as never]);
      expect(await upload(containerOf("a", "x"))).toBe(true);
      expect(await missingFiles("a", "x")).toBe(5);
      await service.tenants.evict("a");
      await service.tenants.evict("unheard");
      expect(await stores.has("a")).toBe(stores.settings !== undefined);
      expect(await ids("a")).toEqual(stores.settings ? ["x"] : []);
      expect(await missingFiles("a", "x")).toBe(stores.settings ? 5 : 6);
    });
  });

  describe("a seed", () => {
    it("of the sample districts matches the contract's examples", async () => {
      await service.tenants.seed("default", "examples");
      const { examples } = readContract().components;
      const names = Object.keys(examples).flatMap((name) =>
        name.endsWith(".getResponse") ? [name.replace(".getResponse", "")] : [],
      );
      expect(await ids()).toEqual(names.map((name) => contractExample<Json>(`${name}.getResponse`)["id"]));
      for (const name of names) {
        const call = { profileId: contractExample<Json>(`${name}.getResponse`)["id"] as string };
        const { "@odata.context": _, ...profile } = contractExample<Json>(`${name}.getResponse`);
        expect((await service.call("getSynchronizationProfile", call)).entities?.[0]).toEqual(profile);
        const { status, lastSynchronizationDateTime, lastActivityDateTime } = contractExample<Json>(`${name}.status`);
        const { body } = await service.call("getSynchronizationProfileStatus", call);
        expect(body).toMatchObject({ status, lastSynchronizationDateTime, lastActivityDateTime });
        const errors = examples[`${name}.errors`] ? contractExample<Json>(`${name}.errors`)["value"] : [];
        expect((await service.call("listSynchronizationErrors", call)).body.value).toEqual(errors);
      }
    });

    it.each<[string, Json, Json]>([
      ["a create", csvBody, { id: guid, state: "provisioned", displayName: csvBody["displayName"] }],
      ["a profile", { ...csvBody, id: "x", state: "deletionFailed" }, { id: "x", state: "deletionFailed" }],
    ])("with %s adds that profile", async (_, given, profile) => {
      await service.tenants.seed("default", [given as never]);
      expect(await records()).toMatchObject([{ profile, sync: { stage: "idle" }, errors: [] }]);
    });

    it("replaces a profile with the same id, even a deleted one", async () => {
      await service.tenants.seed("default", [{ ...csvBody, id: "x" } as never, { ...csvBody, id: "y" } as never]);
      await service.call("deleteSynchronizationProfile", { profileId: "x" });
      service.advance(hour);
      expect((await service.call("getSynchronizationProfile", { profileId: "x" })).status).toBe(404);
      await service.tenants.seed("default", [{ ...powerSchoolBody, id: "x", state: "provisioning" } as never]);
      expect((await ids()).sort()).toEqual(["x", "y"]);
      expect((await service.call("getSynchronizationProfile", { profileId: "x" })).entities?.[0]).toMatchObject({
        displayName: powerSchoolBody["displayName"],
        state: "provisioning",
      });
    });

    it("gets another id if the generated one is in use", async () => {
      await service.tenants.seed("default", [csvBody as never]);
      const [first] = await ids();
      const again = await createService(stores);
      await again.tenants.seed("default", [csvBody as never, csvBody as never]);
      expect(new Set(await ids()).size).toBe(3);
      expect((await ids())[0]).toBe(first);
    });

    it.each([
      ["an unknown name", "unheard"],
      ["nothing", undefined],
      ["a profile without a provider", [{ displayName: "x" }]],
      ["null", [null]],
      ["a provider that is null", [{ dataProvider: null }]],
      ["a provider without a type", [{ dataProvider: {} }]],
      ["an id that is not a string", [{ ...csvBody, id: 5 }]],
      ["an empty id", [{ ...csvBody, id: "" }]],
      ["a valid and an invalid profile", [csvBody, {}]],
    ])("with %s is refused, and nothing is stored", async (_, set) => {
      const error = new RangeError(
        'Expected "examples", or a list of profiles, each with the @odata.type of its dataProvider.',
      );
      await expect(service.tenants.seed("default", set as SeedSet)).rejects.toEqual(error);
      await expect(createService(stores, { initialProfiles: set as SeedSet })).rejects.toEqual(error);
      expect(await ids()).toEqual([]);
    });
  });

  describe("a reset", () => {
    beforeEach(async () => {
      service = await createService(stores, { initialProfiles: [{ ...csvBody, id: documentedId } as never] });
      for (const tenant of ["a", "b"]) await service.tenants.seed(tenant, [{ ...csvBody, id: "x" } as never]);
    });

    it.each([
      ["one", "a", [documentedId], [documentedId, "x"]],
      ["all", undefined, [documentedId], [documentedId]],
    ])("of %s restores the initial profiles", async (_, name, a, b) => {
      await service.tenants.reset(name);
      expect([await ids("a"), await ids("b")]).toEqual([a, b]);
    });

    it("restarts the ids and removes the files", async () => {
      await upload(containerOf("a", documentedId));
      await upload(containerOf("b", documentedId));
      const { newId } = await service.tenants.of("a");
      const first = await newId();
      await service.tenants.reset("a");
      expect(await newId()).toBe(first);
      expect([await missingFiles("a", documentedId), await missingFiles("b", documentedId)]).toEqual([6, 5]);
    });

    it("removes the files of every page of profiles", async () => {
      const many = Array.from({ length: 1001 }, (_, index) => ({ ...csvBody, id: `many${index}` }));
      await service.tenants.seed("a", many as never);
      await upload(containerOf("a", "many1000"));
      await service.tenants.reset("a");
      expect(await missingFiles("a", "many1000")).toBe(6);
    });
  });

  it("closing the tenants closes the stores", async () => {
    const close = vi.spyOn(stores, "close");
    const { tenants } = await createService(stores);
    await tenants.close();
    expect(close).toHaveBeenCalledTimes(1);
  });

  it("an emptied tenant stays empty, whatever new tenants start with", async () => {
    const again = await createService(stores, { initialProfiles: "examples" });
    expect(await (await again.tenants.of("default")).store.list(0, 9)).toEqual([]);
    expect(await (await again.tenants.of("new")).store.list(0, 9)).toHaveLength(6);
  });

  describe("a container of files", () => {
    const tenantNames = ["a.b", "A", "pipeline-4711-contoso-school-district-north", "~".repeat(128)];
    const profileIds = [documentedId, documentedId.toUpperCase(), "x.y", "z".repeat(128)];
    const pairs = ["default", ...tenantNames].flatMap((tenant) => profileIds.map((id) => [tenant, id] as const));

    it.each(pairs)("of tenant %s and profile %s has a name that Azure allows", (tenant, id) => {
      // learn.microsoft.com/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata
      expect(containerOf(tenant, id)).toMatch(/^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$/);
    });

    it("has a unique name, which is the profile's id for the default tenant", () => {
      expect(containerOf("default", documentedId)).toBe(documentedId);
      expect(new Set(pairs.map(([tenant, id]) => containerOf(tenant, id))).size).toBe(pairs.length);
    });

    it.skipIf(!supports.restart)("is found by another process and after a restart", async () => {
      for (const [tenant, id] of pairs) await service.tenants.seed(tenant, [{ ...csvBody, id } as never]);
      if (!supports.sharing) await stores.close();
      const other = await createService(await place.open());
      for (const [tenant, id] of pairs) {
        const container = containerOf(tenant, id);
        expect(await other.tenants.ownerOf(container)).toBe(tenant);
        const files = await other.tenants.uploadedFilesOf(container);
        await files?.put(container, { ...droppedFile("school.csv"), blobName: "School.csv" });
        expect((await files?.of(container))?.map(({ blobName }) => blobName)).toEqual(["School.csv"]);
        expect(await (await other.tenants.of(tenant)).countFiles(id)).toBe(1);
      }
    });

    it("belongs to an existing tenant", async () => {
      await service.tenants.of("a.b");
      expect(await service.tenants.ownerOf(containerOf("a.b", "x.y"))).toBe("a.b");
      expect(await service.tenants.ownerOf(containerOf("unheard", "x"))).toBeUndefined();
      expect(await service.tenants.ownerOf("")).toBeUndefined();
      expect(await service.tenants.ownerOf("no-dot")).toBeUndefined();
    });

    it("keeps two files whose names differ in case and reports the one in use", async () => {
      await service.tenants.seed("default", [{ ...csvBody, id: documentedId } as never]);
      const files = await service.tenants.uploadedFilesOf(documentedId);
      for (const blobName of ["School.csv", "SCHOOL.csv", "School.csv"]) {
        const summary = await readCsvFile(blobName, chunksOf("SIS ID,Name\n1,Elm\n", 99));
        expect(await files?.put(documentedId, { ...summary, blobName }, blobName === "SCHOOL.csv")).toBe("stored");
      }
      expect([await files?.has(documentedId, "SCHOOL.csv"), await files?.has(documentedId, "school.csv")]).toEqual([
        true,
        false,
      ]);
      const tenant = await service.tenants.of("default");
      expect((await files?.of(documentedId))?.map(({ blobName }) => blobName)).toEqual(["SCHOOL.csv", "School.csv"]);
      const { messages, files: used } = await tenant.verifyFiles(newProfile(csvBody, documentedId));
      expect(used).toEqual([{ fileName: "school.csv", rows: 1 }]);
      expect(await tenant.countFiles(documentedId)).toBe(1);
      expect(messages.filter(({ type }) => type === "Warning")).toMatchObject([
        { fileName: "school.csv", description: expect.stringContaining('"School.csv" is used') as string },
      ]);
    });

    it("reports only the rejected records of the file in use", async () => {
      await service.tenants.seed("default", [{ ...csvBody, id: documentedId } as never]);
      const tenant = await service.tenants.of("default");
      for (const [blobName, name] of [
        ["Student.csv", "A*"],
        ["STUDENT.csv", "B*"],
      ] as const) {
        const text = `SIS ID,School SIS ID,Username,First Name\n1,1,ann,${name}\n`;
        await tenant.putFile(documentedId, { ...(await readCsvFile(blobName, chunksOf(text, 99))), blobName });
      }
      const { rejected } = await tenant.verifyFiles(newProfile(csvBody, documentedId));
      expect(rejected).toMatchObject([{ fileName: "student.csv", column: "First Name", name: "ann" }]);
    });

    it.each(["default", "a"])("of tenant %s loses its pending uploads with a reset", async (tenant) => {
      const dropUploads = vi.fn<(isGone: (container: string) => boolean) => void>();
      const other = await createService(await (await placeForTest(newPlace)).open(), { dropUploads });
      await other.tenants.seed(tenant, [{ ...csvBody, id: documentedId } as never]);
      await other.tenants.reset(tenant);
      const containers = ["default", "a"].flatMap((each) => [containerOf(each, documentedId), containerOf(each, "x")]);
      const isGone = dropUploads.mock.calls.at(-1)?.[0] ?? expect.fail();
      expect(containers.map(isGone)).toEqual(["default", "a"].flatMap((each) => [each === tenant, each === tenant]));
    });

    it.skipIf(!supports.restart).each([
      ["in one line", '{"fileName":"school.csv","rows":1,"findings":[],"keys":["1"],"references":[]}'],
      [
        "in several lines",
        '{"fileName":"school.csv","names":"SDS","rows":1,"findings":[],"optionalColumns":[],"rejected":[],' +
          '"hasKeys":true,"columns":[]}\n["keys",["1"]]',
      ],
    ])("has the files that an earlier version stored %s", async (_form, text) => {
      await service.tenants.seed("default", [{ ...csvBody, id: documentedId } as never]);
      const { store } = await service.tenants.of("default");
      await store.files?.put(documentedId, "school.csv", text, true);
      const files = await service.tenants.uploadedFilesOf(documentedId);
      expect(await files?.of(documentedId)).toEqual([
        {
          ...{ blobName: "school.csv", fileName: "school.csv", names: "SDS", rows: 1, findings: [] },
          ...{ keys: new Set(["1"]), references: new Map(), optionalColumns: [], rejected: [] },
        },
      ]);
    });

    it("accepts files while its profile exists", async () => {
      await service.tenants.seed("default", [{ ...csvBody, id: "x.y" } as never]);
      const container = containerOf("default", "x.y");
      expect(await upload(container)).toBe(true);
      expect(await upload(containerOf("default", "x"))).toBe(false);
      expect(await upload(containerOf("unheard", "x.y"))).toBe(false);
      expect(await stores.has("unheard")).toBe(false);
      await service.call("deleteSynchronizationProfile", { profileId: "x.y" });
      expect(await upload(container)).toBe(true);
      service.advance(hour);
      expect(await upload(container)).toBe(false);
    });
  });
});

describe("a store that fails to open", () => {
  it("is opened again by the next call", async () => {
    const stores = memoryStores();
    let failures = 1;
    const failing: ProfileStores = {
      ...stores,
      open: (tenant) => (tenant === "a" && failures-- > 0 ? Promise.reject(new Error("down")) : stores.open(tenant)),
    };
    const { tenants } = await createService(failing);
    await expect(tenants.of("a")).rejects.toThrow("down");
    expect((await tenants.of("a")).maxProfiles).toBe(10_000);
  });
});
