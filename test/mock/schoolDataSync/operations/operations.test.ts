import { beforeEach, describe, expect, it, vi } from "vitest";
import { readCsvFile } from "../../../../src/mock/schoolDataSync/files/inspectFile.ts";
import { BusyError } from "../../../../src/mock/busyError.ts";
import { StoreUnavailableError } from "../../../../src/mock/store/storeErrors.ts";
import { contractExample } from "../../../../src/mock/contract/document.ts";
import { successfulOutcomes, type Outcomes } from "../../../../src/mock/schoolDataSync/profiles/outcomes.ts";
import type { OperationId } from "../../../../src/mock/contract/reply.ts";
import { profileOperations } from "../../../../src/mock/schoolDataSync/operations/operations.ts";
import type { ProfileStores } from "../../../../src/mock/store/profileStore.ts";
import { chunksOf, type FileSet, studentsOf, validSet } from "../files/fileSet.ts";
import { type Answered, base, createService, csvBody, hour, powerSchoolBody, type Service } from "../service.ts";
import { describeEachStore } from "../../store/eachStore.ts";
import { placeForTest, type StorePlace } from "../../store/storePlace.ts";

type Json = Record<string, unknown>;
const documentedId = contractExample<Json>("csvNewAccounts.createResponse")["id"] as string;
const showAll = { preferences: ["include-unknown-enum-members"] };

