import type { EducationSynchronizationProfileStatus } from "../../../generated/types.ts";
import type { VerificationMessage } from "../blobStorage/csv/verifyFiles.ts";
import { contractExample } from "../contract/document.ts";
import type { Reply } from "../contract/reply.ts";
import type { Store } from "../store/profileStore.ts";
import type { ProfileRecord, Stage } from "../store/profileRecord.ts";
import { documentedId } from "./documentedIds.ts";
import { beginSync, enterStage, enterState, isRunning, newRecord } from "./lifecycle.ts";
import { givenProperties, newProfile, providerOf } from "./profile.ts";
import { pageOf } from "./odataQuery.ts";

/** What one tenant sees of the service. */
export interface Tenant {
  store: Store;
  /** A profile as it stands by now; `undefined` where there is none any more. */
  find: (id: string) => ProfileRecord | undefined;
  now: () => number;
  newId: () => string;
  maxProfiles: number;
  /** Judges the files that were uploaded for a profile; no message means that all is well. */
  verifyFiles: (profileId: string) => VerificationMessage[];
  /** An address below the origin that takes the profile's files for one hour. */
  uploadUrl: (origin: string, profileId: string) => string;
}

export interface OperationCall {
  tenant: Tenant;
  /** Address of this server as the caller reached it, without a trailing slash. */
  origin: string;
  /** Address of the API on this server, in the version the caller used, without a trailing slash. */
  base: string;
  path: string;
  query: Record<string, string | string[]>;
  headers: Record<string, string>;
  body: unknown;
}

type Operation = (call: OperationCall) => Reply;
type ProfileOperation = (call: OperationCall & { record: ProfileRecord; id: string }) => Reply;

const collection = "/education/synchronizationProfiles";
const done: Reply = { status: 200 };

const messageOf = (example: string) => contractExample<EducationSynchronizationProfileStatus>(example).statusMessage;

const statusMessages: Record<Stage, string | null> = {
  idle: messageOf("source.status"),
  extracting: "Reading the data.",
  validating: "Checking the data.",
  inProgress: "Synchronizing.",
  success: "Synchronization completed.",
  error: "Synchronization failed.",
  validationError: messageOf("csvExistingAccounts.status"),
  quarantined: "The source has failed again and again.",
  paused: "",
};

const earlyStages: Stage[] = ["extracting", "validating"];

const conflict = (example: string, message?: string): Reply => ({
  status: 409,
  example,
  ...(message === undefined ? {} : { message }),
});

const onProfile =
  (operate: ProfileOperation): Operation =>
  (call) => {
    const record = call.tenant.find(decodeURIComponent(call.path.split("/")[3] ?? ""));
    return record ? operate({ ...call, record, id: record.profile.id }) : { status: 404, example: "profileNotFound" };
  };

const saving = (operate: ProfileOperation): Operation =>
  onProfile((call) => {
    const reply = operate(call);
    call.tenant.store.put(call.record);
    return reply;
  });

function notProvisioned({ profile }: ProfileRecord): Reply | undefined {
  if (profile.state === "deleting") return conflict("profileBeingDeleted");
  if (profile.state === "provisioned") return undefined;
  return conflict("profileNotProvisioned", `The profile is '${profile.state}'. Wait until its state is 'provisioned'.`);
}

function notCsv({ profile }: ProfileRecord): Reply | undefined {
  const provider = providerOf(profile);
  if (provider === "educationCsvDataProvider") return undefined;
  const reason = "Only profiles of 'educationCsvDataProvider' take files and are started.";
  return { status: 400, example: "notACsvProfile", message: `The profile reads from '${provider}'. ${reason}` };
}

const profileBody = (base: string, { profile }: ProfileRecord): object => ({
  "@odata.context": `${base}/$metadata#education/synchronizationProfiles/$entity`,
  ...profile,
});

function answerPage(page: ReturnType<typeof pageOf>, context: string): Reply {
  return "status" in page ? page : { status: 200, body: { "@odata.context": context, ...page } };
}

