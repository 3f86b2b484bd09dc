import { describe, expect, it } from "vitest";
import { contractExample } from "../../../../src/mock/contract/document.ts";
import { newRecord, withState } from "../../../../src/mock/schoolDataSync/profiles/lifecycle.ts";
import { successfulOutcomes } from "../../../../src/mock/schoolDataSync/profiles/outcomes.ts";
import { createObservations } from "../../../../src/mock/schoolDataSync/tenants/observations.ts";
import { newProfile } from "../../../../src/mock/schoolDataSync/profiles/profile.ts";
import type { StoredProfile } from "../../../../src/mock/store/profileStore.ts";

const stored = (id: string, version = 1): StoredProfile => ({
  record: newRecord(newProfile(contractExample("source.createRequest"), id), 0),
  version,
  position: 1,
});
const deleting = (id: string, version = 1): StoredProfile => ({
  ...stored(id, version),
  record: withState(stored(id).record, "deleting", 0),
});

const observe = (limit?: number) => {
  const time = { now: 0 };
  const observations = createObservations(
    () => time.now,
    { reads: 2, ms: 1000 },
    () => successfulOutcomes,
    limit,
  );
  const read = (profile: StoredProfile, times: number) => {
    for (let count = 0; count < times; count += 1) observations.recordRead(profile, "state");
    return observations.settled(profile)?.profile.state;
  };
  return { time, observations, read };
};

describe("reads", () => {
  it("count only for the version that was read", () => {
    const { read } = observe();
    expect(read(stored("a"), 1)).toBe("provisioning");
    expect(read(stored("a", 2), 1)).toBe("provisioning");
    expect(read(stored("a", 2), 1)).toBe("provisioned");
    expect(read(stored("b"), 0)).toBe("provisioning");
  });

  it("are forgotten with the profile or all at once", () => {
    const { observations, read } = observe();
    read(stored("a"), 1);
    observations.forget("a");
    expect(read(stored("a"), 1)).toBe("provisioning");
    observations.clear();
    expect(read(stored("a"), 1)).toBe("provisioning");
  });

  it("of the profile read longest ago are forgotten if there are too many", () => {
    const { read } = observe(2);
    for (const id of ["a", "b", "a", "c"]) read(stored(id), 1);
    expect(read(stored("a"), 0)).toBe("provisioned");
    expect(read(stored("b"), 1)).toBe("provisioning");
  });

  it("of as many profiles as the limit are kept", () => {
    const { read } = observe(2);
    for (const id of ["a", "b"]) read(stored(id), 1);
    expect([read(stored("a"), 1), read(stored("b"), 1)]).toEqual(["provisioned", "provisioned"]);
  });
});

describe("a removed profile", () => {
  it("stays removed and is listed until it is forgotten", () => {
    const { time, observations } = observe();
    expect(observations.settled(deleting("a", 7))?.profile.state).toBe("deleting");
    expect(observations.gone()).toEqual([]);
    time.now = 1000;
    expect(observations.settled(deleting("a", 7))).toBeUndefined();
    time.now = 0;
    expect(observations.settled(deleting("a", 7))).toBeUndefined();
    expect(observations.gone()).toEqual([deleting("a", 7)]);
    observations.forget("a");
    expect(observations.gone()).toEqual([]);
    time.now = 1000;
    observations.settled(deleting("a", 7));
    observations.clear();
    expect(observations.gone()).toEqual([]);
  });

  it("exists again when another one is created with its id", () => {
    const { time, observations } = observe();
    time.now = 1000;
    observations.settled(deleting("a"));
    expect(observations.settled(stored("a", 2))?.profile.state).toBe("provisioned");
  });
});
