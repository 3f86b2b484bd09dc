import { sleep, withTimeout } from "./abort.ts";
import type { GraphEducationClient } from "./client.ts";
import { GraphError, isErrorMessage, toGraphError, unwrap } from "./graphError.ts";
import type {
  EducationFileSynchronizationVerificationMessage,
  EducationSynchronizationProfile,
} from "../../generated/types.ts";

/** How to wait for a profile. */
export interface WaitOptions {
  signal?: AbortSignal | undefined;
  /** Pause between two looks at the profile. Default 5000. */
  intervalInMs?: number | undefined;
  /** Longest time for the whole wait; 0 sets no limit. Default 1800000 (half an hour). */
  timeoutInMs?: number | undefined;
  /** Called with the profile after each look at it, the last one included. */
  onProgress?: ((profile: EducationSynchronizationProfile) => void) | undefined;
}

/**
 * Polls a profile until its state is `provisioned` and resolves to it. Rejects with a `GraphError` whose code is the
 * state when that can no longer happen (`provisioningFailed`, `deleting`, `deletionFailed`) or when the profile cannot
 * be read, with a `DOMException` named `TimeoutError`, and with the signal's reason when aborted.
 */
export function waitUntilProvisioned(
  client: GraphEducationClient,
  educationSynchronizationProfileId: string,
  options: WaitOptions = {},
): Promise<EducationSynchronizationProfile> {
  const { intervalInMs = 5000, timeoutInMs = 1_800_000, onProgress, signal = new AbortController().signal } = options;
  return withTimeout(timeoutInMs, signal, async (signal) => {
    for (;;) {
      const result = await client.GET("/education/synchronizationProfiles/{educationSynchronizationProfileId}", {
        params: { path: { educationSynchronizationProfileId } },
        signal,
      });
      const profile = unwrap(result);
      const { state } = profile;
      onProgress?.(profile);
      if (state === "provisioned") return profile;
      if (/Failed|deleting/.test(state))
        throw new GraphError(result.response, `${profile.displayName} is ${state}`, { code: state });
      await sleep(intervalInMs, signal);
    }
  });
}

/** Options of a single request. */
export interface StartOptions {
  signal?: AbortSignal | undefined;
}

/**
 * Verifies the uploaded files and starts the synchronization. Resolves to what the service remarked (warnings, or
 * nothing). Rejects with a `GraphError` when a finding is an error, whatever the status: its code is then
 * `verificationFailed` and its `details` hold all findings.
 */
export async function startSynchronization(
  client: GraphEducationClient,
  educationSynchronizationProfileId: string,
  options: StartOptions = {},
): Promise<EducationFileSynchronizationVerificationMessage[]> {
  const result = await client.POST("/education/synchronizationProfiles/{educationSynchronizationProfileId}/start", {
    params: { path: { educationSynchronizationProfileId } },
    signal: options.signal as AbortSignal,
  });
  const messages = unwrap(result)?.value ?? [];
  if (messages.some(isErrorMessage)) throw toGraphError(result.response, result.data);
  return messages;
}