function statusBody({ base, headers }: OperationCall, { profile, sync, errors }: ProfileRecord): Reply {
  const showsAll = /\binclude-unknown-enum-members\b/i.test(headers["prefer"] ?? "");
  const shown = sync.stage === "idle" ? "inProgress" : sync.stage;
  return {
    status: 200,
    headers: { "Preference-Applied": showsAll ? "include-unknown-enum-members" : undefined },
    body: {
      "@odata.context": `${base}/$metadata#education/synchronizationProfiles('${profile.id}')/profileStatus/$entity`,
      id: profile.id,
      status: !showsAll && earlyStages.includes(sync.stage) ? "unknownFutureValue" : shown,
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

/** What the stateful mock does, operation by operation. */
export const operations: Record<string, Operation> = {
  listSynchronizationProfiles: ({ tenant, base, query }) => {
    const records = tenant.store.values().flatMap(({ profile }) => tenant.find(profile.id) ?? []);
    const items = records.map(({ profile }) => profile as unknown as Record<string, unknown>);
    const selected =
      query["$select"] === undefined
        ? ""
        : `(${[...new Set(["id", ...String(query["$select"]).split(",")])].join(",")})`;
    const page = pageOf(items, query, base + collection, ["displayName", "state"]);
    return answerPage(page, `${base}/$metadata#education/synchronizationProfiles${selected}`);
  },

  createSynchronizationProfile: ({ tenant, base, body }) => {
    if (tenant.store.size() >= tenant.maxProfiles) {
      const message = `The mock holds ${tenant.maxProfiles} profiles, its limit. Delete some, or POST /_mock/reset.`;
      return { status: 503, example: "serviceUnavailable", message };
    }
    // Whoever follows the documentation sees what it shows.
    const id = documentedId(body, (taken) => tenant.store.get(taken) !== undefined) ?? tenant.newId();
    const record = newRecord(newProfile(body, id), tenant.now());
    tenant.store.put(record);
    return {
      status: 201,
      headers: { Location: `${base}${collection}/${record.profile.id}` },
      body: profileBody(base, record),
    };
  },

  getSynchronizationProfile: saving(({ base, record }) => {
    record.state.reads += 1;
    return { status: 200, body: profileBody(base, record) };
  }),

  updateSynchronizationProfile: saving(({ tenant, base, record, body }) => {
    if (record.profile.state === "deleting") return conflict("profileBeingDeleted");
    const given = givenProperties(body);
    if (Object.keys(given).every((name) => name.startsWith("@odata."))) return { status: 400, example: "emptyUpdate" };
    record.profile = { ...record.profile, ...given };
    enterState(record, "provisioning", tenant.now());
    return { status: 200, body: profileBody(base, record) };
  }),

  deleteSynchronizationProfile: saving(({ tenant, record }) => {
    if (record.profile.state !== "deleting") enterState(record, "deleting", tenant.now());
    return { status: 202 };
  }),

  pauseSynchronizationProfile: saving(({ tenant, record }) => {
    const refusal = notProvisioned(record);
    if (refusal) return refusal;
    if (!isRunning(record.sync.stage)) return conflict("nothingToPause");
    enterStage(record, "paused", tenant.now());
    return done;
  }),

  resumeSynchronizationProfile: saving(({ tenant, record }) => {
    const refusal = notProvisioned(record);
    if (refusal) return refusal;
    const { stage } = record.sync;
    if (stage !== "paused" && stage !== "validationError") return conflict("nothingToResume");
    enterStage(record, "inProgress", tenant.now());
    record.sync.resumed ||= stage === "validationError";
    return done;
  }),

  resetSynchronizationProfile: saving(({ tenant, record }) => {
    const refusal = notProvisioned(record);
    if (refusal) return refusal;
    record.errors = [];
    if (record.sync.stage !== "idle") beginSync(record, tenant.now());
    return done;
  }),

  startSynchronizationProfile: saving(({ tenant, base, record, id }) => {
    const refusal = notCsv(record) ?? notProvisioned(record);
    if (refusal) return refusal;
    if (isRunning(record.sync.stage)) return conflict("synchronizationInProgress");
    const value = tenant.verifyFiles(id);
    const body = {
      "@odata.context": `${base}/$metadata#Collection(microsoft.graph.educationFileSynchronizationVerificationMessage)`,
      value: value.slice(0, 999),
    };
    if (value.some(({ type }) => type === "Error")) return { status: 400, body };
    beginSync(record, tenant.now());
    return { status: 200, body };
  }),

  getSynchronizationProfileUploadUrl: onProfile(({ tenant, origin, base, record, id }) => {
    const refusal = notCsv(record) ?? notProvisioned(record);
    if (refusal) return refusal;
    if (isRunning(record.sync.stage)) return conflict("submissionInProgress");
    return { status: 200, body: { "@odata.context": `${base}/$metadata#String`, value: tenant.uploadUrl(origin, id) } };
  }),

  getSynchronizationProfileStatus: saving((call) => {
    const reply = statusBody(call, call.record);
    call.record.sync.reads += 1;
    return reply;
  }),

  listSynchronizationErrors: onProfile(({ base, query, record, id }) => {
    const page = pageOf(
      record.errors as unknown as Record<string, unknown>[],
      query,
      `${base}${collection}/${encodeURIComponent(id)}/errors`,
      ["entryType", "errorCode"],
    );
    return answerPage(page, `${base}/$metadata#education/synchronizationProfiles('${id}')/errors`);
  }),
};
