import type {
  EducationSynchronizationError,
  EducationSynchronizationProfile,
  EducationSynchronizationProfileCreate,
  EducationSynchronizationProfileStatus,
} from "../../../generated/types.ts";
import { contractExample, readContract } from "../contract/document.ts";
import type { ProfileRecord, Stage } from "../store/profileRecord.ts";
import { newRecord } from "./lifecycle.ts";
import { newProfile } from "./profile.ts";

/** A profile to begin with: in full, or as it would be sent in a create. */
export type SeedProfile = EducationSynchronizationProfile | EducationSynchronizationProfileCreate;

/** The contract's cast of examples, or profiles of one's own. */
export type SeedSet = "cast" | SeedProfile[];

function castMember(name: string, now: number): ProfileRecord {
  const example = <T>(part: string): T | undefined =>
    readContract().components.examples[`${name}.${part}`] && contractExample<T>(`${name}.${part}`);
  const { "@odata.context": _, ...profile } = example<EducationSynchronizationProfile>(
    "getResponse",
  ) as EducationSynchronizationProfile;
  const record = newRecord(profile, now);
  const status = example<EducationSynchronizationProfileStatus>("status");
  record.errors = example<{ value: EducationSynchronizationError[] }>("errors")?.value ?? [];
  if (!status) return record;
  const {
    status: stage,
    lastSynchronizationDateTime: lastSynchronization,
    lastActivityDateTime: lastActivity,
  } = status;
  const began = lastActivity !== null;
  record.sync = { ...record.sync, stage: began ? (stage as Stage) : "idle", lastSynchronization, lastActivity };
  return record;
}

function cast(now: number): ProfileRecord[] {
  const names = Object.keys(readContract().components.examples).filter((name) => name.endsWith(".getResponse"));
  return names.map((name) => castMember(name.replace(".getResponse", ""), now));
}

function isProfile(value: unknown): boolean {
  const { dataProvider, id = "given" } = (value ?? {}) as Record<string, unknown>;
  const type = (dataProvider as Record<string, unknown> | null | undefined)?.["@odata.type"];
  return typeof type === "string" && typeof id === "string" && id !== "";
}

/**
 * Asks of each profile no more than what the service needs, so that a test can seed one that breaks the contract.
 *
 * @throws {RangeError} for anything else
 */
export function assertSeedSet(set: unknown): asserts set is SeedSet {
  if (set === "cast" || (Array.isArray(set) && set.every(isProfile))) return;
  throw new RangeError(
    'A set of profiles is "cast", or a list of them, each with the @odata.type of its dataProvider.',
  );
}

/** The records of a set; a profile without an id gets a new one. */
export function seedRecords(set: SeedSet, now: number, newId: () => string): ProfileRecord[] {
  if (set === "cast") return cast(now);
  return set.map((given) => {
    const profile = newProfile(given, given.id ?? newId());
    return newRecord({ ...profile, state: given.state ?? "provisioned" }, now);
  });
}
