/** One request as it appears in the log and the journal, without tokens and secrets. */
export interface JournalEntry {
  /** ISO 8601, by the mock's clock. */
  time: string;
  method: string;
  /** Including the query, but without secrets such as the signature of an upload URL. */
  path: string;
  status: number;
  durationInMs: number;
  /** Absent for an upload whose signature is not ours. */
  tenant?: string;
  requestId: string;
  clientRequestId: string;
  /** Absent if the request matched no operation of the contract. */
  operationId?: string;
  /** The tenant that was evicted to make room for this one. */
  evictedTenant?: string;
  /** The message of an error. */
  errorMessage?: string;
  /** How an accepted request violated the contract. */
  forgiven?: string[];
  /** The least privileged permission that the token of a 403 lacked. */
  missingPermission?: string;
  /** The permissions that would each have been sufficient, least privileged first. */
  sufficientPermissions?: string[];
}

export type LogFormat = "text" | "json" | "silent";

/** One line for the log, or `undefined` if it is silent. */
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
  // Control characters would allow a caller to forge log lines, or to control the terminal.
  return parts
    .filter((part) => part !== "")
    .join(" ")
    .replace(/[\0-\x1f\x7f-\x9f]/g, "?");
}
