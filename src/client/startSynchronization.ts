import type { GraphEducationClient } from "./client.ts";
import { unwrap, verificationError } from "./graphError.ts";
import type { EducationFileSynchronizationVerificationMessage } from "../../generated/types.ts";

/** Options of a single request. */
export interface StartOptions {
  signal?: AbortSignal | undefined;
}

/**
 * Verifies the uploaded files and starts the synchronization. Resolves to the service's warnings, if there are any.
 *
 * Rejects with a `GraphError` of the kind `verification` if any finding is an error, whatever the status; its `details`
 * list all findings.
 */
export async function startSynchronization(
  client: GraphEducationClient,
  educationSynchronizationProfileId: string,
  options: StartOptions = {},
): Promise<EducationFileSynchronizationVerificationMessage[]> {
  const result = await client.POST("/education/synchronizationProfiles/{educationSynchronizationProfileId}/start", {
    params: { path: { educationSynchronizationProfileId } },
    signal: options.signal ?? null,
  });
  // A success without a body has no warnings.
  const messages = result.response.ok ? result.data?.value : unwrap(result).value;
  const error = verificationError(result.response, result.data);
  if (error) throw error;
  return Array.isArray(messages) ? messages.filter(Boolean) : [];
}
