import { sleep, withTimeout } from "./abort.ts";
import type { GraphEducationClient } from "./client.ts";
import { type FetchResult, GraphError, unwrap, unwrapWith } from "./graphError.ts";
import { retryAfterInMs } from "./retry.ts";
import type {
  EducationSynchronizationProfile,
  EducationSynchronizationProfileState,
  EducationSynchronizationProfileStatus,
  EducationSynchronizationStatus,
} from "../../generated/types.ts";

/** How to wait. */
export interface WaitOptions<Value> {
  signal?: AbortSignal | undefined;
  /** Time between two polls; a longer `Retry-After` takes precedence. Default 5000. */
  intervalInMs?: number | undefined;
  /** Time limit for the whole wait; 0 sets none. Default 1800000 (half an hour). */
  timeoutInMs?: number | undefined;
  /** Called with the result of each poll, including the last. */
  onProgress?: ((value: Value) => void) | undefined;
}

/** The values of a property that end a wait; it continues for any other. */
interface Outcomes<State> {
  succeeded: readonly NonNullable<State>[];
  failed: readonly NonNullable<State>[];
  /** Why the wait ends when there is no value; absent for a property that always has one. */
  ifNull?: string;
}

const provisioning: Outcomes<EducationSynchronizationProfileState> = {
  succeeded: ["provisioned"],
  failed: ["provisioningFailed", "deleting", "deletionFailed"],
};
const synchronization: Outcomes<EducationSynchronizationStatus | null> = {
  succeeded: ["success"],
  failed: ["error", "validationError", "quarantined", "paused"],
  ifNull: "No sync has been started",
};
const deletion: Outcomes<EducationSynchronizationProfileState> = { succeeded: [], failed: ["deletionFailed"] };

async function poll<Name extends "state" | "status", State extends string | null, Value extends Record<Name, State>>(
  read: (signal: AbortSignal) => Promise<FetchResult<Value>>,
  name: Name,
  outcomes: Outcomes<State>,
  options: WaitOptions<Value> = {},
): Promise<Value> {
  const { intervalInMs = 5000, timeoutInMs = 1_800_000, onProgress, signal = new AbortController().signal } = options;
  return withTimeout(timeoutInMs, signal, async (signal) => {
    for (;;) {
      const result = await read(signal);
      const { response } = result;
      const retryAfter = retryAfterInMs(response.headers);
      // The service says when to retry, so the wait continues.
      const isPostponed = retryAfter !== undefined && (response.status === 429 || response.status === 503);
      if (!isPostponed) {
        const data = unwrap(result);
        if (outcomes.ifNull && data?.[name] === null) {
          onProgress?.(data);
          throw new GraphError(response, { kind: "state", message: outcomes.ifNull });
        }
        const value = unwrapWith(name, result);
        onProgress?.(value);
        const state = value[name] as NonNullable<State>;
        if (outcomes.succeeded.includes(state)) return value;
        if (outcomes.failed.includes(state)) {
          throw new GraphError(response, { kind: "state", state, message: `The profile's ${name} is ${state}` });
        }
      }
      await sleep(Math.max(intervalInMs, retryAfter ?? 0), signal);
    }
  });
}

const readProfile =
  (client: GraphEducationClient, educationSynchronizationProfileId: string) => (signal: AbortSignal) =>
    client.GET("/education/synchronizationProfiles/{educationSynchronizationProfileId}", {
      params: { path: { educationSynchronizationProfileId } },
      signal,
    });

/**
 * Polls a profile until its state is `provisioned`, and resolves to it.
 *
 * Rejects with a `GraphError` of the kind `state` when that can no longer happen (`provisioningFailed`, `deleting`,
 * `deletionFailed`), or of another kind when the profile cannot be read; with a `DOMException` named `TimeoutError`; and
 * with the signal's reason when aborted.
 */
export function waitForProvisioning(
  client: GraphEducationClient,
  educationSynchronizationProfileId: string,
  options?: WaitOptions<EducationSynchronizationProfile>,
): Promise<EducationSynchronizationProfile> {
  return poll(readProfile(client, educationSynchronizationProfileId), "state", provisioning, options);
}

/**
 * Polls a profile's status until its synchronization has succeeded (`success`), and resolves to it. Individual records may
 * still have failed: see `errorCount`. The service's status may lag behind, so right after a start it can still be that of
 * the previous synchronization.
 *
 * Rejects with a `GraphError` of the kind `state` when the synchronization has ended otherwise (`error`,
 * `validationError`, `quarantined`, `paused`) or none has been started; in all other cases as `waitForProvisioning` does.
 */
export function waitForSynchronization(
  client: GraphEducationClient,
  educationSynchronizationProfileId: string,
  options?: WaitOptions<EducationSynchronizationProfileStatus>,
): Promise<EducationSynchronizationProfileStatus> {
  const path = { educationSynchronizationProfileId };
  const read = (signal: AbortSignal) =>
    client.GET("/education/synchronizationProfiles/{educationSynchronizationProfileId}/profileStatus", {
      params: { path },
      signal,
    });
  return poll(read, "status", synchronization, options);
}

/**
 * Polls a profile that is being deleted until it is gone: until the service answers 404.
 *
 * Rejects with a `GraphError` of the kind `state` for `deletionFailed`; in all other cases as `waitForProvisioning` does.
 */
export async function waitForDeletion(
  client: GraphEducationClient,
  educationSynchronizationProfileId: string,
  options?: WaitOptions<EducationSynchronizationProfile>,
): Promise<void> {
  try {
    await poll(readProfile(client, educationSynchronizationProfileId), "state", deletion, options);
  } catch (error) {
    if (!(error instanceof GraphError && error.statusCode === 404)) throw error;
  }
}
