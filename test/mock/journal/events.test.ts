import { once } from "node:events";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Mock } from "graph-education-sync/mock";
import { createEventStreams } from "../../../src/mock/journal/events.ts";
import { createJournal } from "../../../src/mock/journal/journal.ts";
import type { JournalEntry } from "../../../src/mock/journal/entry.ts";
import { call, control } from "../../support/caller.ts";
import { startForTest } from "../../support/mock.ts";

afterEach(() => void vi.useRealTimers());

interface Event {
  id: string | undefined;
  event: string;
  data: { instance?: string; requests?: { path: string; status: number }[]; leftOut?: number; what?: string };
}

/** The events of a stream, one by one. */
async function* eventsOf(url: string, headers: Record<string, string> = {}): AsyncGenerator<Event, undefined> {
  const answer = await fetch(`${url}/_mock/events`, { headers });
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    const blocks = (text + decoder.decode(chunk, { stream: true })).split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1];
      const data = field("data");
      if (data !== undefined)
        yield { id: field("id"), event: field("event") ?? "", data: JSON.parse(data) as Event["data"] };
    }
  }
}

async function next(events: AsyncGenerator<Event, undefined>): Promise<Event> {
  const { value } = await events.next();
  return value ?? expect.fail("The stream ended.");
}

const list = "listSynchronizationProfiles";

describe("the event stream", () => {
  it("delivers requests as they arrive and resumes after a break", async () => {
    const mock = await startForTest();
    const events = eventsOf(mock.url);
    expect((await next(events)).event).toBe("hello");
    await call(mock.url, list, { query: "?$top=1" });
    const { id, event, data } = await next(events);
    expect([event, data.requests?.map(({ path }) => path), data.leftOut]).toEqual([
      "requests",
      ["/education/synchronizationProfiles?$top=1"],
      0,
    ]);
    await events.return(undefined);
    await call(mock.url, list, { query: "?$top=2" });
    const resumed = eventsOf(mock.url, { "last-event-id": id ?? "" });
    await next(resumed);
    expect((await next(resumed)).data.requests?.map(({ path }) => path)).toEqual([
      "/education/synchronizationProfiles?$top=2",
    ]);
    await resumed.return(undefined);
  });

  it("starts at the present for a last-event-id of another mock", async () => {
    const mock = await startForTest();
    await call(mock.url, list);
    const events = eventsOf(mock.url, { "last-event-id": "another.0" });
    const hello = await next(events);
    expect(hello.id).toBe(`${hello.data.instance}.1`);
    await mock.seed("examples");
    expect(await next(events)).toMatchObject({ event: "changed", data: { what: "state" } });
    await events.return(undefined);
  });

  it.each<[string, (mock: Mock, id: string) => Promise<unknown>, string[]]>([
    ["a reset", (mock) => control(mock, "POST", "/reset"), ["journal", "state"]],
    ["new profiles", (mock) => control(mock, "POST", "/profiles", { body: { set: "examples" } }), ["state"]],
    [
      "new files",
      (mock, id) => control(mock, "POST", `/profiles/${id}/files`, { body: { files: "sample" } }),
      ["state"],
    ],
    [
      "a transition",
      (mock, id) => control(mock, "POST", `/profiles/${id}/transitions`, { body: { to: "deleting" } }),
      ["state"],
    ],
    ["a scenario", (mock) => control(mock, "POST", "/scenario", { body: { failPercent: 1 } }), ["state"]],
    ["an advanced clock", (mock) => control(mock, "POST", "/clock", { body: { advanceInMs: 1 } }), ["state"]],
    ["a cleared journal", (mock) => control(mock, "DELETE", "/journal"), ["journal"]],
    ["the mock's reset()", (mock) => mock.reset(), ["journal", "state"]],
    ["the mock's seed()", (mock) => mock.seed("examples"), ["state"]],
    ["the mock's advance()", (mock) => mock.advance(1), ["state"]],
    ["the mock's scenario()", (mock) => mock.scenario({ failPercent: 1 }), ["state"]],
  ])("reports %s", async (_, change, expected) => {
    const mock = await startForTest({ profiles: "examples" });
    const { set } = (await control(mock, "GET", "/profiles")).body as unknown as { set: { id: string }[] };
    const events = eventsOf(mock.url);
    await next(events);
    await change(mock, set[0]?.id ?? "");
    await call(mock.url, list);
    const changes: unknown[] = [];
    for (let event = await next(events); event.event === "changed"; event = await next(events))
      changes.push(event.data.what);
    expect(changes.sort()).toEqual(expected);
    await events.return(undefined);
  });

  it("sends only a keep-alive every 15 seconds while nothing happens", async () => {
    vi.useFakeTimers();
    const streams = createEventStreams(createJournal());
    const stream = (streams.open(undefined) ?? expect.fail()).setEncoding("utf8");
    stream.read();
    vi.advanceTimersByTime(14_900);
    expect(stream.read()).toBe(null);
    vi.advanceTimersByTime(100);
    expect(stream.read()).toBe(": still here\n\n");
    vi.advanceTimersByTime(15_000);
    expect(stream.read()).toBe(": still here\n\n");
    stream.destroy();
    await once(stream, "close");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("ends when the mock closes, without delaying it", async () => {
    const mock = await startForTest({ drainInMs: 60_000 });
    const events = eventsOf(mock.url);
    await next(events);
    const waitedFor: string[] = [];
    const closed = mock.close((requests) => waitedFor.push(...requests));
    expect((await events.next()).done).toBe(true);
    await closed;
    expect(waitedFor).toEqual([]);
  });

  it("sends a slow reader the latest requests and the number left out", async () => {
    const journal = createJournal();
    const streams = createEventStreams(journal);
    const stream = streams.open(undefined) ?? expect.fail();
    const exchange = { target: "/", requestHeaders: {}, responseHeaders: {} };
    for (let count = 0; count < 5000; count += 1) {
      journal.add({ path: `/${count}`, status: 200 } as JournalEntry, { ...exchange });
      if (count === 2500) await new Promise((resolve) => setTimeout(resolve, 250));
    }
    const texts: string[] = [];
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => texts.push(text));
    await expect.poll(() => texts.join("")).toContain("event: requests");
    const { requests, leftOut } = JSON.parse(/event: requests\ndata: (.*)/.exec(texts.join(""))?.[1] ?? "") as {
      requests: { path: string }[];
      leftOut: number;
    };
    expect([requests.length, requests.at(-1)?.path, leftOut]).toEqual([100, "/4999", 4900]);
    expect(texts.join("").match(/event: requests/g)).toHaveLength(1);
    streams.close();
    await once(stream, "end");
  });
});
