import { describe, expect, it } from "vitest";
import type { EducationSynchronizationProfile } from "../../../../generated/types.ts";
import { contractExample } from "../../../../src/mock/contract/document.ts";
import {
  isRunning,
  newRecord,
  settle,
  zeroReads,
  withStage,
  withState,
  withSyncStarted,
  withSyncResumed,
} from "../../../../src/mock/schoolDataSync/profiles/lifecycle.ts";
import { successfulOutcomes, type Outcomes } from "../../../../src/mock/schoolDataSync/profiles/outcomes.ts";
import { newProfile } from "../../../../src/mock/schoolDataSync/profiles/profile.ts";
import type { ProfileRecord, Stage } from "../../../../src/mock/store/profileRecord.ts";

const began = Date.UTC(2024, 0, 1);
const pace = { reads: 2, ms: 1000 };
const at = (ms: number): string => new Date(began + ms).toISOString().replace("Z", "0000Z");

const recordOf = (name: string): ProfileRecord =>
  newRecord(newProfile(contractExample(`${name}.createRequest`), "an id"), began);
const csv = recordOf("csvNewAccounts");
const provisioned = withState(csv, "provisioned", began);

function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}

function settledAfter(
  record: ProfileRecord,
  ms: number,
  reads: Partial<typeof zeroReads> = {},
  outcomes: Partial<Outcomes> = {},
) {
  return settle(freeze(record), { ...zeroReads, ...reads }, began + ms, pace, { ...successfulOutcomes, ...outcomes });
}
const stateAfter = (...args: Parameters<typeof settledAfter>) => settledAfter(...args).record?.profile.state;
const stageAfter = (...args: Parameters<typeof settledAfter>) => settledAfter(...args).record?.sync.stage;

describe("after the clock was set back", () => {
  const hour = 3_600_000;
  it("a state and a stage end at once, and the next one takes its usual time", () => {
    const late = settledAfter(csv, -hour);
    expect(late.record?.profile.state).toBe("provisioned");
    const syncing = settledAfter(withSyncStarted(provisioned, began), -hour);
    expect(syncing.record?.sync).toMatchObject({ stage: "validating", since: began - hour });
    expect(stageAfter(syncing.record!, 999 - hour)).toBe("validating");
    expect(stageAfter(syncing.record!, 1000 - hour)).toBe("inProgress");
    expect(settledAfter(withState(csv, "deleting", began), -hour).record).toBeUndefined();
  });

  it("by less than two processes' clocks may differ, nothing ends early", () => {
    expect(stateAfter(csv, -5000)).toBe("provisioning");
    expect(stateAfter(csv, 999)).toBe("provisioning");
  });
});

describe("a record without an ended state or stage", () => {
  it.each([
    ["provisioning", csv],
    ["provisioned", provisioned],
    ["deletionFailed", withState(csv, "deletionFailed", began)],
    ["paused", withStage(provisioned, "paused", began)],
    ["deleting, with a sync", withState(withSyncStarted(provisioned, began), "deleting", began)],
  ])("stays the same object: %s", (_, record) => {
    const reads = { state: 1, sync: record.profile.state === "deleting" ? 5 : 0 };
    expect(settledAfter(record, 999, reads)).toEqual({ record, reads });
    expect(settledAfter(record, 999, reads).record).toBe(record);
  });
});

describe("a state", () => {
  it.each<[number, number, string]>([
    [999, 1, "provisioning"],
    [1000, 0, "provisioned"],
    [0, 2, "provisioned"],
  ])("that began %i ms ago and was read %i times is %s", (ms, state, found) => {
    expect(stateAfter(csv, ms, { state })).toBe(found);
  });

  it("begins when the previous one ended by time, or now if it ended by reads", () => {
    expect(settledAfter(csv, 1500).record?.state.since).toBe(began + 1000);
    expect(settledAfter(csv, 500, { state: 2 }).record?.state.since).toBe(began + 500);
  });

  it("ends as the outcomes say", () => {
    const deleting = withState(provisioned, "deleting", began);
    expect(stateAfter(csv, 1000, {}, { provisioning: "failure" })).toBe("provisioningFailed");
    expect(stateAfter(deleting, 1000, {}, { deletion: "failure" })).toBe("deletionFailed");
    expect(stateAfter(deleting, 999)).toBe("deleting");
    expect(settledAfter(deleting, 1000)).toEqual({ record: undefined, reads: zeroReads });
  });

  it("counts its reads from zero", () => {
    expect(settledAfter(csv, 500, { state: 2, sync: 3 }).reads).toEqual({ state: 0, sync: 3 });
  });
});

