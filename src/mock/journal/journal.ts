import type { IncomingHttpHeaders } from "node:http";
import type { Fault } from "../../../generated/controlTypes.ts";
import { locatedViolations } from "../contract/errorDetails.ts";
import type { InjectedFault, Violation } from "../http/answer.ts";
import { limits } from "../limits.ts";
import { redacted, redactedHeaders, redactedText } from "./redaction.ts";
import type { JournalEntry } from "./entry.ts";
import { type TokenKind, tokenKind } from "../tokens/tokenKind.ts";

/** A request and its answer, unmodified and including secrets. */
export interface Exchange {
  /** As it was sent. */
  target: string;
  requestHeaders: IncomingHttpHeaders;
  /** Absent if it was not read, or was too large. */
  requestBody?: Buffer | undefined;
  responseHeaders: Record<string, string>;
  responseBody?: string | Buffer | undefined;
  violations?: Violation[] | undefined;
  fault?: InjectedFault | undefined;
}

/** The summary of a request, for lists. */
export interface RequestSummary extends JournalEntry {
  /** Increases by one with each recorded request. */
  sequence: number;
  token: TokenKind;
}

/** A request with the reason for its answer; without tokens and secrets. */
export interface RecordedRequest extends RequestSummary {
  requestHeaders: Record<string, string>;
  responseHeaders: Record<string, string>;
  /** Sizes of the bodies; 0 if there was none, or if the request's was not read as an API body. */
  requestBytes: number;
  responseBytes: number;
  /** The request's body, if it is JSON and was stored. */
  body?: unknown;
  /** The answer's body, if it was stored; a string if it is not JSON. */
  responseBody?: unknown;
  /** How the request violates the contract. */
  violations: { location: string[]; code: string; message: string }[];
  /** The fault that was injected instead of an answer. */
  fault?: Fault;
}

export interface Journal {
  /** Records a request. Secrets are removed when the journal is read. */
  add: (entry: JournalEntry, exchange: Exchange) => void;
  /** Sequence number of the latest request. */
  latest: () => number;
  /** The latest requests, oldest first; of one tenant, or of all. */
  entries: (tenant?: string) => RecordedRequest[];
  /** The latest `top` requests after a sequence number, oldest first. */
  summaries: (after: number, top: number) => RequestSummary[];
  /** The number of requests after a sequence number, by class of status: `{ "2xx": 3 }`. */
  countsByClass: (after: number) => Record<string, number>;
  /** A page of the latest requests that match, and the sequence number before which the next page ends. */
  find: (search: Search) => { value: RecordedRequest[]; before?: number };
  get: (requestId: string) => RecordedRequest | undefined;
  /** The unmodified request. */
  exchange: (requestId: string) => { method: string; exchange: Exchange; isWhole: boolean } | undefined;
  /** Removes the requests of one tenant, or of all. */
  clear: (tenant?: string) => void;
}

export interface Search {
  tenant?: string | undefined;
  /** Such as `404` or `4xx`. */
  status?: string | undefined;
  operationId?: string | undefined;
  text?: string | undefined;
  /** Only requests before this sequence number. */
  before?: number | undefined;
  top: number;
}

interface Kept {
  readonly sequence: number;
  readonly entry: JournalEntry;
  readonly exchange: Exchange;
  readonly requestBytes: number;
  readonly responseBytes: number;
  /** Its size without its bodies. */
  readonly headBytes: number;
}

/** Approximate bytes of an entry and its objects, excluding their texts. */
const overhead = 1000;

const lengthOf = (body: Exchange["responseBody"]): number => body?.length ?? 0;

const bytesIn = ({ exchange }: Kept): number => lengthOf(exchange.requestBody) + lengthOf(exchange.responseBody);

const textLength = (texts: Record<string, unknown>): number =>
  Object.entries(texts).reduce((sum, [name, value]) => sum + name.length + String(value).length, 0);

function headBytesOf(
  entry: JournalEntry,
  { target, requestHeaders, responseHeaders, violations = [] }: Exchange,
): number {
  const ofViolations = violations.reduce((sum, { message, path = [] }) => sum + message.length + path.join().length, 0);
  const texts = [entry, requestHeaders, responseHeaders].map((each) => textLength({ ...each }));
  return texts.reduce((sum, length) => sum + length, overhead + target.length + ofViolations);
}

// A small body may be a view of a large buffer, which it would keep in memory.
const alone = (body: Buffer): Buffer => (body.buffer.byteLength > 2 * body.length + 8192 ? Buffer.from(body) : body);

function parsed(text: string): { json: unknown } | undefined {
  try {
    return { json: redacted(JSON.parse(text)) };
  } catch {
    return undefined;
  }
}

function responseBodyOf(body: Exchange["responseBody"], headers: Record<string, string>): unknown {
  if (body === undefined || headers["content-encoding"] !== undefined) return undefined;
  return parsed(body.toString())?.json ?? redactedText(body.toString());
}

function faultOf(fault: InjectedFault): Fault {
  const kind = "throttle" in fault.cause ? "throttle" : "failure";
  const retryAfter = "retryAfter" in fault ? { retryAfter: fault.retryAfter } : {};
  return { kind, ...fault.cause, ...retryAfter };
}

const summaryOf = ({ sequence, entry, exchange }: Kept): RequestSummary => ({
  sequence,
  ...entry,
  token: tokenKind(exchange.requestHeaders.authorization),
});

