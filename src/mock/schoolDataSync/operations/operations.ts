import type {
  EducationSynchronizationProfile,
  EducationSynchronizationProfileStatus,
} from "../../../../generated/types.ts";
import { contractExample } from "../../contract/document.ts";
import type { OperationId, Reply } from "../../contract/reply.ts";
import type { ProfileRecord, Stage } from "../../store/profileRecord.ts";
import {
  create,
  isRefusal,
  pause,
  type Refusal,
  remove,
  replace,
  reset,
  resume,
  start,
  update,
  uploadRefusal,
  type Verification,
} from "../profiles/commands.ts";
import type { Reads } from "../profiles/lifecycle.ts";
import {
  type ListError,
  type ListQuery,
  pageOf,
  parseListQuery,
  type Positioned,
  type Query,
  selected,
} from "./odataQuery.ts";

/** A call of an operation. */
export interface OperationCall {
  /** Address of this server as the caller reached it, without a trailing slash. */
  origin: string;
  /** Address of the API on this server, in the version the caller used, without a trailing slash. */
  base: string;
  /** The id of the profile that the operation applies to; empty if there is none. */
  profileId: string;
  query: Query;
  /** Names of the caller's preferences, in lower case. */
  preferences: string[];
  body: unknown;
}

/** A call with what the service adds to it. */
export interface ServiceCall extends OperationCall {
  now: number;
  verification: Verification;
  /** A URL that accepts the profile's files for one hour. */
  uploadUrl: () => string;
}

/** The result of an operation on a profile. */
export interface Result<Id extends OperationId> {
  reply: Reply<Id>;
  /** Absent if nothing has to be stored. */
  record?: ProfileRecord;
  /** The part of the record that was read, if reads advance it. */
  read?: keyof Reads;
}

export type ProfileOperationId = Exclude<OperationId, "createSynchronizationProfile" | "listSynchronizationProfiles">;

export type ProfileOperations = {
  readonly [Id in ProfileOperationId]: (record: ProfileRecord, call: ServiceCall) => Result<Id>;
};

const collection = "/education/synchronizationProfiles";
const contextOf = (base: string): string => `${base}/$metadata#education/synchronizationProfiles`;

const messageOf = (example: string) => contractExample<EducationSynchronizationProfileStatus>(example).statusMessage;

