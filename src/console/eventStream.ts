import { servedFrom } from "../servedFrom.ts";
import { ownHeaders, type RequestSummary } from "./control.ts";

/** The requests since the previous event. */
export interface NewRequests {
  requests: RequestSummary[];
  leftOut: number;
  counts: Record<string, number>;
}

export interface StreamHandlers {
  /** @param isSame whether it is still the same mock as before */
  opened: (isSame: boolean) => void;
  requests: (event: NewRequests) => void;
  changed: (what: "state" | "journal") => void;
  lost: () => void;
  denied: () => void;
}

const retryAfterMs = 1000;

/** Splits received text into complete events and the rest. */
export function eventsIn(text: string): { events: { id?: string; event: string; data: string }[]; rest: string } {
  const blocks = text.split("\n\n");
  const rest = blocks.pop() ?? "";
  const events = blocks.flatMap((block) => {
    const fields = new Map(block.split("\n").map((line) => line.split(/: ?(.*)/s) as [string, string]));
    const [event, data, id] = [fields.get("event"), fields.get("data"), fields.get("id")];
    return event === undefined || data === undefined ? [] : [{ event, data, ...(id === undefined ? {} : { id }) }];
  });
  return { events, rest };
}

/** Follows the mock's events, reconnecting until the page is closed. EventSource couldn't send the control token. */
export async function followEvents({ opened, requests, changed, lost, denied }: StreamHandlers): Promise<void> {
  let lastId: string | undefined;
  let instance: string | undefined;

  function dispatch({ id, event, data }: { id?: string; event: string; data: string }): void {
    lastId = id ?? lastId;
    const value = JSON.parse(data) as { instance: string; what: "state" | "journal" } & NewRequests;
    if (event === "requests") requests(value);
    if (event === "changed") changed(value.what);
    if (event !== "hello") return;
    const previous = instance;
    ({ instance } = value);
    opened(previous === instance);
  }

  async function read(body: ReadableStream<Uint8Array>): Promise<void> {
    const reader = body
      .pipeThrough(new TextDecoderStream() as never)
      .getReader() as ReadableStreamDefaultReader<string>;
    let text = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const { events, rest } = eventsIn(text + value);
      text = rest;
      events.forEach(dispatch);
    }
  }

  for (;;) {
    try {
      const headers = { ...ownHeaders(), ...(lastId === undefined ? {} : { "last-event-id": lastId }) };
      const response = await fetch(`${servedFrom}/_mock/events`, { headers });
      if (response.status === 403) return denied();
      if (response.ok && response.body) await read(response.body);
    } catch {
      // The mock is gone; the page keeps its content.
    }
    lost();
    await new Promise((resolve) => setTimeout(resolve, retryAfterMs));
  }
}
