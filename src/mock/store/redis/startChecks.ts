import { randomUUID } from "node:crypto";
import { UnwritableStoreError } from "../storeErrors.ts";
import { type Client, isCluster } from "./createClient.ts";
import type { RedisAddress } from "./redisUrl.ts";
import { formatKey, probeKey, tenantsKey } from "./scripts.ts";

/** Every command that is sent outside scripts, in a form that only changes a key that is then removed. */
const commandsOn = (probe: string): [name: string, ...parameters: (string | number)[]][] => [
  ["get", formatKey],
  ["set", probe, "1", "EX", 60],
  ["del", probe],
  ["hmget", probe, "latest"],
  ["hexists", probe, "latest"],
  ["hincrby", probe, "count", 1],
  ["del", probe],
  ["zadd", probe, 0, "probe"],
  ["evalsha", "0".repeat(40), 1, probe],
  ["zrem", probe, "probe"],
  ["del", probe],
  ["zcard", tenantsKey],
  ["zrange", tenantsKey, 0, 0],
  ["zrangebylex", tenantsKey, "-", "+", "LIMIT", 0, 1],
];

const isDenied = (message: string): boolean =>
  /NOPERM|ACL failure|can't run this command|unknown command/i.test(message);

async function infoOf(client: Client, section: string): Promise<string> {
  // A user without this permission can still use the store.
  return client.info(section).catch(() => "");
}

/**
 * Refuses servers that accept a connection but can't be used: another kind of server, a database that doesn't exist, a user
 * without permission for the required commands, a read-only replica.
 *
 * @throws {UnwritableStoreError} that says what is missing
 */
export async function assertUsable(client: Client, address: RedisAddress, masked: string): Promise<void> {
  const { kind, database, username = "default" } = address;
  const [mode] = /redis_mode:\w+/.exec(await infoOf(client, "server")) ?? [];
  if (mode === "redis_mode:sentinel" && kind === "single")
    throw new UnwritableStoreError(masked, "it is a Sentinel; expected redis+sentinel://<host>,<host>/<name>");
  if (mode === "redis_mode:cluster" && kind !== "cluster")
    throw new UnwritableStoreError(masked, "it belongs to a cluster; expected redis+cluster://<host>,<host>");
  if (kind !== "cluster" && database > 0) {
    await client.select(database).catch((error: Error) => {
      if (isDenied(error.message))
        throw new UnwritableStoreError(masked, `the user '${username}' lacks the command SELECT`);
      throw new UnwritableStoreError(masked, `it has no database ${database} (${error.message})`);
    });
  }
  const failures: [command: string, message: string][] = [];
  // Other mocks may start at the same time.
  const probe = probeKey(0, randomUUID());
  for (const [name, ...parameters] of commandsOn(probe))
    await client.call(name, ...parameters).catch(({ message }: Error) => {
      if (!message.startsWith("NOSCRIPT")) failures.push([name, message]);
    });
  const scripted = await (client as unknown as { probeStore: (key: string) => Promise<string[]> })
    .probeStore(probe)
    .catch((error: Error) => ["eval", error.message]);
  for (let index = 0; index < scripted.length; index += 2)
    failures.push([String(scripted[index]), String(scripted[index + 1])]);
  const denied = [...new Set(failures.filter(([, message]) => isDenied(message)).map(([name]) => name.toUpperCase()))];
  const isKey = failures.some(([, message]) => /access (a|one of the) key/i.test(message));
  if (isKey)
    throw new UnwritableStoreError(
      masked,
      `the user '${username}' may not use the keys that start with {graph-education-sync; expected ~{graph-education-sync*`,
    );
  if (denied.length > 0)
    throw new UnwritableStoreError(masked, `the user '${username}' lacks the commands ${denied.join(", ")}`);
  const [failed] = failures;
  if (failed) throw new UnwritableStoreError(masked, failed[1].replace(/\.$/, ""));
}

/** Warns if the servers evict keys when memory is full, which would silently lose profiles. */
export async function warnOfEviction(client: Client, masked: string): Promise<void> {
  const nodes = isCluster(client) ? client.nodes("master") : [client];
  const infos = await Promise.all(nodes.map((node) => infoOf(node, "memory")));
  const policies = infos.flatMap((info) => /maxmemory_policy:([\w-]+)/.exec(info)?.[1] ?? []);
  const policy = policies.find((each) => each !== "noeviction");
  if (policy !== undefined)
    process.emitWarning(
      `The store ${masked} evicts keys when its memory is full (maxmemory-policy ${policy}), ` +
        "which would lose tenants. Set it to noeviction.",
    );
}
