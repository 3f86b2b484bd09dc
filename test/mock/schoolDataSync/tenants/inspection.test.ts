import { beforeEach, describe, expect, it, vi } from "vitest";
import { readCsvFile } from "../../../../src/mock/schoolDataSync/files/inspectFile.ts";
import { sampleFiles } from "../../../../src/mock/schoolDataSync/files/sampleFiles.ts";
import {
  listLifecycles,
  profileDetails,
  transitionProfile,
} from "../../../../src/mock/schoolDataSync/tenants/inspection.ts";
import { BusyError } from "../../../../src/mock/busyError.ts";
import type { Tenant } from "../../../../src/mock/schoolDataSync/operations/runOperation.ts";
import { makeTransition, type TransitionTarget } from "../../../../src/mock/schoolDataSync/profiles/transitions.ts";
import type { ProfileRecord } from "../../../../src/mock/store/profileRecord.ts";
import { chunksOf } from "../files/fileSet.ts";
import { createService, csvBody, hour, powerSchoolBody, type Service } from "../service.ts";

const start = Date.UTC(2023, 7, 14, 9, 30);
const iso = (ms: number): string => new Date(ms).toISOString();

let service: Service;
let tenant: Tenant;
beforeEach(async () => {
  service = await createService();
  tenant = await service.tenants.of("default");
});

async function upload(id: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files))
    await tenant.putFile(id, { ...(await readCsvFile(name, chunksOf(text, 1000))), blobName: name });
}
const named = (displayName: string) => service.create({ ...csvBody, displayName });
const moved = async (id: string, ...targets: TransitionTarget[]): Promise<string> => {
  for (const to of targets) expect(await transitionProfile(tenant, id, to)).toHaveProperty("profile");
  return id;
};
const detailsOf = async (id: string) => (await profileDetails(tenant, id)) ?? expect.fail("It is not there.");
const recordOf = async (id: string): Promise<ProfileRecord> =>
  (await service.store.get(id))?.record ?? expect.fail("It is not there.");

describe("the lifecycles of a tenant", () => {
  it("are found by text in names and ids, latest first, up to a maximum", async () => {
    const ids = [await named("Contoso North"), await named("Fabrikam"), await named("CONTOSO South")];
    const found = async (query: object) => {
      const { value, total, now } = await listLifecycles(tenant, query);
      expect(now).toBe(iso(start));
      return [value.map(({ id }) => ids.indexOf(id)), total];
    };
    expect(await found({})).toEqual([[2, 1, 0], 3]);
    expect(await found({ text: "contoso" })).toEqual([[2, 0], 2]);
    expect(await found({ text: "Contoso S" })).toEqual([[2], 1]);
    expect(await found({ text: ids[1]?.toUpperCase() })).toEqual([[1], 1]);
    expect(await found({ top: 2 })).toEqual([[2, 1], 3]);
    expect(await found({ text: "unheard of" })).toEqual([[], 0]);
  });

  it("omit profiles whose deletion has ended", async () => {
    const [gone, left] = [await named("Gone"), await named("Left")];
    await moved(gone, "deleting");
    service.advance(hour);
    expect((await listLifecycles(tenant, {})).value.map(({ id }) => id)).toEqual([left]);
    expect(await profileDetails(tenant, gone)).toBeUndefined();
    expect(await transitionProfile(tenant, gone, "deleted")).toBeUndefined();
  });

  it("show since when a profile has its state and stage, and when it was created", async () => {
    const id = await named("A district");
    service.advance(hour / 2);
    await upload(id, sampleFiles.sample);
    await moved(id, "provisioned", "extracting");
    const { profile } = await recordOf(id);
    expect((await listLifecycles(tenant, {})).value).toEqual([
      {
        id,
        displayName: "A district",
        provider: "educationCsvDataProvider",
        state: profile.state,
        stateSince: iso(start + hour / 2),
        stage: "extracting",
        stageSince: iso(start + hour / 2),
        errorCount: 0,
        fileCount: 6,
        createdAt: iso(start),
        next: iso(start + hour / 2 + hour),
      },
    ]);
  });

  it("begin with the current state if no history is stored", async () => {
    const id = await named("From before");
    const { version } = (await service.store.get(id)) ?? expect.fail();
    const { history: _, ...record } = await recordOf(id);
    await service.store.replace({ ...record, state: { since: start - 1000 } }, version);
    const { lifecycle, history } = await detailsOf(id);
    expect([lifecycle.createdAt, history]).toEqual([iso(start - 1000), []]);
  });

  it.each<[what: string, targets: TransitionTarget[], after: number | null]>([
    ["a state that ends", [], hour],
    ["nothing under way", ["provisioned"], null],
    ["a sync", ["provisioned", "extracting"], hour],
    ["a deletion, which stops a sync", ["provisioned", "extracting", "deleting"], hour],
    ["a failed deletion", ["deleting", "deletionFailed"], null],
  ])("show when the next transition is due: %s", async (_, targets, after) => {
    const id = await named("A district");
    await upload(id, sampleFiles.sample);
    await moved(id, ...targets);
    expect((await detailsOf(id)).lifecycle.next).toBe(after === null ? null : iso(start + after));
  });

  it("show the earlier of two due transitions", async () => {
    const id = await named("A district");
    const { version, record } = (await service.store.get(id)) ?? expect.fail();
    const sync = { ...record.sync, stage: "extracting" as const, since: start - 1000 };
    await service.store.replace({ ...record, sync }, version);
    expect((await detailsOf(id)).lifecycle.next).toBe(iso(start - 1000 + hour));
  });

  it.each([
    [Date.UTC(9999, 0) - start - 1, iso(Date.UTC(9999, 0) - 1)],
    [Date.UTC(9999, 0) - start, null],
    [1e17, null],
  ])("show no time after the last date: a pace of %d ms", async (ms, next) => {
    service = await createService(undefined, { pace: { reads: 1, ms } });
    tenant = await service.tenants.of("default");
    expect((await detailsOf(await named("A district"))).lifecycle.next).toBe(next);
  });
});