const statusMessages: Record<Stage, string> = {
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

/** The contract's status for each refusal. */
const statusOf = {
  emptyUpdate: 400,
  invalidRequest: 400,
  notACsvProfile: 400,
  nothingToPause: 409,
  nothingToResume: 409,
  profileBeingDeleted: 409,
  profileExpired: 409,
  profileNotProvisioned: 409,
  submissionInProgress: 409,
  synchronizationInProgress: 409,
} as const;
type RefusalName = keyof typeof statusOf;

const refusalReply = <Name extends RefusalName>({ refused: example, ...details }: Refusal<Name>) => ({
  status: statusOf[example],
  example,
  ...details,
});

const refused = <Name extends RefusalName>(refusal: Refusal<Name>) => ({ reply: refusalReply(refusal) });

/** The record, only if it has changed and must be stored. */
const changed = (before: ProfileRecord, record: ProfileRecord) => (record === before ? {} : { record });

const profileReply = <Status extends 200 | 201 | 202>(status: Status, base: string, { profile }: ProfileRecord) => ({
  status,
  ...(status === 201 ? { headers: { Location: `${base}${collection}/${profile.id}` } } : {}),
  body: { "@odata.context": `${contextOf(base)}/$entity`, ...profile },
  entities: [profile],
});

function statusReply(
  { base, preferences }: ServiceCall,
  { profile, sync, errors }: ProfileRecord,
): Reply<"getSynchronizationProfileStatus"> {
  const includesUnknown = preferences.includes(includeUnknown);
  const stage = sync.stage === "idle" ? null : sync.stage;
  return {
    status: 200,
    headers: { "Preference-Applied": includesUnknown ? includeUnknown : undefined },
    body: {
      "@odata.context": `${contextOf(base)}('${profile.id}')/profileStatus/$entity`,
      id: profile.id,
      status: !includesUnknown && unknownStages.includes(sync.stage) ? "unknownFutureValue" : stage,
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

/** The operations that verify the profile's files. */
export const verifiesFiles: ReadonlySet<OperationId> = new Set(["startSynchronizationProfile"]);

/** The operations on a profile. Records are never modified in place. */
export const profileOperations: ProfileOperations = {
  getSynchronizationProfile: (record, { base }) => ({ reply: profileReply(200, base, record), read: "state" }),

  updateSynchronizationProfile: (record, { base, body, now }) => {
    const updated = update(record, body, now);
    return isRefusal(updated) ? refused(updated) : { reply: profileReply(200, base, updated), record: updated };
  },

  replaceSynchronizationProfile: (record, { base, body, now }) => {
    const replaced = replace(record, body, now);
    return isRefusal(replaced) ? refused(replaced) : { reply: profileReply(202, base, replaced), record: replaced };
  },

  deleteSynchronizationProfile: (record, { now }) => ({
    reply: { status: 202 },
    ...changed(record, remove(record, now)),
  }),

  pauseSynchronizationProfile: (record, { now }) => {
    const paused = pause(record, now);
    return isRefusal(paused) ? refused(paused) : { reply: { status: 200 }, ...changed(record, paused) };
  },

  resumeSynchronizationProfile: (record, { now }) => {
    const resumed = resume(record, now);
    return isRefusal(resumed) ? refused(resumed) : { reply: { status: 200 }, record: resumed };
  },

  resetSynchronizationProfile: (record, { now }) => {
    const restarted = reset(record, now);
    return isRefusal(restarted) ? refused(restarted) : { reply: { status: 200 }, record: restarted };
  },

  startSynchronizationProfile: (record, { base, now, verification }) => {
    const started = start(record, verification, now);
    if (isRefusal(started) && started.refused !== "invalidFiles") return refused(started);
    const body = {
      "@odata.context": `${base}/$metadata#Collection(microsoft.graph.educationFileSynchronizationVerificationMessage)`,
      value: verification.messages.slice(0, 999),
    };
    return isRefusal(started) ? { reply: { status: 400, body } } : { reply: { status: 200, body }, record: started };
  },

  getSynchronizationProfileUploadUrl: (record, { base, uploadUrl }) => {
    const refusal = uploadRefusal(record);
    if (refusal) return refused(refusal);
    return { reply: { status: 200, body: { "@odata.context": `${base}/$metadata#String`, value: uploadUrl() } } };
  },

  getSynchronizationProfileStatus: (record, call) => ({ reply: statusReply(call, record), read: "sync" }),

  listSynchronizationErrors: ({ profile: { id }, errors }, { base, query }) => {
    const list = parseListQuery(query, ["entryType", "errorCode"]);
    if ("status" in list) return { reply: list };
    const items = errors
      .map((item, index) => ({ position: index + 1, item }))
      .filter(({ item }) => list.filter?.(item) ?? true);
    const page = pageOf(items, list, query, `${base}${collection}/${encodeURIComponent(id)}/errors`, items.length);
    return { reply: { status: 200, body: { "@odata.context": `${contextOf(base)}('${id}')/errors`, ...page } } };
  },
};

/** Creates a profile with the id of the call. */
export function createSynchronizationProfile({
  base,
  profileId,
  body,
  now,
}: ServiceCall): Result<"createSynchronizationProfile"> {
  const created = create(body, profileId, now);
  return isRefusal(created) ? refused(created) : { reply: profileReply(201, base, created), record: created };
}

export const parseProfileQuery = (query: Query): ListQuery | ListError =>
  parseListQuery(query, ["displayName", "state"]);

/**
 * The page contains the profiles themselves, not copies.
 *
 * @param total number of profiles that match the filter
 */
export function listSynchronizationProfiles(
  profiles: Positioned<EducationSynchronizationProfile>[],
  list: ListQuery,
  { base, query }: OperationCall,
  total: number,
): Reply<"listSynchronizationProfiles"> {
  const { select } = list;
  const page = pageOf(profiles, list, query, base + collection, total);
  if (!select) return { status: 200, body: { "@odata.context": contextOf(base), ...page }, entities: page.value };
  const context = `${contextOf(base)}(${[...new Set(["id", ...select])].join(",")})`;
  const value = page.value.map((profile) => selected(profile, select));
  return { status: 200, body: { "@odata.context": context, ...page, value } };
}
