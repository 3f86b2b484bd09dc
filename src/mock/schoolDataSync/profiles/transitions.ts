import type { ODataError } from "../../../../generated/types.ts";
import { contractExample } from "../../contract/document.ts";
import type { ProfileRecord } from "../../store/profileRecord.ts";
import { isRunning, withStateEnded, withSyncEnded } from "./lifecycle.ts";
import { goodOutcomes, type Outcomes } from "./outcomes.ts";
import { profileOperations, type Result, type ServiceCall } from "../operations/operations.ts";
import { providerOf } from "./profile.ts";

/** What a transition that somebody wants does: the record that comes of it, or the reason why it may not happen. */
export type TransitionResult = { record: ProfileRecord | undefined } | { notAllowed: string };

type MakeTransition = (record: ProfileRecord, call: ServiceCall) => TransitionResult;

function reasonOf({ reply }: Result): string {
  if ("example" in reply) return reply.message ?? contractExample<ODataError>(reply.example).error.message;
  const { value = [] } = (reply.body ?? {}) as { value?: { type: string; fileName: string; description: string }[] };
  const [first, ...more] = value.filter(({ type }) => type === "Error");
  if (!first) return "It is not possible.";
  const others = more.length > 0 ? ` And ${more.length} more ${more.length === 1 ? "error" : "errors"}.` : "";
  return `${first.fileName}: ${first.description}${others}`;
}

const byOperation =
  (operationId: string): MakeTransition =>
  (record, call) => {
    const result = profileOperations[operationId]?.(record, call);
    if (!result) return { notAllowed: `The service has no operation ${operationId}.` };
    return result.reply.status < 400 ? { record: result.record ?? record } : { notAllowed: reasonOf(result) };
  };

const endOfState =
  (state: ProfileRecord["profile"]["state"], outcomes: Partial<Outcomes>): MakeTransition =>
  (record, { now }) =>
    record.profile.state === state
      ? { record: withStateEnded(record, { ...goodOutcomes, ...outcomes }, now) }
      : { notAllowed: `The profile is '${record.profile.state}', not '${state}'.` };

const endOfSync =
  (outcome: Outcomes["sync"]): MakeTransition =>
  (record, { now }) => {
    if (record.profile.state === "deleting") return { notAllowed: "The profile is being deleted." };
    if (!isRunning(record.sync.stage)) return { notAllowed: "No sync is under way." };
    if (outcome === "validationError" && record.sync.resumed)
      return { notAllowed: "A sync that was resumed ignores validation errors." };
    return { record: withSyncEnded(record, outcome, now) };
  };

const start = byOperation("startSynchronizationProfile");
const restart = byOperation("resetSynchronizationProfile");
const remove = byOperation("deleteSynchronizationProfile");

/** Every transition by what the profile becomes. `errors` is a sync that succeeds and leaves records over. */
const transitions = {
  provisioned: endOfState("provisioning", { provisioning: "success" }),
  provisioningFailed: endOfState("provisioning", { provisioning: "failure" }),
  extracting: (record, call) => {
    if (providerOf(record.profile) === "educationCsvDataProvider") return start(record, call);
    return record.sync.stage === "idle" ? { notAllowed: "The first sync begins by itself." } : restart(record, call);
  },
  // The operation accepts this, and changes nothing.
  paused: (record, call) =>
    record.profile.state === "provisioned" && record.sync.stage === "idle"
      ? { notAllowed: contractExample<ODataError>("nothingToPause").error.message }
      : byOperation("pauseSynchronizationProfile")(record, call),
  inProgress: byOperation("resumeSynchronizationProfile"),
  success: endOfSync("success"),
  errors: endOfSync("errors"),
  error: endOfSync("error"),
  validationError: endOfSync("validationError"),
  quarantined: endOfSync("quarantined"),
  deleting: (record, call) =>
    record.profile.state === "deleting"
      ? { notAllowed: "The profile is being deleted already." }
      : remove(record, call),
  deletionFailed: endOfState("deleting", { deletion: "failure" }),
  deleted: endOfState("deleting", { deletion: "success" }),
} satisfies Record<string, MakeTransition>;

export type TransitionTarget = keyof typeof transitions;

export const transitionTargets = Object.keys(transitions) as TransitionTarget[];

/** A record after a transition that the control API makes happen. */
export function makeTransition(record: ProfileRecord, to: TransitionTarget, call: ServiceCall): TransitionResult {
  const result = transitions[to](record, call);
  if (!("record" in result) || !result.record) return result;
  const { history = [] } = result.record;
  const known = record.history?.length ?? 0;
  const forced = history.map((each, index) =>
    index >= Math.min(known, history.length - 1) ? { ...each, forced: true as const } : each,
  );
  return { record: { ...result.record, history: forced } };
}
