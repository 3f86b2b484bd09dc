import { useEffect, useState } from "preact/hooks";
import { control, credentials, dataOf, type RequestSummary, type Schemas } from "./control.ts";
import { followEvents, type NewRequests } from "./eventStream.ts";

/** The number of requests in five seconds, by status class. */
export interface Bucket {
  from: number;
  counts: Partial<Record<string, number>>;
}

export interface State {
  connection: "connecting" | "open" | "lost" | "denied";
  /** The mock and the tenant's scenario, once they are known. */
  known: Schemas["MockState"] | undefined;
  /** Whether the mock has answered, even with an error. */
  hasAnswered: boolean;
  /** Milliseconds by which the mock's clock is ahead of this machine's. */
  clockAhead: number;
  /** Latest first. */
  requests: readonly RequestSummary[];
  /** Number of requests that arrived too fast to be listed. */
  leftOut: number;
  buckets: readonly Bucket[];
  /** Increases when profiles may have changed. */
  revision: number;
  /** The result of the latest action. */
  notice: { text: string; isError: boolean } | undefined;
}

const listedRequests = 1000;
export const bucketMs = 5000;
export const bucketCount = 60;

let state: State = {
  connection: "connecting",
  known: undefined,
  hasAnswered: false,
  clockAhead: 0,
  requests: [],
  leftOut: 0,
  buckets: [],
  revision: 0,
  notice: undefined,
};
const listeners = new Set<() => void>();

function change(parts: Partial<State>): void {
  state = { ...state, ...parts };
  for (const listener of listeners) listener();
}

/** A part of the state; components that use it are rendered again when it changes. */
export function useStore<T>(select: (state: State) => T): T {
  const [value, setValue] = useState(() => select(state));
  useEffect(() => {
    const listener = (): void => setValue(() => select(state));
    listeners.add(listener);
    listener();
    return () => void listeners.delete(listener);
  }, []);
  return value;
}

export const mockNow = (): number => Date.now() + state.clockAhead;

function withCounts(buckets: readonly Bucket[], at: number, counts: Record<string, number>): Bucket[] {
  const from = Math.floor(at / bucketMs) * bucketMs;
  const recent = buckets.filter((bucket) => bucket.from > Date.now() - bucketMs * (bucketCount + 1));
  const existing = recent.find((bucket) => bucket.from === from);
  const added = { ...existing?.counts };
  for (const [name, count] of Object.entries(counts)) added[name] = (added[name] ?? 0) + count;
  return [...recent.filter((bucket) => bucket.from !== from), { from, counts: added }];
}

const classOf = (status: number): string => `${Math.floor(status / 100)}xx`;

export async function loadMock(): Promise<Schemas["MockState"]> {
  try {
    // In the types of openapi-fetch, a tuple is an array of any length.
    const known = dataOf(await control.GET("/_mock", {})) as Schemas["MockState"];
    change({ known, clockAhead: Date.parse(known.mock.now) - Date.now() });
    return known;
  } finally {
    change({ hasAnswered: true });
  }
}

/** For each pending load of the journal, the events since it began. */
const eventsDuringLoads = new Set<NewRequests[]>();

function show(event: NewRequests): void {
  const newest = state.requests[0]?.sequence ?? 0;
  const added = event.requests.filter(({ sequence }) => sequence > newest).reverse();
  change({
    requests: [...added, ...state.requests].slice(0, listedRequests),
    leftOut: state.leftOut + event.leftOut,
    buckets: withCounts(state.buckets, Date.now(), event.counts),
    revision: state.revision + 1,
  });
}

/** The part of an event that is new for a page that has already loaded some of its requests, oldest first. */
function withoutLoaded(loaded: readonly RequestSummary[], { requests, leftOut, counts }: NewRequests): NewRequests {
  const newest = loaded.at(-1)?.sequence ?? 0;
  const total = requests.length + leftOut;
  const last = requests.at(-1)?.sequence ?? 0;
  const inBoth = loaded.filter(({ sequence }) => sequence > last - total && sequence <= last);
  const added = requests.filter(({ sequence }) => sequence > newest);
  const remaining = { ...counts };
  for (const name of inBoth.map(({ status }) => classOf(status))) remaining[name] = (remaining[name] ?? 0) - 1;
  return { requests: added, leftOut: total - inBoth.length - added.length, counts: remaining };
}

async function loadJournal(): Promise<void> {
  const events: NewRequests[] = [];
  eventsDuringLoads.add(events);
  try {
    const query = { tenant: "*", top: 200 };
    const { value } = dataOf(await control.GET("/_mock/journal", { params: { query } }));
    let buckets: Bucket[] = [];
    for (const { time, status } of value)
      buckets = withCounts(buckets, Date.parse(time) - state.clockAhead, { [classOf(status)]: 1 });
    change({ requests: value.toReversed(), leftOut: 0, buckets });
    for (const event of events) show(withoutLoaded(value, event));
  } finally {
    eventsDuringLoads.delete(events);
  }
}

function addRequests(event: NewRequests): void {
  for (const events of eventsDuringLoads) events.push(event);
  show(event);
}

/** Runs an action and shows its result, or why it failed. */
export async function act(done: string, action: () => Promise<unknown>): Promise<void> {
  try {
    await action();
    change({ notice: { text: done, isError: false } });
  } catch (error) {
    change({ notice: { text: (error as Error).message, isError: true } });
  }
}

export const dismissNotice = (): void => change({ notice: undefined });

export async function selectTenant(tenant: string): Promise<void> {
  credentials.tenant = tenant;
  await loadMock();
  change({ revision: state.revision + 1 });
}

/** Clears the journal of all tenants. */
export async function clearRequests(): Promise<void> {
  dataOf(await control.DELETE("/_mock/journal", { params: { query: { tenant: "*" } } }));
}

const ignore = (): void => undefined;

/** Connects this page to the mock. */
export function connect(): void {
  void followEvents({
    opened: (isSame) => {
      change({ connection: "open" });
      const loaded = isSame ? loadMock() : loadMock().then(loadJournal);
      loaded.then(() => change({ revision: state.revision + 1 }), ignore);
    },
    requests: addRequests,
    changed: (what) => {
      if (what === "journal") void loadJournal().catch(ignore);
      else void loadMock().then(() => change({ revision: state.revision + 1 }), ignore);
    },
    lost: () => change({ connection: "lost" }),
    denied: () => change({ connection: "denied" }),
  });
}

export function enterToken(token: string): void {
  credentials.setToken(token);
  change({ connection: "connecting" });
  connect();
}
