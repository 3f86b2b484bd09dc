import type { ProfileRecord } from "../../store/profileRecord.ts";
import * as commands from "./commands.ts";
import { isRunning, withStateEnded, withSyncEnded } from "./lifecycle.ts";
import { type Outcomes, successfulOutcomes } from "./outcomes.ts";
import { providerOf } from "./profile.ts";

/** The result of a transition: the record after it (`undefined` if the profile is gone), or why it is not allowed. */
export type TransitionResult = { record: ProfileRecord | undefined } | { notAllowed: string };

type MakeTransition = (record: ProfileRecord, now: number, verification: commands.Verification) => TransitionResult;

const resultOf = (result: ProfileRecord | commands.Refusal | commands.InvalidFiles): TransitionResult =>
  commands.isRefusal(result) ? { notAllowed: commands.reasonOf(result) } : { record: result };

const endOfState =
  (state: ProfileRecord["profile"]["state"], outcomes: Partial<Outcomes>): MakeTransition =>
  (record, now) =>
    record.profile.state === state
      ? { record: withStateEnded(record, { ...successfulOutcomes, ...outcomes }, now) }
      : { notAllowed: `The profile is '${record.profile.state}', not '${state}'.` };

const endOfSync =
  (outcome: Outcomes["sync"]): MakeTransition =>
  (record, now) => {
    if (record.profile.state === "deleting") return { notAllowed: "The profile is being deleted." };
    if (!isRunning(record.sync.stage)) return { notAllowed: "No sync is running." };
    if (outcome === "validationError" && record.sync.resumed)
      return { notAllowed: "A sync that was resumed ignores validation errors." };
    return { record: withSyncEnded(record, outcome, now) };
  };

/** Every transition, by the resulting state or stage. `errors` is a sync that succeeds but skips records. */
const transitions = {
  provisioned: endOfState("provisioning", { provisioning: "success" }),
  provisioningFailed: endOfState("provisioning", { provisioning: "failure" }),
  extracting: (record, now, verification) => {
    if (providerOf(record.profile) === "educationCsvDataProvider")
      return resultOf(commands.start(record, verification, now));
    if (record.sync.stage === "idle") return { notAllowed: "The first sync starts automatically." };
    return resultOf(commands.reset(record, now));
  },
  paused: (record, now) => {
    const result = commands.pause(record, now);
    // The operation would accept this without changing anything.
    return resultOf(result === record ? { refused: "nothingToPause" } : result);
  },
  inProgress: (record, now) => resultOf(commands.resume(record, now)),
  success: endOfSync("success"),
  errors: endOfSync("errors"),
  error: endOfSync("error"),
  validationError: endOfSync("validationError"),
  quarantined: endOfSync("quarantined"),
  deleting: (record, now) =>
    record.profile.state === "deleting"
      ? { notAllowed: "The profile is already being deleted." }
      : resultOf(commands.remove(record, now)),
  deletionFailed: endOfState("deleting", { deletion: "failure" }),
  deleted: endOfState("deleting", { deletion: "success" }),
} satisfies Record<string, MakeTransition>;

export type TransitionTarget = keyof typeof transitions;

export const transitionTargets = Object.keys(transitions) as TransitionTarget[];

/** Makes a transition requested through the control API, and marks it as such in the history. */
export function makeTransition(
  record: ProfileRecord,
  to: TransitionTarget,
  now: number,
  verification: commands.Verification,
): TransitionResult {
  const result = transitions[to](record, now, verification);
  if (!("record" in result) || !result.record) return result;
  const { history = [] } = result.record;
  const before = record.history?.length ?? 0;
  const forced = history.map((each, index) =>
    index >= Math.min(before, history.length - 1) ? { ...each, forced: true as const } : each,
  );
  return { record: { ...result.record, history: forced } };
}
