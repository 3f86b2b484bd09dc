import type { RecordedRequest } from "./journal/journal.ts";
import type { JournalEntry } from "./journal/entry.ts";
import type { HttpsOption } from "./http/tls/certificate.ts";
import { type AuthLevel, authLevels } from "./graph/authorize.ts";
import { definedMembers, type Optional } from "./definedMembers.ts";
import type { Pace } from "./schoolDataSync/profiles/lifecycle.ts";
import type { Scenario } from "./scenario/scenarioValues.ts";
import type { SeedSet } from "./schoolDataSync/tenants/seeding.ts";
import { limits } from "./limits.ts";
import { isRedisUrl } from "./store/redis/redisUrl.ts";

export interface MockOptions {
  /** Port to listen on; `0`, the default, uses a free one. */
  port?: number | undefined;
  /** Address to listen on. Default: 127.0.0.1, which other machines can't reach. */
  host?: string | undefined;
  /** Answers with the contract's examples, the same bytes each time, and stores nothing. Default: false. */
  stateless?: boolean | undefined;
  /** Repeats the same ids, times and failures in each run. The clock then only advances by 1 ms per request. */
  seed?: number | string | undefined;
  /** Profiles that each tenant starts with; a tenant that is already in the `store` keeps its own. Default: none. */
  profiles?: SeedSet | undefined;
  /** How long a state lasts. Default: 2 reads or 200 ms. A stage of a sync lasts the same time, or one read. */
  pace?: Optional<Pace> | undefined;
  /** Scenario of every tenant at startup. Default: no faults, and every transition succeeds. */
  scenario?: Optional<Scenario> | undefined;
  /**
   * Keeps the data of tenants across restarts and crashes: in a folder, for one process at a time; or, for any number of
   * processes, in a Redis or Valkey server, `redis://<host>`, in servers found through Sentinels,
   * `redis+sentinel://<host>,<host>/<name>`, or in a cluster, `redis+cluster://<host>,<host>`; `rediss` uses TLS. Needs the
   * package classic-level for a folder, or ioredis. Default: none.
   */
  store?: string | undefined;
  /** Seconds after which an unchanged tenant is deleted; only in Redis. Default: never. */
  ttlInSeconds?: number | undefined;
  /**
   * Gives each bearer token its own profiles; JSON Web Tokens of the same tenant, application and person share them, so
   * that they survive a token refresh. The header `x-mock-tenant` always does so. Without a store, if there are more than
   * 1,000 such tenants, the least recently used one is evicted with a process warning; the default tenant never is.
   */
  isolate?: "token" | undefined;
  /** Largest body of an API request, in bytes. Default: 4 MB, Graph's limit. */
  bodyLimit?: number | undefined;
  /** Maximum number of profiles per tenant. Default: 10,000; with a store, unlimited. */
  maxProfiles?: number | undefined;
  /**
   * Milliseconds for a request to arrive. Default: 120,000. An upload may take an hour, but no longer than this without
   * any data.
   */
  requestTimeoutInMs?: number | undefined;
  /** Milliseconds that an idle connection stays open. Default: 65,000, longer than most load balancers keep it. */
  keepAliveTimeoutInMs?: number | undefined;
  /** Milliseconds that `close` waits for pending requests before it aborts them. Default: 10,000. */
  drainInMs?: number | undefined;
  /** Token that `/_mock` requires in the header `x-mock-control-token`. Default: none. */
  controlToken?: string | undefined;
  /**
   * Serves https. `true` uses a certificate for localhost, signed by an authority that is created once per user; or name
   * the files of your own certificate and key, in PEM. Default: false.
   */
  https?: HttpsOption | undefined;
  /**
   * Trusts a proxy's headers, in links and for the console: `Forwarded` (RFC 7239), or `X-Forwarded-Host`, `-Proto`,
   * `-Port` and `-Prefix`. Default: false.
   */
  trustProxy?: boolean | undefined;
  /**
   * The token that API calls need: `off`, none; `basic`, any bearer token, but a JSON Web Token must be valid and have the
   * permission; `strict`, one issued by the mock's own token endpoint. Default: `basic`.
   */
  auth?: AuthLevel | undefined;
  /**
   * Accepts only what the contract allows. By default the mock also accepts what the live service accepted, such as a
   * create without `handleSpecialCharacterConstraint`; the journal lists what was forgiven. Default: false.
   */
  exact?: boolean | undefined;
  /** Called after each request. If it throws or rejects, the process emits a warning. */
  onRequest?: ((entry: JournalEntry) => void | Promise<void>) | undefined;
}

