import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { limits } from "../limits.ts";
import type { Journal } from "./journal.ts";

/** Streams of server-sent events. They cost nothing while none is open. */
export interface EventStreams {
  /**
   * Opens a stream; `undefined` if too many are open.
   *
   * @param lastEventId resumes an interrupted stream after this event
   */
  open: (lastEventId: string | undefined) => Readable | undefined;
  /** Notifies the streams of changes without a request: to profiles, scenario or clock, or when the journal is cleared. */
  changed: (what: "state" | "journal") => void;
  close: () => void;
}

interface Stream {
  readonly readable: Readable;
  sent: number;
  readonly changes: Set<string>;
}

const flushEveryMs = 100;
const heartbeatEveryMs = 15_000;
const latestRequests = 100;

const eventOf = (event: string, data: unknown, id?: string): string =>
  `${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** Sends each stream the new requests in the journal, several times a second. */
export function createEventStreams(journal: Journal, maxStreams: number = limits.eventStreams.max): EventStreams {
  // Event ids of another mock, or of this one before a restart, must not match.
  const instance = randomBytes(4).toString("hex");
  const streams = new Set<Stream>();
  let timer: NodeJS.Timeout | undefined;
  let sinceHeartbeat = 0;

  function flush(stream: Stream): void {
    // A slow reader gets only the latest requests, and the number of skipped ones.
    if (stream.readable.readableLength > 0) return;
    for (const what of stream.changes) stream.readable.push(eventOf("changed", { what }));
    stream.changes.clear();
    const latest = journal.latest();
    if (latest === stream.sent) return;
    const requests = journal.summaries(stream.sent, latestRequests);
    const leftOut = latest - stream.sent - requests.length;
    const counts = journal.countsByClass(stream.sent);
    stream.sent = latest;
    stream.readable.push(eventOf("requests", { requests, leftOut, counts }, `${instance}.${latest}`));
  }

  function tick(): void {
    sinceHeartbeat += flushEveryMs;
    const isTimeForHeartbeat = sinceHeartbeat >= heartbeatEveryMs;
    if (isTimeForHeartbeat) sinceHeartbeat = 0;
    for (const stream of streams) {
      if (isTimeForHeartbeat && stream.readable.readableLength === 0) stream.readable.push(": still here\n\n");
      flush(stream);
    }
  }

  function remove(stream: Stream): void {
    streams.delete(stream);
    if (streams.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }

  return {
    open: (lastEventId = "") => {
      if (streams.size >= maxStreams) return undefined;
      const readable = new Readable({ read: () => {} });
      const [of, last] = lastEventId.split(".");
      const latest = journal.latest();
      const isOurs = of === instance && Number(last) <= latest;
      const stream = { readable, sent: isOurs ? Number(last) : latest, changes: new Set<string>() };
      readable.push(`retry: 1000\n${eventOf("hello", { instance }, `${instance}.${stream.sent}`)}`);
      streams.add(stream);
      readable.once("close", () => remove(stream));
      timer ??= setInterval(tick, flushEveryMs).unref();
      return readable;
    },
    changed: (what) => {
      for (const { changes } of streams) changes.add(what);
    },
    close: () => {
      for (const { readable } of streams) readable.push(null);
    },
  };
}
