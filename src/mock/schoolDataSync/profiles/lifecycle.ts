import type { EducationSynchronizationError, EducationSynchronizationProfile } from "../../../../generated/types.ts";
import { contractExample } from "../../contract/document.ts";
import type { ProfileRecord, Stage, Transition } from "../../store/profileRecord.ts";
import type { Outcomes } from "./outcomes.ts";
import { isExpired } from "./expiration.ts";
import { providerOf } from "./profile.ts";
import { recordErrors } from "./recordErrors.ts";

/** How long a state lasts, in reads or milliseconds, whichever ends first; a stage of a sync ends after one read. */
export interface Pace {
  reads: number;
  ms: number;
}

/** How often the current state and stage of a sync have been read. */
export interface Reads {
  readonly state: number;
  readonly sync: number;
}

export const zeroReads: Reads = { state: 0, sync: 0 };

const nextStage: Partial<Record<Stage, Stage>> = { extracting: "validating", validating: "inProgress" };

/** Whether a sync is running. */
export const isRunning = (stage: Stage): boolean => stage in nextStage || stage === "inProgress";

/** A time in the service's format, with seven fractional digits. */
const timestamp = (ms: number): string => new Date(ms).toISOString().replace("Z", "0000Z");

export function newRecord(profile: EducationSynchronizationProfile, now: number): ProfileRecord {
  const sync = {
    stage: "idle" as const,
    since: now,
    resumed: false,
    lastSynchronization: null,
    lastActivity: null,
  };
  return { profile, state: { since: now }, sync, errors: [], history: [{ to: profile.state, at: now }] };
}

const latestTransitions = 19;

/** The history with one more transition; if it grows too long, only the first and the latest ones are kept. */
function withTransition({ history = [] }: ProfileRecord, to: Transition["to"], at: number): { history: Transition[] } {
  return { history: [...history.slice(0, 1), ...history.slice(1).slice(1 - latestTransitions), { to, at }] };
}

export function withState(
  record: ProfileRecord,
  state: EducationSynchronizationProfile["state"],
  at: number,
): ProfileRecord {
  return {
    ...record,
    profile: { ...record.profile, state },
    state: { since: at },
    ...withTransition(record, state, at),
  };
}

export function withStage(record: ProfileRecord, stage: Stage, at: number): ProfileRecord {
  const sync = { ...record.sync, stage, since: at, lastActivity: timestamp(at) };
  return { ...record, sync, ...withTransition(record, stage, at) };
}

/** Starts a sync at its first stage, and clears the errors of the previous one. */
export function withSyncStarted(record: ProfileRecord, at: number): ProfileRecord {
  const { sync, ...rest } = withStage(record, "extracting", at);
  return { ...rest, sync: { ...sync, resumed: false }, errors: [] };
}

/** Continues a sync; a validation error that stopped it is now ignored. */
export function withSyncResumed(record: ProfileRecord, at: number): ProfileRecord {
  const { sync, ...rest } = withStage(record, "inProgress", at);
  return { ...rest, sync: { ...sync, resumed: sync.resumed || record.sync.stage === "validationError" } };
}

export function withSyncEnded(record: ProfileRecord, outcome: Outcomes["sync"], at: number): ProfileRecord {
  const isSuccess = outcome === "errors" || (outcome === "validationError" && record.sync.resumed);
  const ended = withStage(record, isSuccess ? "success" : outcome, at);
  const { sync } = ended;
  const lastSynchronization = sync.stage === "success" ? timestamp(at) : sync.lastSynchronization;
  const own = sync.stage === "success" ? recordErrors(record, timestamp(at)) : [];
  if (outcome === "success") return { ...ended, sync: { ...sync, lastSynchronization }, errors: own };
  const { value } = contractExample<{ value: EducationSynchronizationError[] }>("csvNewAccounts.errors");
  const errors = [...value.map((error) => ({ ...error, recordedDateTime: timestamp(at) })), ...own];
  return { ...ended, sync: { ...sync, lastSynchronization }, errors };
}

const syncsAutomatically = ({ profile }: ProfileRecord): boolean => /PowerSchool|OneRoster/.test(providerOf(profile));

/** Ends the current state; `undefined` if the profile is gone. */
export function withStateEnded(record: ProfileRecord, outcomes: Outcomes, at: number): ProfileRecord | undefined {
  if (record.profile.state === "deleting")
    return outcomes.deletion === "success" ? undefined : withState(record, "deletionFailed", at);
  if (outcomes.provisioning === "failure") return withState(record, "provisioningFailed", at);
  const provisioned = withState(record, "provisioned", at);
  const starts = syncsAutomatically(record) && record.sync.stage === "idle" && !isExpired(record, at);
  return starts ? withSyncStarted(provisioned, at) : provisioned;
}

function withStageEnded(record: ProfileRecord, outcomes: Outcomes, at: number): ProfileRecord {
  const next = nextStage[record.sync.stage];
  return next ? withStage(record, next, at) : withSyncEnded(record, outcomes.sync, at);
}

/** Whether the state, or the stage of the sync, ends on its own. */
export const isTransient = ({ profile: { state }, sync }: ProfileRecord, part: keyof Reads): boolean =>
  part === "state" ? state === "provisioning" || state === "deleting" : isRunning(sync.stage) && state !== "deleting";

/** How far apart the clocks of two processes that share a store may be. */
const longestSkewInMs = 5000;

/** Advances a record to its current state: the same object if nothing has ended, `undefined` if the profile is gone. */
export function settle(
  record: ProfileRecord,
  reads: Reads,
  now: number,
  pace: Pace,
  outcomes: Outcomes,
): { record: ProfileRecord | undefined; reads: Reads } {
  const { state, sync } = record;
  const end = (since: number, isRead: boolean): number | undefined => {
    if (now - since >= pace.ms) return since + pace.ms;
    // The clock was set back, so it is unknown how long ago it began.
    if (since - now > longestSkewInMs) return now;
    return isRead ? now : undefined;
  };
  const stateEnd = isTransient(record, "state") ? end(state.since, reads.state >= pace.reads) : undefined;
  const stageEnd = isTransient(record, "sync") ? end(sync.since, reads.sync >= 1) : undefined;
  if (stateEnd === undefined && stageEnd === undefined) return { record, reads };

  const next =
    stateEnd === undefined
      ? withStageEnded(record, outcomes, stageEnd as number)
      : withStateEnded(record, outcomes, stateEnd);
  if (!next) return { record: undefined, reads: zeroReads };
  const remaining = { state: next.state === state ? reads.state : 0, sync: next.sync === sync ? reads.sync : 0 };
  return settle(next, remaining, now, pace, outcomes);
}