describe("the details of a profile", () => {
  it("are copies, with the findings in its files and its sync", async () => {
    const id = await named("A district");
    expect((await detailsOf(id)).verification).toEqual([]);
    await upload(id, sampleFiles.mistakes);
    expect((await detailsOf(id)).verification.length).toBeGreaterThan(1);
    await upload(id, sampleFiles.sample);
    await moved(id, "provisioned", "extracting", "errors");
    const { profile, errors, files, history, now } = await detailsOf(id);
    const record = await recordOf(id);
    expect([profile, errors]).toEqual([record.profile, record.errors]);
    expect(profile).not.toBe(record.profile);
    for (const [index, error] of errors.entries()) expect(error).not.toBe(record.errors[index]);
    expect(files.map(({ rows }) => rows)).toEqual([1, 2, 3, 3, 2, 2]);
    expect(history.map(({ to, at, forced }) => [to, at, forced])).toEqual([
      ["provisioning", now, false],
      ["provisioned", now, true],
      ["extracting", now, true],
      ["success", now, true],
    ]);
  });
});

describe("a forced transition", () => {
  it("is retried after concurrent changes, until the profile is too busy", async () => {
    const id = await named("A district");
    const replace = vi.spyOn(service.store, "replace");
    for (let lost = 0; lost < 4; lost += 1) replace.mockResolvedValueOnce(false);
    await moved(id, "provisioned");
    expect(replace).toHaveBeenCalledTimes(5);
    replace.mockClear().mockResolvedValue(false);
    await expect(transitionProfile(tenant, id, "deleting")).rejects.toThrow(BusyError);
    replace.mockRestore();
    await moved(id, "deleting");
    const remove = vi.spyOn(service.store, "remove").mockResolvedValueOnce(false);
    expect(await transitionProfile(tenant, id, "deleted")).toEqual({ profile: null });
    expect(remove).toHaveBeenCalledTimes(2);
  });

  it("that removes a profile also removes its files and observations", async () => {
    const id = await named("A district");
    await upload(id, sampleFiles.sample);
    await service.call("getSynchronizationProfile", { profileId: id });
    const forget = vi.spyOn(tenant.observations, "forget");
    await moved(id, "deleting", "deleted");
    expect(forget).toHaveBeenCalledWith(id);
    expect(await tenant.countFiles(id)).toBe(0);
  });

  it("starts the history of a record without one", async () => {
    const { history: _, ...record } = await recordOf(await named("From before"));
    const made = makeTransition(record, "provisioned", tenant.now(), { messages: [], rejected: [] });
    expect("record" in made && made.record?.history).toEqual([{ to: "provisioned", at: start, forced: true }]);
  });

  it.each<[what: string, rows: string, reason: RegExp]>([
    ["one", "1001,S9,alex\n", /^student\.csv: .* in school\.csv\.$/],
    ["two", "1001,S9,alex\n1002,S1,\n", /^student\.csv: .*\. And 1 more error\.$/],
  ])("to extracting is refused with the first error in the files: %s", async (_, rows, reason) => {
    const id = await moved(await named("A district"), "provisioned");
    const enrollment = "Section SIS ID,SIS ID\nC1,1001\n";
    const student = `SIS ID,School SIS ID,Username\n${rows}`;
    await upload(id, { ...sampleFiles.sample, "Student.csv": student, "StudentEnrollment.csv": enrollment });
    expect(await transitionProfile(tenant, id, "extracting")).toEqual({
      notAllowed: expect.stringMatching(reason) as string,
    });
  });

  it("to extracting is refused if the first sync begins by itself", async () => {
    const id = await service.create(powerSchoolBody);
    expect(await transitionProfile(tenant, id, "extracting")).toEqual({
      notAllowed: "The first sync starts automatically.",
    });
  });
});