describeEachStore("with profiles in %s,", (newPlace) => {
  let place: StorePlace;
  let stores: ProfileStores;
  let service: Service;
  beforeEach(async () => {
    place = await placeForTest(newPlace);
    stores = await place.open();
    service = await createService(stores);
  });

  const call: Service["call"] = (...args) => service.call(...args);
  const state = async (profileId: string) => (await call("getSynchronizationProfile", { profileId })).body?.["state"];
  const status = async (profileId: string) =>
    (await call("getSynchronizationProfileStatus", { profileId, ...showAll })).body["status"];
  const provisioned = async (body?: Json): Promise<string> => {
    const id = await service.create(body);
    service.advance(hour);
    return id;
  };
  async function upload(profileId: string, set: FileSet = validSet): Promise<void> {
    const { body } = await call("getSynchronizationProfileUploadUrl", { profileId });
    const container = new URL(String(body["value"])).pathname.slice(1);
    const files = await service.tenants.uploadedFilesOf(container);
    for (const [name, content] of Object.entries(set))
      await files?.put(container, {
        ...(await readCsvFile(name, chunksOf(content as string, 1000))),
        blobName: name,
      });
  }
  const started = async (): Promise<string> => {
    const profileId = await provisioned();
    await upload(profileId);
    expect(await call("startSynchronizationProfile", { profileId })).toEqual({
      status: 200,
      body: {
        "@odata.context": `${base}/$metadata#Collection(microsoft.graph.educationFileSynchronizationVerificationMessage)`,
        value: [],
      },
    });
    return profileId;
  };

  describe("a create", () => {
    it("stores the profile and returns it with its location", async () => {
      const { status, headers, body, entities } = await call("createSynchronizationProfile", { body: csvBody });
      expect(status).toBe(201);
      const { "@odata.context": _, ...expected } = contractExample<Json>("csvNewAccounts.createResponse");
      expect(entities).toEqual([expected]);
      expect(body).toEqual({
        "@odata.context": `${base}/$metadata#education/synchronizationProfiles/$entity`,
        ...expected,
      });
      expect(headers).toEqual({ Location: `${base}/education/synchronizationProfiles/${documentedId}` });
      expect((await service.store.get(documentedId))?.record.profile).toEqual(expected);
    });

    it.each<[string, Json]>([
      ["differs from the documented one in other properties", { ...csvBody, licensesToAssign: [] }],
      ["has another name", { ...csvBody, displayName: "Other" }],
    ])("that %s gets a new id", async (_, body) => {
      expect(await service.create(body)).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/);
    });

    it("gets a new id while the documented one is in use", async () => {
      expect(await service.create(csvBody)).toBe(documentedId);
      expect(await service.create(csvBody)).not.toBe(documentedId);
      await call("deleteSynchronizationProfile", { profileId: documentedId });
      expect(await service.create(csvBody)).not.toBe(documentedId);
      service.advance(hour);
      expect(await service.create(csvBody)).toBe(documentedId);
      expect(await state(documentedId)).toBe("provisioning");
    });

    it("gets a new id while the documented one is in use, even if ids are random", async () => {
      const unseeded = await createService(stores, { seed: undefined });
      const ids = [await unseeded.create(csvBody), await unseeded.create(csvBody), await unseeded.create()];
      expect(ids[0]).toBe(documentedId);
      expect((await unseeded.store.list(0, 9)).map(({ record }) => record.profile.id)).toEqual([...new Set(ids)]);
    });

    it("never gets an id twice, even if a seed repeats after a restart", async () => {
      const before = [await service.create(), await service.create()];
      const kept = await service.store.list(0, 9);
      await stores.close();
      const fresh = await place.open();
      // State in memory starts over; these records are what a restart would find.
      for (const { record } of kept) await (await fresh.open("default")).store.insert(record, Infinity);
      const restarted = await createService(fresh);
      const after = [await restarted.create(), await restarted.create()];
      expect(new Set([...before, ...after]).size).toBe(4);
      await fresh.close();
    });

    it("keeps a seeded profile whose id the seed generates next", async () => {
      const drawn = [await service.create(), await service.create()];
      await service.tenants.reset("default");
      const seeds = drawn.map((id) => ({ ...powerSchoolBody, id }));
      await service.tenants.seed("default", seeds as never);
      const created = [await service.create(), await service.create()];
      expect(created.filter((id) => drawn.includes(id))).toEqual([]);
      const names = (await service.store.list(0, 9)).map(({ record }) => record.profile.displayName);
      expect(names.filter((name) => name === powerSchoolBody["displayName"])).toHaveLength(2);
    });

    it("beyond the limit gets 503 until profiles are removed", async () => {
      service = await createService(stores, { maxProfiles: 2 });
      const [first] = [await service.create(), await service.create()];
      const full = {
        status: 503,
        example: "serviceUnavailable",
        message: "The limit of 2 profiles is reached. Delete some, or POST /_mock/reset.",
      };
      expect(await call("createSynchronizationProfile", { body: csvBody })).toEqual(full);
      await call("deleteSynchronizationProfile", { profileId: String(first) });
      expect(await call("createSynchronizationProfile", { body: csvBody })).toEqual(full);
      service.advance(hour);
      expect(await service.create(csvBody)).toBe(documentedId);
      expect(await call("createSynchronizationProfile", { body: csvBody })).toEqual(full);
    });
  });

  describe("a read", () => {
    it("does not write to memory when states advance or profiles are removed", async ({ skip }) => {
      if (stores.settings) skip();
      const deleted = await provisioned();
      const powerSchool = await service.create(powerSchoolBody);
      await call("deleteSynchronizationProfile", { profileId: deleted });
      const before = await service.store.list(0, 9);
      for (let reads = 0; reads < 5; reads += 1) {
        await state(powerSchool);
        await status(powerSchool);
        await state(deleted);
        await call("listSynchronizationProfiles");
        await call("listSynchronizationErrors", { profileId: powerSchool });
      }
      expect([await state(powerSchool), await status(powerSchool)]).toEqual(["provisioned", "success"]);
      expect((await call("getSynchronizationProfile", { profileId: deleted })).status).toBe(404);
      const after = await service.store.list(0, 9);
      expect(after.map(({ version }) => version)).toEqual(before.map(({ version }) => version));
    });

    it("returns the same object from memory until the profile changes", async ({ skip }) => {
      if (stores.settings) skip();
      const profileId = await service.create();
      const entity = async () => (await call("getSynchronizationProfile", { profileId })).entities?.[0];
      const listed = async () => (await call("listSynchronizationProfiles")).body.value[0];
      const first = await entity();
      expect([await listed(), await listed()].every((shown) => shown === first)).toBe(true);
      service.advance(hour);
      const later = await entity();
      expect(later).not.toBe(first);
      expect([await entity(), await listed()].every((shown) => shown === later)).toBe(true);
    });

    it("is kept for the next process that opens the store, and no state goes back", async ({ skip }) => {
      if (!stores.settings) skip();
      const [read, once, listed] = [
        await service.create(),
        await service.create(),
        await service.create(powerSchoolBody),
      ];
      for (let reads = 0; reads < 3; reads += 1) await state(read);
      await state(once);
      service.advance(hour);
      await call("listSynchronizationProfiles");
      await stores.close();
      stores = await place.open();
      service = await createService(stores, { outcomes: () => ({ ...successfulOutcomes, provisioning: "failure" }) });
      service.advance(hour);
      expect([await state(read), await state(once), await state(listed)]).toEqual(Array(3).fill("provisioned"));
      expect(await status(listed)).toBe("extracting");
    });

    it("of a profile counts toward its state, a read of the list does not", async () => {
      const id = await service.create();
      for (let reads = 0; reads < 5; reads += 1) await call("listSynchronizationProfiles");
      expect([await state(id), await state(id), await state(id)]).toEqual([
        "provisioning",
        "provisioning",
        "provisioned",
      ]);
    });

    it("keeps the state it returned when the outcome changes later", async () => {
      service.outcomes.deletion = "failure";
      const profileId = await provisioned();
      await call("deleteSynchronizationProfile", { profileId });
      service.advance(hour);
      expect(await state(profileId)).toBe("deletionFailed");
      service.outcomes.deletion = "success";
      service.advance(hour);
      expect(await state(profileId)).toBe("deletionFailed");
      await call("deleteSynchronizationProfile", { profileId });
      expect(await state(profileId)).toBe("deleting");
    });
  });

  it.each(Object.keys(profileOperations) as OperationId[])(
    "%s of an unknown profile is answered with 404",
    async (operationId) =>
      expect(await call(operationId, { profileId: "none", body: {} })).toEqual({
        status: 404,
        example: "profileNotFound",
      }),
  );

  describe("an update", () => {
    it("changes and returns the given properties and provisions again", async () => {
      const profileId = await provisioned(powerSchoolBody);
      const before = (await call("getSynchronizationProfile", { profileId })).entities?.[0];
      const { status: code, body } = await call("updateSynchronizationProfile", {
        profileId,
        body: { displayName: "New", id: "other", state: "deleting" },
      });
      const expected = { ...before, displayName: "New", state: "provisioning" };
      expect([code, body]).toEqual([
        200,
        { "@odata.context": `${base}/$metadata#education/synchronizationProfiles/$entity`, ...expected },
      ]);
      service.advance(hour - 1);
      expect(await state(profileId)).toBe("provisioning");
      service.advance(1);
      expect((await call("getSynchronizationProfile", { profileId })).entities?.[0]).toEqual({
        ...expected,
        state: "provisioned",
      });
    });

    it.each([{}, { id: "x", state: "deleting" }, { "@odata.type": "#x" }, { "@odata.context": "x" }])(
      "by %j changes nothing",
      async (body) => {
        const profileId = await provisioned();
        await state(profileId);
        const before = await service.store.get(profileId);
        expect(await call("updateSynchronizationProfile", { profileId, body })).toEqual({
          status: 400,
          example: "emptyUpdate",
        });
        expect(await service.store.get(profileId)).toEqual(before);
      },
    );
  });

  describe("a replacing update", () => {
    it("keeps the id, resets omitted properties to defaults and provisions again", async () => {
      const profileId = await provisioned({ ...csvBody, expirationDate: "2024-06-30" });
      const { expirationDate: _, licensesToAssign: __, ...body } = csvBody;
      const replacement = { ...body, displayName: "Renamed", licensesToAssign: null };
      const replaced = await call("replaceSynchronizationProfile", { profileId, body: replacement });
      expect([replaced.status, replaced.body]).toEqual([
        202,
        expect.objectContaining({
          id: profileId,
          displayName: "Renamed",
          state: "provisioning",
          expirationDate: null,
          licensesToAssign: [],
        }),
      ]);
      service.advance(hour);
      expect(await state(profileId)).toBe("provisioned");
    });
  });

  describe("a profile that is being deleted", () => {
    it("can only be read and deleted", async () => {
      const profileId = await provisioned();
      expect(await call("deleteSynchronizationProfile", { profileId })).toEqual({ status: 202 });
      service.advance(hour - 1);
      expect(await call("deleteSynchronizationProfile", { profileId })).toEqual({ status: 202 });
      for (const name of ["update", "replace", "pause", "resume", "reset", "start"] as const)
        expect(await call(`${name}SynchronizationProfile`, { profileId, body: csvBody })).toEqual({
          status: 409,
          example: "profileBeingDeleted",
        });
      expect((await call("getSynchronizationProfileUploadUrl", { profileId })).status).toBe(409);
      expect([await state(profileId), await status(profileId)]).toEqual(["deleting", null]);
      // The second delete has not restarted the wait.
      service.advance(1);
      expect(await state(profileId)).toBeUndefined();
    });

    it("loses its files", async () => {
      const profileId = await provisioned(csvBody);
      await upload(profileId);
      await call("deleteSynchronizationProfile", { profileId });
      service.advance(hour);
      expect(await provisioned(csvBody)).toBe(profileId);
      const { status: code, body } = await call("startSynchronizationProfile", { profileId });
      expect([code, body.value.length]).toEqual([400, 6]);
    });
  });

  describe("a sync", () => {
    it.each(["start", "pause", "resume", "reset"] as const)(
      "can't %s before the profile is provisioned",
      async (action) => {
        const profileId = await service.create();
        expect(await call(`${action}SynchronizationProfile`, { profileId })).toEqual({
          status: 409,
          example: "profileNotProvisioned",
          message: "The profile is 'provisioning'. Wait until its state is 'provisioned'.",
        });
        expect(await call("getSynchronizationProfileUploadUrl", { profileId })).toMatchObject({ status: 200 });
      },
    );

    it.each(["startSynchronizationProfile", "getSynchronizationProfileUploadUrl"] as const)(
      "from an API refuses %s",
      async (operationId) => {
        const profileId = await provisioned(powerSchoolBody);
        expect(await call(operationId, { profileId })).toEqual({
          status: 400,
          example: "notACsvProfile",
          message:
            "The profile reads from 'educationPowerSchoolDataProvider'. " +
            "Only profiles of 'educationCsvDataProvider' accept files and can be started.",
        });
      },
    );

    it("runs from start to success and can be started again", async () => {
      const profileId = await started();
      const stages = [];
      for (let reads = 0; reads < 5; reads += 1) stages.push(await status(profileId));
      expect(stages).toEqual(["extracting", "validating", "inProgress", "success", "success"]);
      expect((await call("startSynchronizationProfile", { profileId })).status).toBe(200);
      expect(await status(profileId)).toBe("extracting");
    });

    it("that is running cannot be started or get files", async () => {
      const profileId = await started();
      expect(await call("startSynchronizationProfile", { profileId })).toEqual({
        status: 409,
        example: "synchronizationInProgress",
      });
      expect(await call("getSynchronizationProfileUploadUrl", { profileId })).toEqual({
        status: 409,
        example: "submissionInProgress",
      });
    });

    it("starts despite warnings, but not with errors", async () => {
      const profileId = await provisioned();
      expect((await call("startSynchronizationProfile", { profileId })).body.value).toHaveLength(6);
      await upload(profileId, { ...validSet, "Student.csv": studentsOf("s1,99,x", "s2,2,bob") });
      const refused = await call("startSynchronizationProfile", { profileId });
      expect([refused.status, refused.body.value.map(({ type }) => type)]).toEqual([400, ["Error"]]);
      expect((await service.store.get(profileId))?.record.sync.stage).toBe("idle");
      await upload(profileId, { "Student.csv": studentsOf("s1,1,same", "s2,1,same") });
      const warned = await call("startSynchronizationProfile", { profileId });
      expect([warned.status, warned.body.value.map(({ type }) => type)]).toEqual([200, ["Warning"]]);
      expect(await status(profileId)).toBe("extracting");
    });

    it("returns as many messages as the contract allows", async () => {
      const profileId = await provisioned();
      await upload(
        profileId,
        Object.fromEntries(Array.from({ length: 1100 }, (_, index) => [`Other${index}.csv`, "x\n"])),
      );
      expect((await call("startSynchronizationProfile", { profileId })).body.value).toHaveLength(999);
    });

    it("pauses only while it runs and resumes only while it is paused", async () => {
      const profileId = await provisioned();
      const act = (action: "start" | "pause" | "resume") => call(`${action}SynchronizationProfile`, { profileId });
      const nothingTo = (action: string) => ({ status: 409, example: `nothingTo${action}` });
      // No sync has run that would have to stop.
      expect([await act("pause"), await act("resume")]).toEqual([{ status: 200 }, nothingTo("Resume")]);
      expect(await status(profileId)).toBe(null);
      await upload(profileId);
      await act("start");
      expect(await act("resume")).toEqual(nothingTo("Resume"));
      expect(await act("pause")).toEqual({ status: 200 });
      expect(await act("pause")).toEqual(nothingTo("Pause"));
      service.advance(9 * hour);
      expect(await status(profileId)).toBe("paused");
      expect(await act("resume")).toEqual({ status: 200 });
      expect([await status(profileId), await status(profileId)]).toEqual(["inProgress", "success"]);
    });

    it.each<[Outcomes["sync"], string]>([
      ["validationError", "success"],
      ["error", "error"],
    ])("that ended in %s ends in %s when resumed, if it can be", async (outcome, end) => {
      service.outcomes.sync = outcome;
      const profileId = await started();
      service.advance(9 * hour);
      expect(await status(profileId)).toBe(outcome);
      const canResume = outcome === "validationError";
      expect((await call("resumeSynchronizationProfile", { profileId })).status).toBe(canResume ? 200 : 409);
      service.advance(9 * hour);
      expect(await status(profileId)).toBe(end);
    });

    it("with errors starts over without them on a reset", async () => {
      service.outcomes.sync = "errors";
      const profileId = await started();
      service.advance(9 * hour);
      const errors = async (query = {}) => (await call("listSynchronizationErrors", { profileId, query })).body;
      expect((await errors()).value).toHaveLength(2);
      expect(await errors({ $filter: "entryType eq 'Student'", $count: "true" })).toEqual({
        "@odata.context": `${base}/$metadata#education/synchronizationProfiles('${profileId}')/errors`,
        "@odata.count": 1,
        value: [expect.objectContaining({ entryType: "Student" })],
      });
      expect(await errors({ $filter: "errorCode eq 'AzureActiveDirectoryInvalidLicense'" })).toMatchObject({
        value: [{ entryType: "Teacher" }],
      });
      expect((await errors({ $top: "1" }))["@odata.nextLink"]).toContain(
        `${base}/education/synchronizationProfiles/${profileId}/errors?$top=1&$skiptoken=`,
      );
      expect(await call("listSynchronizationErrors", { profileId, query: { $filter: "id eq 'x'" } })).toMatchObject({
        status: 400,
      });
      expect(await call("resetSynchronizationProfile", { profileId })).toEqual({ status: 200 });
      expect((await errors()).value).toEqual([]);
      expect(await status(profileId)).toBe("extracting");
    });

    it("that never started stays idle on a reset and loses its errors", async () => {
      const profileId = await provisioned();
      const { record, version } = (await service.store.get(profileId))!;
      await service.store.replace({ ...record, errors: [{ id: "x" } as never] }, version);
      expect(await call("resetSynchronizationProfile", { profileId })).toEqual({ status: 200 });
      expect((await service.store.get(profileId))?.record).toMatchObject({ sync: { stage: "idle" }, errors: [] });
    });
  });

  describe("a status", () => {
    it.each<[Outcomes["sync"], string, number]>([
      ["success", "Synchronization completed.", 0],
      ["errors", "Synchronization completed with 2 errors.", 2],
      ["error", "Synchronization failed.", 2],
      ["validationError", "Synchronization is paused until the validation errors are resolved or resumed past.", 2],
      ["quarantined", "The data source failed repeatedly.", 2],
    ])("after %s says: %s", async (outcome, statusMessage, errorCount) => {
      service.outcomes.sync = outcome;
      const profileId = await started();
      service.advance(9 * hour);
      expect((await call("getSynchronizationProfileStatus", { profileId })).body).toMatchObject({
        statusMessage,
        errorCount,
      });
    });

    it("describes what the service does in each stage", async () => {
      const profileId = await provisioned();
      const message = async () => (await call("getSynchronizationProfileStatus", { profileId })).body["statusMessage"];
      const messages = [await message()];
      await upload(profileId);
      await call("startSynchronizationProfile", { profileId });
      messages.push(await message(), await message(), await message());
      await call("resetSynchronizationProfile", { profileId });
      await call("pauseSynchronizationProfile", { profileId });
      messages.push(await message());
      expect(messages).toEqual([
        "Waiting for the first data.",
        "Reading the data.",
        "Checking the data.",
        "Synchronizing.",
        "",
      ]);
    });

    it("has the id of the profile and its times", async () => {
      const profileId = await started();
      service.advance(9 * hour);
      const time = expect.stringMatching(/^2023-08-14T\d\d:30:00\.\d{7}Z$/) as unknown;
      expect(await call("getSynchronizationProfileStatus", { profileId })).toEqual({
        status: 200,
        headers: { "Preference-Applied": undefined },
        body: {
          "@odata.context": `${base}/$metadata#education/synchronizationProfiles('${profileId}')/profileStatus/$entity`,
          id: profileId,
          status: "success",
          lastSynchronizationDateTime: time,
          lastActivityDateTime: time,
          errorCount: 0,
          statusMessage: "Synchronization completed.",
        },
      });
    });

    it("hides newer stages unless the caller prefers them", async () => {
      const profileId = await started();
      const shown = async (preferences: string[]) => {
        const { headers, body } = await call("getSynchronizationProfileStatus", { profileId, preferences });
        return [headers?.["Preference-Applied"], body["status"]];
      };
      expect(await shown([])).toEqual([undefined, "unknownFutureValue"]);
      expect(await shown(["respond-async"])).toEqual([undefined, "unknownFutureValue"]);
      expect(await shown([])).toEqual([undefined, "inProgress"]);
      await call("resetSynchronizationProfile", { profileId });
      expect(await shown(showAll.preferences)).toEqual(["include-unknown-enum-members", "extracting"]);
    });
  });

  describe("an upload URL", () => {
    it("names a container of the profile under the caller's origin", async () => {
      const profileId = await provisioned();
      expect(await call("getSynchronizationProfileUploadUrl", { profileId })).toEqual({
        status: 200,
        body: {
          "@odata.context": `${base}/$metadata#String`,
          value: expect.stringMatching(
            new RegExp(`^http://mock.example/${profileId}\\?from=2023-08-14T10:30:00.000Z$`),
          ) as unknown,
        },
      });
    });
  });

  describe("a list", () => {
    const list = (query = {}) => call("listSynchronizationProfiles", { query });
    const names = ({ body }: Answered) => body.value.map(({ displayName }) => displayName);
    beforeEach(async () => {
      for (const displayName of ["c", "a", "d", "b"]) await service.create({ ...csvBody, displayName });
    });

    it("is in order of creation, even after changes", async () => {
      expect(names(await list())).toEqual(["c", "a", "d", "b"]);
      const [first, second] = (await list()).body.value.map(({ id }) => String(id)) as [string, string];
      await call("updateSynchronizationProfile", { profileId: first, body: { displayName: "z" } });
      await call("deleteSynchronizationProfile", { profileId: second });
      service.advance(hour);
      expect(names(await list())).toEqual(["z", "d", "b"]);
      expect(names(await list({ $top: "2" }))).toEqual(["z", "d"]);
      await service.create({ ...csvBody, displayName: "a" });
      expect(names(await list())).toEqual(["z", "d", "b", "a"]);
    });

    it.each<[Json, string[]]>([
      [{ $filter: "displayName ne 'a'", $top: "2" }, ["c", "d"]],
      [{ $filter: "state eq 'provisioned'" }, []],
      [{ $orderby: "displayName desc", $top: "3" }, ["d", "c", "b"]],
      [{ $skip: "3" }, ["b"]],
    ])("with %j shows %j", async (query, found) => expect(names(await list(query))).toEqual(found));

    it.each<[Json, string]>([
      [{}, ""],
      [{ $select: "state,displayName" }, "(id,state,displayName)"],
      [{ $select: "state,id" }, "(id,state)"],
    ])("with %j has a context that names its properties", async (query, selection) =>
      expect((await list(query)).body["@odata.context"]).toBe(
        `${base}/$metadata#education/synchronizationProfiles${selection}`,
      ),
    );

    it("pages to its end with each profile once and its selected properties", async () => {
      const query = { $top: "1", $select: "displayName" };
      const first = await list(query);
      expect(first.body.value).toEqual([{ id: expect.any(String) as unknown, displayName: "c" }]);
      expect(first.body["@odata.nextLink"]).toContain(
        `${base}/education/synchronizationProfiles?$top=1&$select=displayName&$skiptoken=`,
      );
      let shown: unknown[] = [];
      for (let next: unknown = `?$top=1&$select=displayName`; typeof next === "string";) {
        const page = await list(Object.fromEntries(new URLSearchParams(next.replace(/^.*\?/, ""))));
        shown = [...shown, ...names(page)];
        next = page.body["@odata.nextLink"];
      }
      expect(shown).toEqual(["c", "a", "d", "b"]);
    });

    it("refuses an unsupported filter", async () => {
      expect(await list({ $filter: "id eq 'x'" })).toMatchObject({ status: 400, example: "filterNotSupported" });
    });

    it("reads only its page from the store", async () => {
      for (let count = 0; count < 20; count += 1) await service.create();
      const read = vi.spyOn(service.store, "list");
      await list({ $top: "2" });
      await list({ $top: "2", $skiptoken: Buffer.from('{"after":9}').toString("base64url") });
      expect(read.mock.calls).toEqual([
        [0, 3],
        [9, 3],
      ]);
    });
  });
});

