/** How the servers of a store are found: a single one by its address, or several through Sentinels or a cluster. */
export type RedisKind = "single" | "sentinel" | "cluster";

export interface RedisAddress {
  kind: RedisKind;
  isEncrypted: boolean;
  hosts: { host: string; port: number }[];
  username: string | undefined;
  password: string | undefined;
  /** The name of the primary in the Sentinels' configuration. */
  name: string | undefined;
  database: number;
  /** The Sentinels' own user and password. */
  sentinel: { username: string | undefined; password: string | undefined };
}

const schemes = /^(rediss?)(?:\+(sentinel|cluster))?:\/\//i;
const defaultPorts = { single: 6379, sentinel: 26_379, cluster: 6379 } as const;

export const isRedisUrl = (store: string): boolean => schemes.test(store);

/** The supported forms of store URLs, for messages. */
export const redisForms =
  "redis://<host>, redis+sentinel://<host>,<host>/<name> or redis+cluster://<host>,<host>, with rediss for TLS";

const isReservedError =
  "it is not a valid URL; percent-encode reserved characters in the password, such as %2F for / and %23 for #";

function decoded(text: string | undefined): string | undefined {
  return text === undefined || text === "" ? undefined : decodeURIComponent(text);
}

function hostOf(text: string, kind: RedisKind): { host: string; port: number } {
  const { hostname, port, pathname, username } = new URL(`redis://${text}`);
  if (hostname === "" || pathname !== "" || username !== "") throw new RangeError("Expected a host.");
  return { host: hostname.replace(/^\[|\]$/g, ""), port: port === "" ? defaultPorts[kind] : Number(port) };
}

function parts(url: string) {
  const [scheme = "", name = "", kind = "single"] = schemes.exec(url) ?? [];
  const [, authority = "", path = "", query = ""] = /^([^/?#]*)([^?#]*)(.*)$/s.exec(url.slice(scheme.length)) ?? [];
  const end = authority.lastIndexOf("@");
  const [, username, password] = /^([^:]*):?(.*)$/s.exec(authority.slice(0, Math.max(end, 0))) ?? [];
  return {
    kind: kind.toLowerCase() as RedisKind,
    isEncrypted: name.toLowerCase() === "rediss",
    hosts: authority.slice(end + 1).split(","),
    username,
    password,
    path: path.split("/").slice(1),
    query,
  };
}

/** Parses a URL for which `isRedisUrl` is true. Throws for one that has a `redisUrlError`. */
export function parseRedisUrl(url: string): RedisAddress {
  const { kind, isEncrypted, hosts, username, password, path, query } = parts(url);
  const parameters = new URLSearchParams(query.replace(/#.*$/s, ""));
  const [name, database = ""] = kind === "sentinel" ? path : [undefined, ...path];
  return {
    kind,
    isEncrypted,
    hosts: hosts.map((host) => hostOf(host, kind)),
    username: decoded(username),
    password: decoded(password),
    name: decoded(name),
    database: Number(database),
    sentinel: {
      username: parameters.get("sentinelUsername") ?? undefined,
      password: parameters.get("sentinelPassword") ?? undefined,
    },
  };
}

/** Why a URL for which `isRedisUrl` is true is invalid, without quoting it; `undefined` if it is valid. */
export function redisUrlError(url: string): string | undefined {
  const { kind, hosts, path, query } = parts(url);
  // A reserved character ends the password, and the rest would be mistaken for a path.
  if ((path.join("/") + query).includes("@")) return isReservedError;
  let address: RedisAddress;
  try {
    address = parseRedisUrl(url);
  } catch {
    return isReservedError;
  }
  if (kind === "single" && hosts.length > 1)
    return "a server has one host; expected redis+sentinel://<host>,<host>/<name> or redis+cluster://<host>,<host>";
  if (kind === "sentinel" && address.name === undefined)
    return "the name of the primary is missing; expected redis+sentinel://<host>,<host>/<name>";
  if (path.length > (kind === "sentinel" ? 2 : 1) || !Number.isInteger(address.database))
    return "the path is not the number of a database";
  if (kind === "cluster" && address.database > 0) return "a cluster has only database 0";
  const allowed = kind === "sentinel" ? ["sentinelUsername", "sentinelPassword"] : [];
  const unknown = [...new URLSearchParams(query).keys()].find((name) => !allowed.includes(name));
  if (kind !== "single" && unknown !== undefined)
    return `its parameter '${unknown}' is unknown${allowed.length > 0 ? `; expected ${allowed.join(", ")}` : ""}`;
  return undefined;
}

/** A URL for which `isRedisUrl` is true, without credentials and query. */
export function maskedRedisUrl(url: string): string {
  const [scheme = ""] = schemes.exec(url) ?? [];
  const { hosts, path } = parts(url);
  const cleanPath = path.filter(Boolean).join("/");
  return `${scheme.toLowerCase()}${hosts.join(",").toLowerCase()}${cleanPath === "" ? "" : `/${cleanPath}`}`;
}
