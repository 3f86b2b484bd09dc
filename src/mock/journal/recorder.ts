import { errorDetails } from "../contract/errorDetails.ts";
import type { Answer } from "../http/answer.ts";
import type { HttpRequest } from "../http/service.ts";
import type { JournalEntry } from "./entry.ts";
import type { Journal } from "./journal.ts";
import { redactedTarget } from "./redaction.ts";

interface RecorderOptions {
  journal: Journal;
  /** Milliseconds since the Unix epoch. */
  now: () => number;
  onRequest: ((entry: JournalEntry) => void | Promise<void>) | undefined;
}

type RecordedRequest = Pick<HttpRequest, "method" | "target" | "headers" | "ids" | "tenant">;

function entryOf(
  { method, target, ids, tenant: own }: RecordedRequest,
  { status, tenant = own, evictedTenant, operationId, errorMessage, violations, permissions }: Answer,
  now: number,
  durationInMs: number,
): JournalEntry {
  const entry: JournalEntry = {
    time: new Date(now).toISOString(),
    method,
    path: redactedTarget(target.path + target.search),
    status,
    durationInMs: Math.round(durationInMs * 10) / 10,
    requestId: ids.requestId,
    clientRequestId: ids.clientRequestId,
  };
  if (tenant !== null) entry.tenant = tenant;
  if (evictedTenant !== undefined) entry.evictedTenant = evictedTenant;
  if (operationId !== undefined) entry.operationId = operationId;
  if (errorMessage !== undefined) entry.errorMessage = errorMessage;
  if (violations && status < 400) entry.forgiven = errorDetails(violations).map(({ message }) => message);
  if (permissions)
    Object.assign(entry, { missingPermission: permissions.missing, sufficientPermissions: permissions.sufficient });
  return entry;
}

/** Calls `onRequest`; if that fails, requests and the process continue. */
async function report(onRequest: RecorderOptions["onRequest"], entry: JournalEntry): Promise<void> {
  try {
    await onRequest?.(entry);
  } catch (error) {
    process.emitWarning(`onRequest failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Creates the function that adds a request and its answer to the journal, and reports it to `onRequest`. */
export const createRecorder =
  ({ journal, now, onRequest }: RecorderOptions) =>
  (request: RecordedRequest, answer: Answer, durationInMs: number): void => {
    if (answer.isUnrecorded) return;
    const { target, headers: requestHeaders } = request;
    const { headers: responseHeaders, body, violations, fault } = answer;
    const entry = entryOf(request, answer, now(), durationInMs);
    journal.add(entry, {
      target: target.path + target.search,
      requestHeaders,
      requestBody: answer.hidesBody ? undefined : answer.requestBody,
      responseHeaders,
      responseBody: answer.hidesBody ? undefined : body,
      violations,
      fault,
    });
    void report(onRequest, entry);
  };
