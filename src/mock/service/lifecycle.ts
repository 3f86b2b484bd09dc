import type { EducationSynchronizationError, EducationSynchronizationProfile } from "../../../generated/types.ts";
import { contractExample } from "../contract/document.ts";
import type { ProfileRecord, Stage } from "../store/profileRecord.ts";
import { providerOf } from "./profile.ts";

/** How each transition can end that may end in more than one way; `errors` is a success that leaves records over. */
export const outcomeChoices = {
  provisioning: ["success", "failure"],
  deletion: ["success", "failure"],
  sync: ["success", "errors", "error", "validationError", "quarantined"],
} as const;

/** How each of those transitions does end. */
export type Outcomes = { -readonly [Name in keyof typeof outcomeChoices]: (typeof outcomeChoices)[Name][number] };

export const goodOutcomes: Outcomes = { provisioning: "success", deletion: "success", sync: "success" };

/** A state ends after so many reads or milliseconds, whichever comes first; a stage of a sync after one read. */
export interface Pace {
  reads: number;
  ms: number;
}

const nextStage: Partial<Record<Stage, Stage>> = { extracting: "validating", validating: "inProgress" };

/** Whether a sync is under way. */
export const isRunning = (stage: Stage): boolean => stage in nextStage || stage === "inProgress";

/** A time as the service writes it, with seven fractional digits. */
const timestamp = (ms: number): string => new Date(ms).toISOString().replace("Z", "0000Z");

export function newRecord(profile: EducationSynchronizationProfile, now: number): ProfileRecord {
  const sync = {
    stage: "idle" as const,
    since: now,
    reads: 0,
    resumed: false,
    lastSynchronization: null,
    lastActivity: null,
  };
  return { profile, state: { since: now, reads: 0 }, sync, errors: [] };
}

export function enterState(record: ProfileRecord, state: EducationSynchronizationProfile["state"], at: number): void {
  record.profile = { ...record.profile, state };
  record.state = { since: at, reads: 0 };
}

export function enterStage(record: ProfileRecord, stage: Stage, at: number): void {
  record.sync = { ...record.sync, stage, since: at, reads: 0, lastActivity: timestamp(at) };
}

/** Begins a sync from its first stage, and forgets the errors of the one before. */
export function beginSync(record: ProfileRecord, at: number): void {
  enterStage(record, "extracting", at);
  record.sync.resumed = false;
  record.errors = [];
}

function endSync(record: ProfileRecord, outcome: Outcomes["sync"], at: number): void {
  // Resuming means to go on in spite of what looked wrong.
  const stage = outcome === "errors" || (outcome === "validationError" && record.sync.resumed) ? "success" : outcome;
  enterStage(record, stage, at);
  if (stage === "success") record.sync.lastSynchronization = timestamp(at);
  if (outcome === "success") return;
  const { value } = contractExample<{ value: EducationSynchronizationError[] }>("csvNewAccounts.errors");
  record.errors = value.map((error) => ({ ...error, recordedDateTime: timestamp(at) }));
}

function endState(record: ProfileRecord, outcomes: Outcomes, at: number): void {
  if (record.profile.state === "deleting") return enterState(record, "deletionFailed", at);
  enterState(record, outcomes.provisioning === "failure" ? "provisioningFailed" : "provisioned", at);
  const { stage } = record.sync;
  const syncsByItself = /PowerSchool|OneRoster/.test(providerOf(record.profile));
  if (record.profile.state === "provisioned" && syncsByItself && stage === "idle") beginSync(record, at);
}

/**
 * Moves a record on to where it has come by now.
 *
 * @returns whether the profile still exists
 */
export function settle(record: ProfileRecord, now: number, pace: Pace, outcomes: Outcomes): boolean {
  const dueAt = (part: { since: number; reads: number }, reads: number): number | undefined => {
    if (now - part.since >= pace.ms) return part.since + pace.ms;
    return part.reads >= reads ? now : undefined;
  };
  for (;;) {
    const { profile, state, sync } = record;
    const stateEnds =
      profile.state === "provisioning" || profile.state === "deleting" ? dueAt(state, pace.reads) : undefined;
    const stageEnds = isRunning(sync.stage) && profile.state !== "deleting" ? dueAt(sync, 1) : undefined;
    if (stateEnds !== undefined) {
      if (profile.state === "deleting" && outcomes.deletion === "success") return false;
      endState(record, outcomes, stateEnds);
    } else if (stageEnds !== undefined) {
      const next = nextStage[sync.stage];
      if (next) enterStage(record, next, stageEnds);
      else endSync(record, outcomes.sync, stageEnds);
    } else return true;
  }
}
