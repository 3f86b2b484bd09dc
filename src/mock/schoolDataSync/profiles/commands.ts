import type { ODataError } from "../../../../generated/types.ts";
import { contractExample } from "../../contract/document.ts";
import type { ProfileRecord, RejectedRecord } from "../../store/profileRecord.ts";
import type { VerificationMessage } from "../files/verifyFiles.ts";
import { isExpired, latestExpiration } from "./expiration.ts";
import { isRunning, newRecord, withStage, withState, withSyncStarted, withSyncResumed } from "./lifecycle.ts";
import { writableProperties, newProfile, providerOf } from "./profile.ts";

/** Why a command is refused: the name of the contract's example, and a message to replace the example's. */
export interface Refusal<Name extends string = string> {
  readonly refused: Name;
  readonly message?: string;
  /** The property that is wrong. */
  readonly target?: string;
}

/** The uploaded files have errors. */
export interface InvalidFiles {
  readonly refused: "invalidFiles";
  readonly messages: readonly VerificationMessage[];
}

/** The result of verifying the files uploaded for a profile. */
export interface Verification {
  /** Empty if there are no problems. */
  readonly messages: VerificationMessage[];
  readonly rejected: RejectedRecord[];
}

/** The result of a command: the record after it, or why it is refused. Records are never modified in place. */
type Result<Name extends string> = ProfileRecord | Refusal<Name>;

type NotProvisioned = "profileBeingDeleted" | "profileNotProvisioned";

const refuse = <Name extends string>(refused: Name, message?: string): Refusal<Name> =>
  message === undefined ? { refused } : { refused, message };

export const isRefusal = <Refused extends Refusal | InvalidFiles>(result: ProfileRecord | Refused): result is Refused =>
  "refused" in result;

/** The reason in words. */
export function reasonOf(refusal: Refusal | InvalidFiles): string {
  if (!("messages" in refusal)) return refusal.message ?? contractExample<ODataError>(refusal.refused).error.message;
  const [first, ...more] = refusal.messages.filter(({ type }) => type === "Error");
  const others = more.length > 0 ? ` And ${more.length} more ${more.length === 1 ? "error" : "errors"}.` : "";
  return `${first?.fileName}: ${first?.description}${others}`;
}

const beingDeleted = ({ profile: { state } }: ProfileRecord): Refusal<"profileBeingDeleted"> | undefined =>
  state === "deleting" ? refuse("profileBeingDeleted") : undefined;

function notProvisioned(record: ProfileRecord): Refusal<NotProvisioned> | undefined {
  const { state } = record.profile;
  if (state === "deleting" || state === "provisioned") return beingDeleted(record);
  return refuse("profileNotProvisioned", `The profile is '${state}'. Wait until its state is 'provisioned'.`);
}

const expired = (record: ProfileRecord, now: number): Refusal<"profileExpired"> | undefined =>
  isExpired(record, now)
    ? refuse("profileExpired", `The profile expired on ${record.profile.expirationDate}. Set a later 'expirationDate'.`)
    : undefined;

/** Refuses an expiration date that is too far in the future. */
function expiresTooLate(record: ProfileRecord): Refusal<"invalidRequest"> | undefined {
  const latest = latestExpiration(record);
  const { expirationDate } = record.profile;
  if (typeof expirationDate !== "string" || expirationDate <= latest) return undefined;
  const message = `The property 'expirationDate' must be at most 18 months after the profile was created: ${latest}.`;
  return { ...refuse("invalidRequest", message), target: "expirationDate" };
}

function notCsv({ profile }: ProfileRecord): Refusal<"notACsvProfile"> | undefined {
  const provider = providerOf(profile);
  if (provider === "educationCsvDataProvider") return undefined;
  const message =
    `The profile reads from '${provider}'. ` +
    "Only profiles of 'educationCsvDataProvider' accept files and can be started.";
  return refuse("notACsvProfile", message);
}

export function create(body: unknown, id: string, now: number): Result<"invalidRequest"> {
  const record = newRecord(newProfile(body, id), now);
  return expiresTooLate(record) ?? record;
}

/** Changes the properties that the body names. */
export function update(
  record: ProfileRecord,
  body: unknown,
  now: number,
): Result<"profileBeingDeleted" | "emptyUpdate" | "invalidRequest"> {
  const refusal = beingDeleted(record);
  if (refusal) return refusal;
  const changed = writableProperties(body);
  if (Object.keys(changed).every((name) => name.startsWith("@odata."))) return refuse("emptyUpdate");
  const updated = withState({ ...record, profile: { ...record.profile, ...changed } }, "provisioning", now);
  return ("expirationDate" in changed ? expiresTooLate(updated) : undefined) ?? updated;
}

/** Sets all properties; those that the body omits return to their defaults. */
export function replace(
  record: ProfileRecord,
  body: unknown,
  now: number,
): Result<"profileBeingDeleted" | "invalidRequest"> {
  const replaced = withState({ ...record, profile: newProfile(body, record.profile.id) }, "provisioning", now);
  return beingDeleted(record) ?? expiresTooLate(replaced) ?? replaced;
}

/** Returns the same record if it is already being deleted. */
export const remove = (record: ProfileRecord, now: number): ProfileRecord =>
  beingDeleted(record) ? record : withState(record, "deleting", now);

/** Returns the same record before the first sync: nothing is running, but the published request pauses such a profile. */
export function pause(record: ProfileRecord, now: number): Result<NotProvisioned | "nothingToPause"> {
  const { stage } = record.sync;
  const paused = stage === "idle" ? record : withStage(record, "paused", now);
  return notProvisioned(record) ?? (stage === "idle" || isRunning(stage) ? paused : refuse("nothingToPause"));
}

export function resume(
  record: ProfileRecord,
  now: number,
): Result<NotProvisioned | "profileExpired" | "nothingToResume"> {
  const { stage } = record.sync;
  const canResume = stage === "paused" || stage === "validationError";
  return (
    notProvisioned(record) ??
    expired(record, now) ??
    (canResume ? withSyncResumed(record, now) : refuse("nothingToResume"))
  );
}

/** Restarts the sync, if there was one. */
export const reset = (record: ProfileRecord, now: number): Result<NotProvisioned | "profileExpired"> =>
  notProvisioned(record) ??
  expired(record, now) ??
  (record.sync.stage === "idle" ? { ...record, errors: [] } : withSyncStarted(record, now));

/** Starts a sync of the uploaded files. */
export function start(
  record: ProfileRecord,
  { messages, rejected }: Verification,
  now: number,
): Result<NotProvisioned | "notACsvProfile" | "profileExpired" | "synchronizationInProgress"> | InvalidFiles {
  const refusal = notCsv(record) ?? notProvisioned(record) ?? expired(record, now);
  if (refusal) return refusal;
  if (isRunning(record.sync.stage)) return refuse("synchronizationInProgress");
  if (messages.some(({ type }) => type === "Error")) return { refused: "invalidFiles", messages };
  const { rejected: _, ...started } = withSyncStarted(record, now);
  return rejected.length > 0 ? { ...started, rejected } : started;
}

/** Why no files can be uploaded for a profile at the moment. */
export const uploadRefusal = (
  record: ProfileRecord,
): Refusal<"notACsvProfile" | "profileBeingDeleted" | "submissionInProgress"> | undefined =>
  notCsv(record) ?? beingDeleted(record) ?? (isRunning(record.sync.stage) ? refuse("submissionInProgress") : undefined);
