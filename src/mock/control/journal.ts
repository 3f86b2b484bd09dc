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
  /** In the journal only: the JSON body of the request, without its secrets, where it is no larger than 16 kB. */
  body?: unknown;
  /** The tenant that was evicted to make room for this one. */
  evictedTenant?: string;
  /** The message of an answer that is an error. */
  errorMessage?: string;
  /** The least privileged permission that the token of a 403 lacked. */
  missingPermission?: string;
  /** Permissions of which any one would have been enough, least privileged first. */
  sufficientPermissions?: string[];
}

export type LogFormat = "text" | "json" | "silent";

const secretNames = /secret|password|api.?key|token$|^authorization$/i;

const maximumDepth = 64;

/** A copy of JSON without each value whose name sounds like a secret, and without what is nested too deep to be shown. */
function redacted(value: unknown, depth = 0): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (depth === maximumDepth) return "…";
  if (Array.isArray(value)) return value.map((item) => redacted(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, secretNames.test(name) ? "***" : redacted(part, depth + 1)]),
  );
}

/** A request's target as it may be logged. */
export const redactedTarget = (target: string): string =>
  target.replace(/([?&](?:sig|code|client_secret|client_assertion|\w*token)=)[^&]*/gi, "$1***").slice(0, 2048);

/** One line for the log, or `undefined` where it is silent. */
export function logLine(entry: JournalEntry, format: LogFormat): string | undefined {
  if (format === "silent") return undefined;
  if (format === "json") return JSON.stringify(entry);
  const { method, path, status, durationInMs, operationId = "", errorMessage, sufficientPermissions } = entry;
  const parts = [
    method,
    path,
    status,
    `${durationInMs.toFixed(1)} ms`,
    operationId,
    errorMessage?.slice(0, 300) ?? "",
    sufficientPermissions ? `Needed: ${sufficientPermissions.join(" or ")}.` : "",
  ];
  // Control characters would let a caller forge lines of the log, or write to the terminal.
  return parts
    .filter((part) => part !== "")
    .join(" ")
    .replace(/[\0-\x1f\x7f-\x9f]/g, "?");
}

const maximumBodyBytes = 16 * 1024;

function bodyOf(bytes: Buffer | undefined): { body?: unknown } {
  if (!bytes || bytes.length === 0) return {};
  try {
    return { body: redacted(JSON.parse(bytes.toString())) };
  } catch {
    return {};
  }
}

export interface Journal {
  /** Keeps an entry; its body is read when the journal is. */
  add: (entry: JournalEntry, body: Buffer | undefined) => void;
  /** The latest requests, oldest first; of one tenant, or of all. */
  entries: (tenant?: string) => JournalEntry[];
  /** Forgets the requests of one tenant, or of all. */
  clear: (tenant?: string) => void;
}

/** Keeps the latest requests. */
export function createJournal(limit = 1000): Journal {
  let kept: { entry: JournalEntry; bytes: Buffer | undefined }[] = [];
  return {
    add: (entry, bytes) => {
      kept.push({ entry, bytes: bytes && bytes.length <= maximumBodyBytes ? bytes : undefined });
      // Now and then, since taking one from the front each time costs more than the request.
      if (kept.length >= 2 * limit) kept = kept.slice(-limit);
    },
    entries: (tenant) =>
      kept
        .slice(-limit)
        .filter(({ entry }) => tenant === undefined || entry.tenant === tenant)
        .map(({ entry, bytes }) => ({ ...entry, ...bodyOf(bytes) })),
    clear: (tenant) => {
      kept = tenant === undefined ? [] : kept.filter(({ entry }) => entry.tenant !== tenant);
    },
  };
}