describe("a list of more profiles than a store returns at a time", () => {
  it("finds all of them, even after many that were deleted", async () => {
    const service = await createService();
    const profiles = Array.from({ length: 2002 }, (_, index) => ({
      ...csvBody,
      id: `p${index}`,
      displayName: index < 2000 ? "early" : "late",
      state: index < 2000 ? "deleting" : "provisioned",
    }));
    await service.tenants.seed("default", profiles as never);
    const list = async (query = {}) => (await service.call("listSynchronizationProfiles", { query })).body;
    expect(await list({ $count: "true", $top: "1" })).toMatchObject({ "@odata.count": 2002, value: [{ id: "p0" }] });
    expect((await list({ $filter: "displayName eq 'late'", $top: "1" })).value).toMatchObject([{ id: "p2000" }]);
    service.advance(hour);
    const page = await list({ $top: "1" });
    expect(page.value).toMatchObject([{ id: "p2000" }]);
    expect(page["@odata.nextLink"]).toBeDefined();
    expect(await list({ $count: "true" })).toMatchObject({
      "@odata.count": 2,
      value: [{ id: "p2000" }, { id: "p2001" }],
    });
  });
});

describeEachStore("80 concurrent updates of one profile, in %s,", (newPlace) => {
  it("are all applied, one after the other", async () => {
    const place = await placeForTest(newPlace);
    const service = await createService(await place.open());
    const profileId = await service.create();
    const replace = vi.spyOn(service.store, "replace");
    const answers = await Promise.all(
      Array.from({ length: 80 }, (_, index) =>
        service.call("updateSynchronizationProfile", { profileId, body: { displayName: `Name ${index}` } }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 80 }, () => 200));
    expect(replace).toHaveBeenCalledTimes(80);
    expect((await service.store.get(profileId))?.record.profile.displayName).toBe("Name 79");
  });
});