describe("a sync", () => {
  const running = freeze(withSyncStarted(provisioned, began));

  it.each<[string, Stage]>([
    ["csvNewAccounts", "idle"],
    ["source", "idle"],
    ["powerSchool", "extracting"],
    ["oneRosterOAuth1", "extracting"],
    ["oneRosterOAuth2", "extracting"],
  ])("of %s is %s once the profile is provisioned", (name, stage) =>
    expect(stageAfter(recordOf(name), 1000)).toBe(stage),
  );

  it("doesn't begin by itself after failed provisioning or once it has ended", () => {
    const powerSchool = recordOf("powerSchool");
    expect(stageAfter(powerSchool, 1000, {}, { provisioning: "failure" })).toBe("idle");
    expect(stageAfter(withStage(powerSchool, "success", began), 1000)).toBe("success");
  });

  it.each<[number, Stage]>([
    [999, "extracting"],
    [1000, "validating"],
    [2000, "inProgress"],
    [2999, "inProgress"],
    [3000, "success"],
    [99_000, "success"],
  ])("after %i ms is %s", (ms, stage) => expect(stageAfter(running, ms)).toBe(stage));

  it("advances one stage with each read", () => {
    const { record, reads } = settledAfter(running, 5, { state: 1, sync: 1 });
    expect([record?.sync.stage, record?.sync.since, record?.sync.lastActivity]).toEqual([
      "validating",
      began + 5,
      at(5),
    ]);
    expect(reads).toEqual({ state: 1, sync: 0 });
  });

  it("records when it was active and when it succeeded", () => {
    expect(running.sync).toEqual({
      stage: "extracting",
      since: began,
      resumed: false,
      lastSynchronization: null,
      lastActivity: at(0),
    });
    expect(settledAfter(running, 9000).record).toMatchObject({
      sync: { since: began + 3000, lastSynchronization: at(3000), lastActivity: at(3000) },
      errors: [],
    });
  });

  it.each<[Outcomes["sync"], Stage, string | null]>([
    ["errors", "success", at(3000)],
    ["error", "error", null],
    ["validationError", "validationError", null],
    ["quarantined", "quarantined", null],
  ])("whose outcome is %s ends in %s, with errors", (sync, stage, lastSynchronization) => {
    const { record } = settledAfter(running, 3000, {}, { sync });
    expect(record?.sync).toMatchObject({ stage, lastSynchronization });
    const { value } = contractExample<{ value: object[] }>("csvNewAccounts.errors");
    expect(record?.errors).toEqual(value.map((error) => ({ ...error, recordedDateTime: at(3000) })));
  });

  it("keeps the time of the last success when it fails", () => {
    const before = settledAfter(running, 3000).record as ProfileRecord;
    const again = withSyncStarted(before, began + 3000);
    expect(again.sync.lastSynchronization).toBe(at(3000));
    expect(settledAfter(again, 9000, {}, { sync: "error" }).record?.sync.lastSynchronization).toBe(at(3000));
  });

  it.each<[Stage, Outcomes["sync"], Stage]>([
    ["validationError", "validationError", "success"],
    ["validationError", "quarantined", "quarantined"],
    ["paused", "validationError", "validationError"],
  ])("resumed from %s, whose outcome is %s, ends in %s", (from, sync, stage) => {
    const resumed = withSyncResumed(withStage(running, from, began), began);
    expect(resumed.sync.stage).toBe("inProgress");
    expect(stageAfter(resumed, 1000, {}, { sync })).toBe(stage);
  });

  it("stays resumed after a pause, but not after a new start", () => {
    const resumed = withSyncResumed(withStage(running, "validationError", began), began);
    const pausedAndResumed = withSyncResumed(withStage(resumed, "paused", began), began);
    expect(stageAfter(pausedAndResumed, 1000, {}, { sync: "validationError" })).toBe("success");
    expect(stageAfter(withSyncStarted(resumed, began), 9000, {}, { sync: "validationError" })).toBe("validationError");
  });

  it("clears the errors of the previous one", () => {
    const failed = settledAfter(running, 3000, {}, { sync: "error" }).record as ProfileRecord;
    expect(withSyncStarted(failed, began).errors).toEqual([]);
  });

  it.each<[Stage, boolean]>([
    ["idle", false],
    ["extracting", true],
    ["validating", true],
    ["inProgress", true],
    ["paused", false],
    ["success", false],
    ["validationError", false],
  ])("that is %s is running: %s", (stage, found) => expect(isRunning(stage)).toBe(found));
});

describe("a new record", () => {
  it("has a sync that has not begun", () => {
    const profile = { state: "provisioning" } as EducationSynchronizationProfile;
    expect(newRecord(profile, began)).toEqual({
      profile,
      state: { since: began },
      sync: { stage: "idle", since: began, resumed: false, lastSynchronization: null, lastActivity: null },
      errors: [],
      history: [{ to: "provisioning", at: began }],
    });
  });

  it("passes through all states and stages when it is read late", () => {
    const record = recordOf("powerSchool");
    expect(settledAfter(record, 60_000).record).toMatchObject({
      profile: { state: "provisioned" },
      state: { since: began + 1000 },
      sync: { stage: "success", since: began + 4000 },
    });
  });
});
