/** One request, as the log and the journal tell it; without tokens and secrets. */
export interface JournalEntry {
  /** ISO 8601, by the mock's clock. */
  time: string;
  method: string;
  /** With the query, the signature of an upload URL taken out. */
  path: string;
  status: number;
  durationInMs: number;
  /** Absent for an upload whose signature is not ours. */
  tenant?: string;
  requestId: string;
  clientRequestId: string;
  /** Absent where no operation of the contract was met. */
  operationId?: string;
  /** The tenant that was evicted to make room for this one. */
  evictedTenant?: string;
  /** The message of an answer that is an error. */
  errorMessage?: string;
  /** What the contract asks of a request that was accepted without it. */
  forgiven?: string[];
  /** The least privileged permission that the token of a 403 lacked. */
  missingPermission?: string;
  /** Permissions of which any one would have been enough, least privileged first. */
  sufficientPermissions?: string[];
}

export type LogFormat = "text" | "json" | "silent";

/** One line for the log, or `undefined` where it is silent. */
export function logLine(entry: JournalEntry, format: LogFormat): string | undefined {
  if (format === "silent") return undefined;
  if (format === "json") return JSON.stringify(entry);
  const { method, path, status, durationInMs, operationId = "", errorMessage, forgiven, sufficientPermissions } = entry;
  const parts = [
    method,
    path,
    status,
    `${durationInMs.toFixed(1)} ms`,
    operationId,
    errorMessage?.slice(0, 300) ?? "",
    forgiven ? `Forgiven: ${forgiven.join(" ").slice(0, 300)}` : "",
    sufficientPermissions ? `Needed: ${sufficientPermissions.join(" or ")}.` : "",
  ];
  // Control characters would let a caller forge lines of the log, or write to the terminal.
  return parts
    .filter((part) => part !== "")
    .join(" ")
    .replace(/[\0-\x1f\x7f-\x9f]/g, "?");
}