function recordedOf(kept: Kept): RecordedRequest {
  const { requestHeaders, requestBody, responseHeaders, responseBody, violations = [], fault } = kept.exchange;
  const request = requestBody && requestBody.length > 0 ? parsed(requestBody.toString()) : undefined;
  const response = lengthOf(responseBody) > 0 ? responseBodyOf(responseBody, responseHeaders) : undefined;
  return {
    ...summaryOf(kept),
    requestHeaders: redactedHeaders(requestHeaders),
    responseHeaders: redactedHeaders(responseHeaders),
    requestBytes: kept.requestBytes,
    responseBytes: kept.responseBytes,
    ...(request ? { body: request.json } : {}),
    ...(response === undefined ? {} : { responseBody: response }),
    violations: locatedViolations(violations),
    ...(fault ? { fault: faultOf(fault) } : {}),
  };
}

function matcher({ tenant, status, operationId, text, before = Infinity }: Search): (kept: Kept) => boolean {
  const wanted = text?.toLowerCase();
  return ({ sequence, entry }) => {
    if (sequence >= before || (tenant !== undefined && entry.tenant !== tenant)) return false;
    if (operationId !== undefined && entry.operationId !== operationId) return false;
    if (status !== undefined && !new RegExp(`^${status.replace("xx", "..")}$`).test(String(entry.status))) return false;
    if (wanted === undefined) return true;
    const { method, path, errorMessage = "", requestId, clientRequestId } = entry;
    return `${method} ${path}\n${errorMessage}\n${requestId}\n${clientRequestId}`.toLowerCase().includes(wanted);
  };
}

/**
 * Records the latest requests.
 *
 * @param limit maximum number of requests
 * @param maximum total bytes of bodies; above it, those of the oldest requests are dropped
 * @param maximumOfHeads total bytes of everything else; above it, the oldest requests are dropped
 */
export function createJournal(
  limit: number = limits.journalEntries.max,
  maximum: number = limits.journalBodies.max,
  maximumOfHeads: number = limits.journal.max,
): Journal {
  let kept: Kept[] = [];
  let latest = 0;
  let bytes = 0;
  let headBytes = 0;
  /** Index of the oldest request that may still have its bodies. */
  let firstWithBodies = 0;

  function keep(newest: Kept[]): void {
    kept = newest;
    bytes = kept.reduce((sum, each) => sum + bytesIn(each), 0);
    headBytes = kept.reduce((sum, each) => sum + each.headBytes, 0);
    firstWithBodies = 0;
  }

  /** Drops the oldest requests until half of the limit is free. */
  function dropOldest(): void {
    let excess = headBytes - maximumOfHeads / 2;
    keep(kept.slice(kept.findIndex((each) => (excess -= each.headBytes) <= 0) + 1));
  }

  function dropBodies(): void {
    for (; bytes > maximum && firstWithBodies < kept.length; firstWithBodies += 1) {
      const oldest = kept[firstWithBodies] as Kept;
      bytes -= bytesIn(oldest);
      oldest.exchange.requestBody = undefined;
      oldest.exchange.responseBody = undefined;
    }
  }

  const lastKept = (): Kept[] => kept.slice(-limit);
  const byId = (requestId: string) => lastKept().findLast(({ entry }) => entry.requestId === requestId);

  return {
    add: (entry, exchange) => {
      latest += 1;
      const requestBytes = lengthOf(exchange.requestBody);
      const responseBytes = lengthOf(exchange.responseBody);
      if (requestBytes > limits.journalBody.max) exchange.requestBody = undefined;
      if (responseBytes > limits.journalBody.max) exchange.responseBody = undefined;
      if (exchange.requestBody) exchange.requestBody = alone(exchange.requestBody);
      const newest = {
        sequence: latest,
        entry,
        exchange,
        requestBytes,
        responseBytes,
        headBytes: headBytesOf(entry, exchange),
      };
      kept.push(newest);
      bytes += bytesIn(newest);
      headBytes += newest.headBytes;
      // Only now and then, since removing the first element each time would cost more than the request.
      if (kept.length >= 2 * limit) keep(kept.slice(-limit));
      if (bytes > maximum) dropBodies();
      if (headBytes > maximumOfHeads) dropOldest();
    },
    latest: () => latest,
    entries: (tenant) =>
      lastKept()
        .filter(({ entry }) => tenant === undefined || entry.tenant === tenant)
        .map(recordedOf),
    summaries: (after, top) => {
      const from = kept.findLastIndex(({ sequence }) => sequence <= after) + 1;
      return kept.slice(Math.max(from, kept.length - Math.min(top, limit))).map(summaryOf);
    },
    countsByClass: (after) => {
      const counts: Record<string, number> = {};
      for (const { sequence, entry } of kept) {
        const name = `${Math.floor(entry.status / 100)}xx`;
        if (sequence > after) counts[name] = (counts[name] ?? 0) + 1;
      }
      return counts;
    },
    find: (search) => {
      const found = lastKept().filter(matcher(search));
      const page = found.slice(-search.top);
      const [first] = page;
      return {
        value: page.map(recordedOf),
        ...(first && page.length < found.length ? { before: first.sequence } : {}),
      };
    },
    get: (requestId) => {
      const found = byId(requestId);
      return found && recordedOf(found);
    },
    exchange: (requestId) => {
      const found = byId(requestId);
      if (!found) return undefined;
      const { entry, exchange, requestBytes } = found;
      return { method: entry.method, exchange, isWhole: lengthOf(exchange.requestBody) === requestBytes };
    },
    clear: (tenant) => keep(tenant === undefined ? [] : kept.filter(({ entry }) => entry.tenant !== tenant)),
  };
}