/** Options that only apply to a mock that stores data. */
export const optionsOfMemory = ["profiles", "store", "maxProfiles", "isolate", "pace"] as const;

/** The minimum and maximum of each integer option. */
export const optionBounds = {
  port: [0, 65_535],
  bodyLimit: [0, Number.MAX_SAFE_INTEGER],
  maxProfiles: [0, Number.MAX_SAFE_INTEGER],
  requestTimeoutInMs: [1, 2 ** 31 - 1],
  keepAliveTimeoutInMs: [1, 2 ** 31 - 1],
  drainInMs: [0, 2 ** 31 - 1],
  ttlInSeconds: [1, 2 ** 31 - 1],
} as const;

/**
 * Checks the options that are not checked elsewhere.
 *
 * @throws {RangeError} for an invalid one; its message says what is expected
 */
function assertOptions(options: MockOptions): void {
  for (const [name, [min, max]] of Object.entries(optionBounds)) {
    const { [name as keyof typeof optionBounds]: value = min } = options;
    if (!Number.isInteger(value) || value < min || value > max)
      throw new RangeError(`'${name}' must be an integer from ${min} to ${max}.`);
  }
  if (!Object.values(definedMembers(options.pace ?? {})).every((value) => value >= 0))
    throw new RangeError("'pace' must be { reads, ms }, both numbers of 0 or more.");
  if (options.isolate !== undefined && options.isolate !== "token") throw new RangeError("'isolate' must be 'token'.");
  const { auth, https } = options;
  if (auth !== undefined && !authLevels.includes(auth))
    throw new RangeError(`'auth' must be one of ${authLevels.join(", ")}.`);
  if (typeof https === "object" && !(https.cert && https.key))
    throw new RangeError("'https' must be true, or name the files of both 'cert' and 'key'.");
  const unusable = optionsOfMemory.find((name) => options.stateless && options[name] !== undefined);
  if (options.ttlInSeconds !== undefined && !isRedisUrl(options.store ?? ""))
    throw new RangeError("'ttlInSeconds' needs a 'store' in Redis: redis://<host>.");
  if (unusable) throw new RangeError(`A stateless mock stores nothing, so '${unusable}' cannot be used.`);
}

/**
 * The options, with their defaults.
 *
 * @throws {RangeError} for an invalid one; its message says what is expected
 */
export function settledOptions(options: MockOptions) {
  assertOptions(options);
  const defaults = {
    port: 0,
    host: "127.0.0.1",
    stateless: false,
    exact: false,
    https: false as HttpsOption,
    auth: "basic" as AuthLevel,
    trustProxy: false,
    bodyLimit: limits.apiBody.max,
    maxProfiles: options.store === undefined ? limits.profilesOfTenant.max : Infinity,
    requestTimeoutInMs: limits.requestTime.max,
    keepAliveTimeoutInMs: 65_000,
    drainInMs: 10_000,
  };
  return {
    ...defaults,
    ...definedMembers<Partial<typeof defaults>>(options),
    seed: options.seed === undefined ? undefined : String(options.seed),
    pace: { reads: 2, ms: 200, ...definedMembers<Pace>(options.pace ?? {}) },
  };
}

/** A running mock. */
export interface Mock {
  /** Address without a trailing slash, such as `http://127.0.0.1:4010`. */
  url: string;
  /** The authority that signed the certificate, as PEM; only with `https: true`. */
  ca?: string;
  /** The file that contains `ca`, for `NODE_EXTRA_CA_CERTS`. */
  caFile?: string;
  /** Resets one tenant, or all, to the state at startup: its profiles, its scenario, and an empty journal. */
  reset: (tenant?: string) => Promise<void>;
  /** Adds profiles to a tenant, by default the default one. Rejects with a RangeError for an invalid set. */
  seed: (set: SeedSet, tenant?: string) => Promise<void>;
  /** Advances the clock of all tenants, in milliseconds. Rejects with a RangeError below 0, and past the year 9999. */
  advance: (ms: number) => Promise<void>;
  /** Changes the scenario of one tenant, or of all. Rejects with a RangeError for an unknown property or value. */
  scenario: (change: Optional<Scenario>, tenant?: string) => Promise<void>;
  /** The latest requests that this process has answered, oldest first, without secrets; of one tenant, or of all. */
  journal: (tenant?: string) => Promise<RecordedRequest[]>;
  /**
   * Stops listening, lets pending requests finish, and resolves when everything is written and closed.
   *
   * @param onWait called if there are pending requests, with each as `GET /education/synchronizationProfiles`
   */
  close: (onWait?: (requests: string[]) => void) => Promise<void>;
}
