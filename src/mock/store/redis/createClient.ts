import type { Cluster, Redis } from "ioredis";
import type { RedisAddress } from "./redisUrl.ts";

/** The parts of the optional package ioredis that are used here. */
export interface Ioredis {
  Redis: typeof Redis;
  Cluster: typeof Cluster;
  Command: typeof import("ioredis").Command;
}

export type Client = Redis | Cluster;

/** Milliseconds until a server that doesn't answer counts as unavailable. */
const timeoutInMs = 1500;

const retryInMs = (times: number): number => Math.min(times * 50, 1000);

const shared = {
  // Fail fast rather than resend: whether a lost command has run is for the caller to check.
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  commandTimeout: timeoutInMs,
  connectTimeout: timeoutInMs,
  // A server that hangs may have been replaced.
  socketTimeout: 2 * timeoutInMs,
};

const optional = <T extends object>(values: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;

/** Connects by host name, because certificates contain host names rather than IP addresses. */
const withoutLookup = {
  dnsLookup: (host: string, callback: (error: null, address: string) => void) => callback(null, host),
};

/**
 * A client that is not connected yet, and reconnects whenever the connection is lost.
 *
 * @param hasStarted whether it has been connected before; until then, it gives up if no server can be reached
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
    // After a failover, the host name or the Sentinels lead to another server.
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
    // After a connection is closed, it is unknown which commands have run.
    retryDelayOnFailover: 0,
    redisOptions: { ...shared, ...credentials, ...tls },
    ...(isEncrypted ? withoutLookup : {}),
  });
}

export const isCluster = (client: Client): client is Cluster => client.isCluster;