it("a change that fails in the store also fails those that wait for it", async () => {
  const service = await createService();
  const profileId = await service.create();
  const replace = vi.spyOn(service.store, "replace").mockImplementation(async () => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    throw new StoreUnavailableError("x", "gone");
  });
  const update = () => service.call("updateSynchronizationProfile", { profileId, body: { displayName: "New" } });
  const results = await Promise.allSettled([update(), update(), update()]);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  expect(replace).toHaveBeenCalledTimes(1);
});

it("sorting a long list does not block other requests", async () => {
  const service = await createService(undefined, { pace: { reads: 0, ms: 0 } });
  for (let count = 0; count < 2000; count += 1) await service.create({ ...csvBody, displayName: `School ${count}` });
  let turns = 0;
  let isDone = false;
  const count = (): void => {
    turns += 1;
    if (!isDone) setImmediate(count);
  };
  count();
  const query = { $orderby: "displayName", $top: "1" };
  const { body } = await service.call("listSynchronizationProfiles", { query });
  isDone = true;
  expect(body.value.map(({ displayName }) => displayName)).toEqual(["School 0"]);
  expect(turns).toBeGreaterThanOrEqual(8);
});

describe("concurrent changes", () => {
  const lose = (service: Service, times: number) => {
    const replace = vi.spyOn(service.store, "replace");
    for (let count = 0; count < times; count += 1) replace.mockResolvedValueOnce(false);
    return replace;
  };

  it("are each applied to the result of the other", async () => {
    const service = await createService();
    const profileId = await service.create();
    const update = (body: object) => service.call("updateSynchronizationProfile", { profileId, body });
    const answers = await Promise.all([
      update({ displayName: "New" }),
      update({ expirationDate: "2024-12-31" }),
      update({ handleSpecialCharacterConstraint: false }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await service.store.get(profileId))?.record.profile).toMatchObject({
      displayName: "New",
      expirationDate: "2024-12-31",
      handleSpecialCharacterConstraint: false,
    });
  });

  it("are retried and answered only once stored", async () => {
    const service = await createService();
    const profileId = await service.create();
    const replace = lose(service, 4);
    expect((await service.call("deleteSynchronizationProfile", { profileId })).status).toBe(202);
    expect(replace).toHaveBeenCalledTimes(5);
    expect((await service.store.get(profileId))?.record.profile.state).toBe("deleting");
  });

  it("that lose for two seconds are refused and change nothing", async () => {
    const service = await createService();
    const profileId = await service.create();
    lose(service, 1000);
    // A deletion documents no 409; like any other operation, it answers 503 under too much load.
    await expect(service.call("deleteSynchronizationProfile", { profileId })).rejects.toThrow(BusyError);
    expect((await service.store.get(profileId))?.record.profile.state).toBe("provisioning");
  });

  it("that create profiles give each its own id", async () => {
    const service = await createService();
    const ids = await Promise.all(Array.from({ length: 5 }, () => service.create(csvBody)));
    expect(new Set(ids).size).toBe(5);
    expect(ids).toContain(documentedId);
  });
});
