import { mockAddress, ownHeaders, type RequestSummary } from "./control.ts";

/** Requests that came since the event before. */
export interface NewRequests {
  requests: RequestSummary[];
  leftOut: number;
  counts: Record<string, number>;
}

export interface StreamHandlers {
  /** @param isSame whether it is still the mock that the stream began with */
  opened: (isSame: boolean) => void;
  requests: (event: NewRequests) => void;
  changed: (what: "state" | "journal") => void;
  lost: () => void;
  denied: () => void;
}

const retryAfterMs = 1000;

/** The events in what has arrived, and the rest of it. */
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

/** Follows the mock's events, across breaks, until the page closes. EventSource could not send the control token. */
export async function followEvents({ opened, requests, changed, lost, denied }: StreamHandlers): Promise<void> {
  let lastId: string | undefined;
  let instance: string | undefined;

  function take({ id, event, data }: { id?: string; event: string; data: string }): void {
    lastId = id ?? lastId;
    const value = JSON.parse(data) as { instance: string; what: "state" | "journal" } & NewRequests;
    if (event === "requests") requests(value);
    if (event === "changed") changed(value.what);
    if (event !== "hello") return;
    const known = instance;
    ({ instance } = value);
    opened(known === instance);
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
      events.forEach(take);
    }
  }

  for (;;) {
    try {
      const headers = { ...ownHeaders(), ...(lastId === undefined ? {} : { "last-event-id": lastId }) };
      const response = await fetch(`${mockAddress}/_mock/events`, { headers });
      if (response.status === 403) return denied();
      if (response.ok && response.body) await read(response.body);
    } catch {
      // The mock is gone; what was shown stays.
    }
    lost();
    await new Promise((resolve) => setTimeout(resolve, retryAfterMs));
  }
}
