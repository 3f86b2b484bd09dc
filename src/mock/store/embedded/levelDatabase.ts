import { statSync } from "node:fs";
import { readdir, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { ClassicLevel } from "classic-level";
import { nextTurn } from "../../turns.ts";
import { StoreUnavailableError } from "../storeErrors.ts";

type Level = ClassicLevel<string, string>;

/** The operations of a change. It is stored atomically, possibly together with other changes. */
export interface Change {
  get: (key: string) => string | undefined;
  put: (key: string, value: string) => void;
  remove: (key: string) => void;
}

/** Keys and values, ordered by key. While it is unavailable, calls fail with a StoreUnavailableError. */
export interface Database {
  get: (key: string) => string | undefined;
  /** The entries whose keys begin with a prefix, after another key, in order. */
  entries: (prefix: string, after?: string, limit?: number) => Promise<[key: string, value: string][]>;
  /** Resolves to the result of `operate` once its changes are on disk. No other change happens in between. */
  change: <T>(operate: (change: Change) => T) => Promise<T>;
  check: () => Promise<void>;
  close: () => Promise<void>;
}

interface Queued {
  operate: (change: Change) => unknown;
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
}

const retryInMs = 500;
// Bytes that reopening writes in addition to the log.
const roomInBytes = 256 * 1024;

const reasonOf = (error: unknown): string => {
  const { code, message, cause } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return "its folder was removed";
  return (cause instanceof Error ? cause.message : message).replace(/\.$/, "");
};

/**
 * Commits all changes together that arrive while another commit is being written.
 *
 * @param protect called whenever files may have been created
 * @param open opens the database in its folder; rejects if it can't
 */
export async function openDatabase(folder: string, protect: () => void, open: () => Promise<Level>): Promise<Database> {
  let level: Level | undefined = await open();
  protect();
  let place = placeOf();
  let failure: { reason: string; retryAt: number } | undefined;
  const queue: Queued[] = [];
  let writing: Promise<void> | undefined;
  // Number of changes in the latest commit.
  let size = 0;

  /** Identifies the opened folder, to detect when it is removed or replaced. */
  function placeOf(): number | undefined {
    return statSync(join(folder, "CURRENT"), { throwIfNoEntry: false })?.ino;
  }

  function fail(reason: string): StoreUnavailableError {
    const error = new StoreUnavailableError(folder, reason);
    if (!failure) process.emitWarning(`${error.message} Requests that change it are answered with 503.`);
    failure = { reason, retryAt: performance.now() + retryInMs };
    return error;
  }

  /** The error for a change that was not started. */
  const unchanged = (reason: string): StoreUnavailableError => new StoreUnavailableError(folder, reason, false);

  async function hasRoom(): Promise<boolean> {
    const logs = (await readdir(folder)).filter((name) => name.endsWith(".log"));
    const sizes = await Promise.all(logs.map(async (name) => (await stat(join(folder, name))).size));
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize > sizes.reduce((sum, size) => sum + size, roomInBytes);
  }

  /** Reopens the database after a failure, since anything after a torn write in the same log would be lost. */
  async function recover(): Promise<void> {
    if (!failure) return;
    if (performance.now() < failure.retryAt) throw unchanged(failure.reason);
    try {
      // Until there is space, the open database can at least be read.
      if (!(await hasRoom())) throw new Error("no space left on the device");
      await level?.close();
      level = undefined;
      level = await open();
      protect();
    } catch (error) {
      fail(reasonOf(error));
      throw unchanged(reasonOf(error));
    }
    place = placeOf();
    failure = undefined;
    process.emitWarning(`The store ${folder} is available again.`);
  }

  function opened(): Level {
    if (!level) throw unchanged(failure?.reason ?? "it is closed");
    return level;
  }

  function get(key: string): string | undefined {
    try {
      return opened().getSync(key);
    } catch (error) {
      if (error instanceof StoreUnavailableError) throw error;
      throw new StoreUnavailableError(folder, reasonOf(error));
    }
  }

  /** Resolves, once the changes are on the disk, to the function that notifies everyone who waits for them. */
  async function commit(batch: Queued[]): Promise<() => void> {
    await recover();
    const changed = new Map<string, string | undefined>();
    const done: (() => void)[] = [];
    for (const [index, { operate, resolve, reject }] of batch.entries()) {
      // Each change reads from the store, and there may be a thousand.
      if (index > 0 && index % 100 === 0) await nextTurn();
      const own = new Map<string, string | undefined>();
      const read = (key: string) => (own.has(key) ? own.get(key) : changed.has(key) ? changed.get(key) : get(key));
      try {
        const result = operate({
          get: read,
          put: (key, value) => void own.set(key, value),
          remove: (key) => void own.set(key, undefined),
        });
        for (const [key, value] of own) changed.set(key, value);
        done.push(() => resolve(result));
      } catch (error) {
        reject(error);
      }
    }
    if (changed.size > 0) {
      try {
        // Twice as fast as a batch passed as an array.
        const chained = opened().batch();
        for (const [key, value] of changed) {
          if (value === undefined) chained.del(key);
          else chained.put(key, value);
        }
        await chained.write({ sync: true });
      } catch (error) {
        throw fail(reasonOf(error));
      }
      if (placeOf() !== place) throw fail("its folder was removed");
      protect();
    }
    return () => {
      for (const resolve of done) resolve();
    };
  }

  /** Waits while changes arrive, up to the number in the latest commit. */
  async function gather(): Promise<void> {
    let arrived: number;
    do {
      arrived = queue.length;
      await setImmediate();
    } while (arrived < queue.length && queue.length < size);
  }

  async function write(): Promise<void> {
    let notify = (): void => {};
    while (queue.length > 0) {
      if (queue.length < size) {
        notify();
        notify = () => {};
        await gather();
      }
      // Half of the pending changes, so that one half is answered while the other is written.
      const batch = queue.splice(0, Math.min(Math.ceil((queue.length + size) / 2), 1000));
      size = batch.length;
      const committing = commit(batch).catch((error: unknown) => () => {
        for (const { reject } of batch) reject(error);
      });
      // Only now, so that the disk doesn't wait for the answers to be sent.
      notify();
      notify = await committing;
    }
    notify();
    writing = undefined;
  }

  return {
    get,
    entries: async (prefix, after = prefix, limit = -1) => {
      const range = { gt: after, lt: `${prefix}\uffff`, limit: Number.isFinite(limit) ? limit : -1 };
      try {
        return await opened().iterator(range).all();
      } catch (error) {
        if (error instanceof StoreUnavailableError) throw error;
        throw new StoreUnavailableError(folder, reasonOf(error));
      }
    },
    change: <T>(operate: (change: Change) => T) =>
      new Promise<T>((resolve, reject) => {
        queue.push({ operate, resolve: resolve as Queued["resolve"], reject });
        // Changes that arrive in the same turn of the event loop share a commit.
        writing ??= setImmediate().then(write);
      }),
    check: async () => {
      if (!failure && placeOf() !== place) fail("its folder was removed");
      await recover();
    },
    close: async () => {
      await writing;
      if (level) protect();
      await level?.close();
      level = undefined;
    },
  };
}
