import type { EducationSynchronizationProfileStatus } from "../../../../generated/types.ts";
import type { RejectedRecord } from "../../store/profileRecord.ts";
import type { VerificationMessage } from "../files/verifyFiles.ts";
import { contractExample } from "../../contract/document.ts";
import type { Reply } from "../../contract/reply.ts";
import type { ProfileRecord, Stage } from "../../store/profileRecord.ts";
import { isExpired, latestExpiration } from "../profiles/expiration.ts";
import {
  isRunning,
  newRecord,
  type Reads,
  withStage,
  withState,
  withSyncBegun,
  withSyncResumed,
} from "../profiles/lifecycle.ts";
import { type Item, type ListQuery, pageOf, parseListQuery, type Positioned, type Query } from "./odataQuery.ts";
import { givenProperties, newProfile, providerOf } from "../profiles/profile.ts";

/** What a caller wants of an operation. */
export interface OperationCall {
  /** Address of this server as the caller reached it, without a trailing slash. */
  origin: string;
  /** Address of the API on this server, in the version the caller used, without a trailing slash. */
  base: string;
  /** Of the profile that the operation is about; empty where it is about none. */
  profileId: string;
  query: Query;
  /** Names of the caller's preferences, in lower case. */
  preferences: string[];
  body: unknown;
}

/** What the files that were uploaded for a profile are like. */
export interface Verification {
  /** None means all is well. */
  messages: VerificationMessage[];
  rejected: RejectedRecord[];
}

/** What the service adds to a call. */
export interface ServiceCall extends OperationCall {
  now: number;
  verification: Verification;
  /** A URL that takes the profile's files for one hour. */
  uploadUrl: () => string;
}

/** What comes of an operation on a profile. */
export interface Result {
  reply: Reply;
  /** Absent where nothing has to be stored. */
  record?: ProfileRecord;
  /** The part of the record that the caller was shown, where the number of reads makes it go on. */
  read?: keyof Reads;
}

type ProfileOperation = (record: ProfileRecord, call: ServiceCall) => Result;

const collection = "/education/synchronizationProfiles";
const contextOf = (base: string): string => `${base}/$metadata#education/synchronizationProfiles`;

const messageOf = (example: string) => contractExample<EducationSynchronizationProfileStatus>(example).statusMessage;

const statusMessages: Record<Stage, string | null> = {
  idle: messageOf("source.status"),
  extracting: "Reading the data.",
  validating: "Checking the data.",
  inProgress: "Synchronizing.",
  success: "Synchronization completed.",
  error: "Synchronization failed.",
  validationError: messageOf("csvExistingAccounts.status"),
  quarantined: "The data source failed repeatedly.",
  paused: "",
};

const includeUnknown = "include-unknown-enum-members";
const unknownStages: Stage[] = ["extracting", "validating"];

const accepted = (record?: ProfileRecord): Result => ({ reply: { status: 202 }, ...(record ? { record } : {}) });
const ok = (record: ProfileRecord): Result => ({ reply: { status: 200 }, record });

const conflict = (example: string, message?: string): Result => ({
  reply: { status: 409, example, ...(message === undefined ? {} : { message }) },
});

function notProvisioned({ profile: { state } }: ProfileRecord): Result | undefined {
  if (state === "deleting") return conflict("profileBeingDeleted");
  if (state === "provisioned") return undefined;
  return conflict("profileNotProvisioned", `The profile is '${state}'. Wait until its state is 'provisioned'.`);
}

const expired = (record: ProfileRecord, now: number): Result | undefined =>
  isExpired(record, now)
    ? conflict(
        "profileExpired",
        `The profile expired on ${record.profile.expirationDate}. Set a later 'expirationDate'.`,
      )
    : undefined;

/** Refuses a last day that is too far off. */
function expiresTooLate(record: ProfileRecord): Reply | undefined {
  const latest = latestExpiration(record);
  const { expirationDate } = record.profile;
  if (typeof expirationDate !== "string" || expirationDate <= latest) return undefined;
  const message = `The property 'expirationDate' must be at most 18 months after the profile was created: ${latest}.`;
  return { status: 400, example: "invalidRequest", message, target: "expirationDate" };
}

function notCsv({ profile }: ProfileRecord): Result | undefined {
  const provider = providerOf(profile);
  if (provider === "educationCsvDataProvider") return undefined;
  const message =
    `The profile reads from '${provider}'. ` +
    "Only profiles of 'educationCsvDataProvider' take files and can be started.";
  return { reply: { status: 400, example: "notACsvProfile", message } };
}

const profileReply = (status: 200 | 201 | 202, base: string, { profile }: ProfileRecord): Reply => ({
  status,
  ...(status === 201 ? { headers: { Location: `${base}${collection}/${profile.id}` } } : {}),
  body: { "@odata.context": `${contextOf(base)}/$entity`, ...profile },
  entities: [profile],
});

function statusReply({ base, preferences }: ServiceCall, { profile, sync, errors }: ProfileRecord): Reply {
  const showsAll = preferences.includes(includeUnknown);
  const shown = sync.stage === "idle" ? null : sync.stage;
  return {
    status: 200,
    headers: { "Preference-Applied": showsAll ? includeUnknown : undefined },
    body: {
      "@odata.context": `${contextOf(base)}('${profile.id}')/profileStatus/$entity`,
      id: profile.id,
      status: !showsAll && unknownStages.includes(sync.stage) ? "unknownFutureValue" : shown,
      lastSynchronizationDateTime: sync.lastSynchronization,
      lastActivityDateTime: sync.lastActivity,
      errorCount: errors.length,
      statusMessage:
        sync.stage === "success" && errors.length > 0
          ? `Synchronization completed with ${errors.length} errors.`
          : statusMessages[sync.stage],
    },
  };
}

