import type { Cluster, Redis } from "ioredis";
import type { RedisAddress } from "./redisUrl.ts";

/** What is used of the package ioredis, which only those install who need it. */
export interface Ioredis {
  Redis: typeof Redis;
  Cluster: typeof Cluster;
  Command: typeof import("ioredis").Command;
}

export type Client = Redis | Cluster;

/** Milliseconds within which a server answers, or counts as gone. */
const timeoutInMs = 1500;

const retryInMs = (times: number): number => Math.min(times * 50, 1000);

const shared = {
  // A caller is better off with an answer, and whether a command that was lost has run is for the caller to find out.
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  commandTimeout: timeoutInMs,
  connectTimeout: timeoutInMs,
  // A server that hangs may have been replaced.
  socketTimeout: 2 * timeoutInMs,
};

const optional = <T extends object>(values: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;

/** A certificate names hosts, not the addresses behind them. */
const withoutLookup = {
  dnsLookup: (host: string, callback: (error: null, address: string) => void) => callback(null, host),
};

/**
 * A client that is not connected yet, and connects again whenever the connection is lost.
 *
 * @param hasStarted whether it was connected before; until then, it gives up when nothing can be reached
 */
export function createClient(
  url: string,
  { kind, isEncrypted, hosts, username, password, name, database, sentinel }: RedisAddress,
  { Redis, Cluster }: Ioredis,
  hasStarted: () => boolean,
): Client {
  const single = {
    ...shared,
    lazyConnect: true,
    enableOfflineQueue: false,
    retryStrategy: retryInMs,
    // After a failover, the name leads to another server, or the Sentinels do.
    reconnectOnError: ({ message }: Error) => message.includes("READONLY"),
  };
  if (kind === "single")
    return new Redis(
      url.replace(/^\w+/, (scheme) => scheme.toLowerCase()),
      single,
    );
  const credentials = optional({ username, password });
  const tls = isEncrypted ? { tls: {} } : {};
  const giveUpOrRetry = (times: number): number | null => (hasStarted() ? retryInMs(times) : null);
  if (kind === "sentinel")
    return new Redis({
      ...single,
      ...credentials,
      ...tls,
      ...(isEncrypted ? { enableTLSForSentinelMode: true, sentinelTLS: {} } : {}),
      ...optional({ sentinelUsername: sentinel.username, sentinelPassword: sentinel.password }),
      sentinels: hosts,
      name: String(name),
      db: database,
      sentinelCommandTimeout: timeoutInMs,
      sentinelRetryStrategy: giveUpOrRetry,
      failoverDetector: true,
    });
  return new Cluster(hosts, {
    lazyConnect: true,
    clusterRetryStrategy: giveUpOrRetry,
    slotsRefreshTimeout: timeoutInMs,
    slotsRefreshInterval: 5000,
    // Of a connection that was closed nobody knows which commands have run.
    retryDelayOnFailover: 0,
    redisOptions: { ...shared, ...credentials, ...tls },
    ...(isEncrypted ? withoutLookup : {}),
  });
}

export const isCluster = (client: Client): client is Cluster => client.isCluster;
