import { useEffect, useState } from "preact/hooks";
import { control, credentials, dataOf, type RequestSummary, type Schemas } from "./control.ts";
import { followEvents, type NewRequests } from "./eventStream.ts";

/** Requests of five seconds, by class of status. */
export interface Bucket {
  from: number;
  counts: Partial<Record<string, number>>;
}

export interface State {
  connection: "connecting" | "open" | "lost" | "denied";
  /** The mock and the scenario of the tenant. */
  known: Schemas["MockState"] | undefined;
  /** Whether the mock has said what it is, or that it can't. */
  hasAnswered: boolean;
  /** Milliseconds by which the mock's clock is ahead of this machine's. */
  clockAhead: number;
  /** The latest first. */
  requests: readonly RequestSummary[];
  /** Requests that came too fast to be listed. */
  leftOut: number;
  buckets: readonly Bucket[];
  /** Grows when profiles may have changed. */
  revision: number;
  /** What the latest action came to. */
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

/** A part of the state; what uses it is drawn again when that part changes. */
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
  const kept = buckets.filter((bucket) => bucket.from > Date.now() - bucketMs * (bucketCount + 1));
  const known = kept.find((bucket) => bucket.from === from);
  const added = { ...known?.counts };
  for (const [name, count] of Object.entries(counts)) added[name] = (added[name] ?? 0) + count;
  return [...kept.filter((bucket) => bucket.from !== from), { from, counts: added }];
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

/** What has come since each reading of the journal that is under way. */
const cameMeanwhile = new Set<NewRequests[]>();

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

/** What is new in an event for a page that knows some of its requests, the oldest first. */
function beyond(known: readonly RequestSummary[], { requests, leftOut, counts }: NewRequests): NewRequests {
  const newest = known.at(-1)?.sequence ?? 0;
  const total = requests.length + leftOut;
  const last = requests.at(-1)?.sequence ?? 0;
  const inBoth = known.filter(({ sequence }) => sequence > last - total && sequence <= last);
  const added = requests.filter(({ sequence }) => sequence > newest);
  const remaining = { ...counts };
  for (const name of inBoth.map(({ status }) => classOf(status))) remaining[name] = (remaining[name] ?? 0) - 1;
  return { requests: added, leftOut: total - inBoth.length - added.length, counts: remaining };
}

async function loadJournal(): Promise<void> {
  const meanwhile: NewRequests[] = [];
  cameMeanwhile.add(meanwhile);
  try {
    const query = { tenant: "*", top: 200 };
    const { value } = dataOf(await control.GET("/_mock/journal", { params: { query } }));
    let buckets: Bucket[] = [];
    for (const { time, status } of value)
      buckets = withCounts(buckets, Date.parse(time) - state.clockAhead, { [classOf(status)]: 1 });
    change({ requests: value.toReversed(), leftOut: 0, buckets });
    for (const event of meanwhile) show(beyond(value, event));
  } finally {
    cameMeanwhile.delete(meanwhile);
  }
}

function addRequests(event: NewRequests): void {
  for (const meanwhile of cameMeanwhile) meanwhile.push(event);
  show(event);
}

/** Says what an action came to, and says why where it failed. */
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

/** Connects this page with the mock. */
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