/** The operations that look at the profile's files. */
export const verifiesFiles: ReadonlySet<string> = new Set(["startSynchronizationProfile"]);

/** What happens to a profile, operation by operation. Nothing is changed in place. */
export const profileOperations: Record<string, ProfileOperation> = {
  getSynchronizationProfile: (record, { base }) => ({ reply: profileReply(200, base, record), read: "state" }),

  updateSynchronizationProfile: (record, { base, body, now }) => {
    if (record.profile.state === "deleting") return conflict("profileBeingDeleted");
    const given = givenProperties(body);
    if (Object.keys(given).every((name) => name.startsWith("@odata.")))
      return { reply: { status: 400, example: "emptyUpdate" } };
    const updated = withState({ ...record, profile: { ...record.profile, ...given } }, "provisioning", now);
    const refusal = "expirationDate" in given ? expiresTooLate(updated) : undefined;
    return refusal ? { reply: refusal } : { reply: profileReply(200, base, updated), record: updated };
  },

  replaceSynchronizationProfile: (record, { base, body, now }) => {
    if (record.profile.state === "deleting") return conflict("profileBeingDeleted");
    const { id } = record.profile;
    const replaced = withState({ ...record, profile: newProfile(body, id) }, "provisioning", now);
    const refusal = expiresTooLate(replaced);
    return refusal ? { reply: refusal } : { reply: profileReply(202, base, replaced), record: replaced };
  },

  deleteSynchronizationProfile: (record, { now }) =>
    accepted(record.profile.state === "deleting" ? undefined : withState(record, "deleting", now)),

  pauseSynchronizationProfile: (record, { now }) => {
    const { stage } = record.sync;
    const error = notProvisioned(record);
    if (error) return error;
    // Nothing has run that would have to stop, and the published request pauses such a profile.
    if (stage === "idle") return { reply: { status: 200 } };
    return isRunning(stage) ? ok(withStage(record, "paused", now)) : conflict("nothingToPause");
  },

  resumeSynchronizationProfile: (record, { now }) => {
    const { stage } = record.sync;
    const canResume = stage === "paused" || stage === "validationError";
    return (
      notProvisioned(record) ??
      expired(record, now) ??
      (canResume ? ok(withSyncResumed(record, now)) : conflict("nothingToResume"))
    );
  },

  resetSynchronizationProfile: (record, { now }) =>
    notProvisioned(record) ??
    expired(record, now) ??
    ok(record.sync.stage === "idle" ? { ...record, errors: [] } : withSyncBegun(record, now)),

  startSynchronizationProfile: (record, { base, now, verification: { messages, rejected } }) => {
    const error = notCsv(record) ?? notProvisioned(record) ?? expired(record, now);
    if (error) return error;
    if (isRunning(record.sync.stage)) return conflict("synchronizationInProgress");
    const body = {
      "@odata.context": `${base}/$metadata#Collection(microsoft.graph.educationFileSynchronizationVerificationMessage)`,
      value: messages.slice(0, 999),
    };
    if (messages.some(({ type }) => type === "Error")) return { reply: { status: 400, body } };
    const { rejected: _, ...begun } = withSyncBegun(record, now);
    return { reply: { status: 200, body }, record: rejected.length > 0 ? { ...begun, rejected } : begun };
  },

  getSynchronizationProfileUploadUrl: (record, { base, uploadUrl }) => {
    const error = notCsv(record);
    if (error) return error;
    if (record.profile.state === "deleting") return conflict("profileBeingDeleted");
    if (isRunning(record.sync.stage)) return conflict("submissionInProgress");
    const body = { "@odata.context": `${base}/$metadata#String`, value: uploadUrl() };
    return { reply: { status: 200, body } };
  },

  getSynchronizationProfileStatus: (record, call) => ({ reply: statusReply(call, record), read: "sync" }),

  listSynchronizationErrors: ({ profile: { id }, errors }, { base, query }) => {
    const list = parseListQuery(query, ["entryType", "errorCode"]);
    if ("status" in list) return { reply: list };
    const items = errors
      .map((error, index) => ({ position: index + 1, item: error as unknown as Item }))
      .filter(({ item }) => list.filter?.(item) ?? true);
    const page = pageOf(items, list, query, `${base}${collection}/${encodeURIComponent(id)}/errors`, items.length);
    return { reply: { status: 200, body: { "@odata.context": `${contextOf(base)}('${id}')/errors`, ...page } } };
  },
};

/** A new profile under the id of the call. */
export function createSynchronizationProfile({ base, profileId, body, now }: ServiceCall): Result {
  const record = newRecord(newProfile(body, profileId), now);
  const refusal = expiresTooLate(record);
  return refusal ? { reply: refusal } : { reply: profileReply(201, base, record), record };
}

export const parseProfileQuery = (query: Query): ListQuery | Reply => parseListQuery(query, ["displayName", "state"]);

/**
 * The profiles themselves are shown, not copies of them.
 *
 * @param total how many meet the filter
 */
export function listSynchronizationProfiles(
  profiles: Positioned[],
  list: ListQuery,
  { base, query }: OperationCall,
  total: number,
): Reply {
  const selection = list.select ? `(${[...new Set(["id", ...list.select])].join(",")})` : "";
  const page = pageOf(profiles, list, query, base + collection, total);
  const body = { "@odata.context": contextOf(base) + selection, ...page };
  return list.select ? { status: 200, body } : { status: 200, body, entities: page.value };
}
