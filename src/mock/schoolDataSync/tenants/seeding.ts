import type {
  EducationSynchronizationError,
  EducationSynchronizationProfile,
  EducationSynchronizationProfileCreate,
  EducationSynchronizationProfileStatus,
} from "../../../../generated/types.ts";
import { contractExample, readContract } from "../../contract/document.ts";
import type { ProfileRecord, Stage } from "../../store/profileRecord.ts";
import { newRecord } from "../profiles/lifecycle.ts";
import { newProfile } from "../profiles/profile.ts";

type Json = Record<string, unknown>;

/** A profile to seed: in full, or in the form of a create's body. */
export type SeedProfile = EducationSynchronizationProfile | EducationSynchronizationProfileCreate;

/** `examples`, the contract's example profiles, or profiles of your own. */
export type SeedSet = "examples" | SeedProfile[];

/** Creates a record for a tenant to start with. */
export interface Seed {
  /** Absent if the profile gets a new id. */
  id?: string;
  recordOf: (id: string, now: number) => ProfileRecord;
}

function castRecord(name: string, now: number): ProfileRecord {
  const { examples } = readContract().components;
  const { "@odata.context": _, ...profile } = contractExample<Json>(`${name}.getResponse`);
  const record = newRecord(profile as unknown as EducationSynchronizationProfile, now);
  const errors = examples[`${name}.errors`]
    ? contractExample<{ value: EducationSynchronizationError[] }>(`${name}.errors`).value
    : [];
  const status = contractExample<EducationSynchronizationProfileStatus>(`${name}.status`);
  const sync = {
    ...record.sync,
    stage: status.lastActivityDateTime === null ? "idle" : (status.status as Stage),
    lastSynchronization: status.lastSynchronizationDateTime,
    lastActivity: status.lastActivityDateTime,
  };
  return { ...record, sync, errors };
}

function exampleSeeds(): Seed[] {
  const names = Object.keys(readContract().components.examples).filter((name) => name.endsWith(".getResponse"));
  return names.map((name) => ({
    id: contractExample<{ id: string }>(name).id,
    recordOf: (_, now) => castRecord(name.replace(".getResponse", ""), now),
  }));
}

function isProfile(value: unknown): boolean {
  const { dataProvider, id = "any" } = (value ?? {}) as Record<string, unknown>;
  const type = (dataProvider as Record<string, unknown> | null | undefined)?.["@odata.type"];
  return typeof type === "string" && typeof id === "string" && id !== "";
}

/**
 * Checks only what the service needs, so that a test can seed profiles that violate the contract.
 *
 * @throws {RangeError} for anything else
 */
export function assertSeedSet(set: unknown): asserts set is SeedSet {
  if (set === "examples" || (Array.isArray(set) && set.every(isProfile))) return;
  throw new RangeError('Expected "examples", or a list of profiles, each with the @odata.type of its dataProvider.');
}

/** The seeds of a set. */
export function seedsOf(set: SeedSet): Seed[] {
  if (set === "examples") return exampleSeeds();
  return set.map((profile) => ({
    ...(profile.id === undefined ? {} : { id: profile.id }),
    recordOf: (id, now) => newRecord({ ...newProfile(profile, id), state: profile.state ?? "provisioned" }, now),
  }));
}
