import type { Redis } from "ioredis";
import { StoreUnavailableError, UnwritableStoreError } from "../storeErrors.ts";
import { keysOf, replaceSetting, scripts } from "./scripts.ts";

/** A command that the server answers; rejects with a StoreUnavailableError where it doesn't. */
export type Send = <T>(command: string, ...parameters: (string | number)[]) => Promise<T>;

export interface Connection {
  send: Send;
  close: () => Promise<void>;
}

/** Milliseconds within which a server answers, or counts as gone. */
const timeoutInMs = 1500;

const options = {
  lazyConnect: true,
  // Whoever waits is better off with an answer; and nothing that was given up is carried out later.
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  commandTimeout: timeoutInMs,
  connectTimeout: timeoutInMs,
  retryStrategy: (times: number) => Math.min(times * 50, 1000),
};

/**
 * Connects to a server, and again whenever the connection is lost.
 *
 * @param shown the URL as it may be shown
 * @throws {UnwritableStoreError} when it can't be reached at first
 */
export async function connect(url: string, shown: string, Client: typeof Redis): Promise<Connection> {
  const client = new Client(url, options);
  const numberOfKeys = keysOf("").length;
  for (const [name, lua] of Object.entries(scripts)) client.defineCommand(name, { numberOfKeys, lua });
  client.defineCommand("replaceSetting", { numberOfKeys: 1, lua: replaceSetting });
  let lastError = "the connection was closed";
  let isLost = false;
  client.on("error", (error: Error) => void (lastError = error.message || (error as NodeJS.ErrnoException).code || ""));
  try {
    await client.connect();
  } catch {
    client.disconnect();
    throw new UnwritableStoreError(shown, lastError);
  }
  client.on("close", () => {
    if (isLost || client.status === "end") return;
    isLost = true;
    process.emitWarning(`The store ${shown} is unavailable: ${lastError}. Requests are answered with 503.`);
  });
  client.on("ready", () => {
    if (!isLost) return;
    isLost = false;
    process.emitWarning(`The store ${shown} is available again.`);
  });

  const commands = client as unknown as Record<string, (...parameters: (string | number)[]) => Promise<unknown>>;
  return {
    send: async <T>(command: string, ...parameters: (string | number)[]) => {
      try {
        return (await commands[command]?.(...parameters)) as T;
      } catch (error) {
        const { message } = error as Error;
        throw new StoreUnavailableError(shown, /^Stream isn't writeable/.test(message) ? lastError : message);
      }
    },
    close: async () => {
      isLost = true;
      await client.quit().catch(() => client.disconnect());
    },
  };
}
