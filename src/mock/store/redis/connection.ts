import { StoreUnavailableError, UnwritableStoreError } from "../storeErrors.ts";
import { watchAvailability } from "./availability.ts";
import { createClient, type Ioredis, isCluster } from "./createClient.ts";
import { probeKeysOf } from "./probeKeys.ts";
import { parseRedisUrl } from "./redisUrl.ts";
import { scripts } from "./scripts.ts";
import { assertUsable, warnOfEviction } from "./startChecks.ts";
import { connectionReason, whyUnreachable } from "./unreachable.ts";

/** Sends a command to a server; rejects with a StoreUnavailableError if none answers. */
export type Send = <T>(command: string, ...parameters: (string | number)[]) => Promise<T>;

export interface Connection {
  send: Send;
  /** Rejects with a StoreUnavailableError if a write would. */
  check: () => Promise<void>;
  close: () => Promise<void>;
}

const changes = new Set<string>([
  "zadd",
  "set",
  ...Object.keys(scripts).filter((name) => !/^(list|count|file)/.test(name)),
]);

/** A command has not run if a server refused it, or if it was never sent. */
const hasNotRun = ({ name, message }: Error): boolean =>
  name === "ReplyError" ||
  /^(Stream isn't writeable|Cluster isn't ready|Too many Cluster redirections|None of startup nodes)/.test(message);

const withoutScript = (message: string): string => message.replace(/,? script: \w+, on @.*$/s, "").replace(/\.$/, "");

function reasonOf({ name, message }: Error, lastError: string): string {
  if (/^Stream isn't writeable/.test(message)) return lastError;
  if (message === "Command timed out") return "it did not answer in time";
  const isLost = name === "MaxRetriesPerRequestError" || message === "Connection is closed.";
  return isLost ? "the connection was lost" : withoutScript(message);
}

/** How long to wait before reconnecting a client that has given up. */
const restartInMs = 250;

/**
 * Connects to a server, to the servers that Sentinels name, or to a cluster, and reconnects whenever the connection is lost.
 *
 * @param masked the URL without credentials
 * @throws {UnwritableStoreError} if it can't be reached initially, or lacks what the store needs
 */
export async function connect(url: string, masked: string, ioredis: Ioredis): Promise<Connection> {
  const address = parseRedisUrl(url);
  let hasStarted = false;
  let lastError = "the connection was closed";
  let selectError: StoreUnavailableError | undefined;
  const client = createClient(url, address, ioredis, () => hasStarted);
  for (const [name, lua] of Object.entries(scripts)) client.defineCommand(name, { numberOfKeys: 1, lua });
  client.on("connect", () => (selectError = undefined));
  client.on("error", (error: Error & { command?: { name: string }; lastNodeError?: Error }) => {
    lastError = connectionReason(error.lastNodeError ?? error);
    // Otherwise the client would continue in database 0.
    if (error.command?.name === "select") selectError = new StoreUnavailableError(masked, lastError, false);
  });
  try {
    await client.connect();
    await assertUsable(client, address, masked);
  } catch (error) {
    client.disconnect();
    if (error instanceof UnwritableStoreError) throw error;
    throw new UnwritableStoreError(masked, (await whyUnreachable(address)) ?? lastError);
  }
  hasStarted = true;
  await warnOfEviction(client, masked);

  const commands = client as unknown as Record<string, (...parameters: (string | number)[]) => Promise<unknown>>;
  async function attempt<T>(command: string, parameters: (string | number)[]): Promise<T> {
    try {
      if (selectError) throw selectError;
      // A command queued for a cluster would run later, when its caller has already been answered.
      if (client.status !== "ready") throw new Error("Stream isn't writeable");
      return (await commands[command]?.(...parameters)) as T;
    } catch (error) {
      if (error instanceof StoreUnavailableError) throw error;
      if (isCluster(client) && client.status === "ready") client.refreshSlotsCache();
      throw new StoreUnavailableError(masked, reasonOf(error as Error, lastError), !hasNotRun(error as Error));
    }
  }

  async function probe(): Promise<void> {
    for (const key of await probeKeysOf(client, ioredis).catch(() => probeKeysOf())) {
      const [, message] = await attempt<string[]>("probeStore", [key]);
      if (message !== undefined) throw new StoreUnavailableError(masked, withoutScript(message), false);
    }
  }
  let isClosed = false;
  // ioredis gives up for good if a failover interrupts its query to the Sentinels.
  client.on("end", () => {
    if (isClosed) return;
    setTimeout(() => {
      if (!isClosed && client.status === "end") client.connect().catch(() => {});
    }, restartInMs).unref();
  });
  const availability = watchAvailability(masked, probe, !isCluster(client));
  client.on("close", () => {
    if (client.status !== "end") availability.failed(new StoreUnavailableError(masked, lastError));
  });

  return {
    send: async <T>(command: string, ...parameters: (string | number)[]) => {
      try {
        const result = await attempt<T>(command, parameters);
        if (changes.has(command)) availability.written();
        return result;
      } catch (error) {
        if (error instanceof StoreUnavailableError) availability.failed(error);
        throw error;
      }
    },
    check: availability.check,
    close: async () => {
      isClosed = true;
      availability.close();
      await client.quit().catch(() => client.disconnect());
    },
  };
}
