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
  /** Repeats the same ids, times and failures in each run. The clock then advances by 1 ms per request only. */
  seed?: number | string | undefined;
  /** Profiles that each tenant starts with; a tenant that the `store` knows already keeps its own. Default: none. */
  profiles?: SeedSet | undefined;
  /** How long a state lasts. Default: 2 reads or 200 ms. A stage of a sync ends after as many ms, or one read. */
  pace?: Optional<Pace> | undefined;
  /** Scenario of every tenant at startup. Default: no faults, and every transition succeeds. */
  scenario?: Optional<Scenario> | undefined;
  /**
   * Keeps what tenants have across restarts and crashes: in a folder, for one process at a time; or in a Redis or Valkey
   * server, `redis://<host>`, in those that Sentinels name, `redis+sentinel://<host>,<host>/<name>`, or in a cluster,
   * `redis+cluster://<host>,<host>`, with `rediss` for TLS, for any number of processes. Needs the package classic-level or
   * ioredis. Default: none.
   */
  store?: string | undefined;
  /** Seconds after which a tenant that was not changed is forgotten; only in Redis. Default: never. */
  ttlInSeconds?: number | undefined;
  /**
   * Gives each bearer token profiles of its own; JSON Web Tokens of the same tenant, application and person share them,
   * so that they outlast a refresh. The header `x-mock-tenant` does so in any case. Without a store, of more than 1,000
   * such tenants the one that was used longest ago is evicted, with a warning of the process; never the default one.
   */
  isolate?: "token" | undefined;
  /** Largest body of an API request, in bytes. Default: 4 MB, Graph's limit. */
  bodyLimit?: number | undefined;
  /** Profiles that one tenant may have. Default: 10,000; with a store, as many as it has room for. */
  maxProfiles?: number | undefined;
  /**
   * Milliseconds that a request may take to arrive. Default: 120,000. An upload may take an hour, as long as some of it
   * arrives in this time.
   */
  requestTimeoutInMs?: number | undefined;
  /** Milliseconds that a connection without a request stays open. Default: 65,000, longer than most balancers keep it. */
  keepAliveTimeoutInMs?: number | undefined;
  /** Milliseconds that a stop waits for the requests under way before it breaks them off. Default: 10,000. */
  drainInMs?: number | undefined;
  /** Token that `/_mock` asks for in the header `x-mock-control-token`. Default: none. */
  controlToken?: string | undefined;
  /**
   * Serves https. `true` uses a certificate for localhost, signed by an authority that is made once per user; or name
   * the files of your own, in PEM. Default: false.
   */
  https?: HttpsOption | undefined;
  /**
   * Believes a proxy in front, in each link and for the console: RFC 7239's `Forwarded`, or `X-Forwarded-Host`, `-Proto`,
   * `-Port` and `-Prefix`. Default: false.
   */
  trustProxy?: boolean | undefined;
  /**
   * Which tokens a call of the API needs: `off`, none; `basic`, any bearer token, but one that is a JSON Web Token has
   * to be valid and carry the permission; `strict`, one of the mock's own token endpoint. Default: `basic`.
   */
  auth?: AuthLevel | undefined;
  /**
   * Accepts only what the contract allows. By default the mock also accepts what the live service accepted, such as a
   * create without `handleSpecialCharacterConstraint`; the journal says what it forgave. Default: false.
   */
  exact?: boolean | undefined;
  /** Called after each request. What it throws, or rejects with, becomes a warning of the process. */
  onRequest?: ((entry: JournalEntry) => void | Promise<void>) | undefined;
}

/** Options that are about what a mock remembers, which a stateless one does not. */
export const optionsOfMemory = ["profiles", "store", "maxProfiles", "isolate", "pace"] as const;

/** The least and the most of each option that is a whole number. */
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
 * Checks the options that no other part checks.
 *
 * @throws {RangeError} for an invalid one; its message says what is expected
 */
function assertOptions(options: MockOptions): void {
  for (const [name, [least, most]] of Object.entries(optionBounds)) {
    const { [name as keyof typeof optionBounds]: value = least } = options;
    if (!Number.isInteger(value) || value < least || value > most)
      throw new RangeError(`'${name}' must be an integer from ${least} to ${most}.`);
  }
  if (!Object.values(definedMembers(options.pace ?? {})).every((value) => value >= 0))
    throw new RangeError("'pace' must be { reads, ms }, both numbers of 0 or more.");
  if (options.isolate !== undefined && options.isolate !== "token") throw new RangeError("'isolate' must be 'token'.");
  const { auth, https } = options;
  if (auth !== undefined && !authLevels.includes(auth))
    throw new RangeError(`'auth' must be one of ${authLevels.join(", ")}.`);
  if (typeof https === "object" && !(https.cert && https.key))
    throw new RangeError("'https' must be true, or name the files of both 'cert' and 'key'.");
  const useless = optionsOfMemory.find((name) => options.stateless && options[name] !== undefined);
  if (options.ttlInSeconds !== undefined && !isRedisUrl(options.store ?? ""))
    throw new RangeError("'ttlInSeconds' needs a 'store' in Redis: redis://<host>.");
  if (useless) throw new RangeError(`A stateless mock stores nothing, so '${useless}' cannot be used.`);
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
  /** The file that holds `ca`, for `NODE_EXTRA_CA_CERTS`. */
  caFile?: string;
  /** Resets one tenant, or all, to how the mock started: its profiles, its scenario, and an empty journal. */
  reset: (tenant?: string) => Promise<void>;
  /** Adds profiles for a tenant, the default one unless named. Rejects with a RangeError for an invalid set. */
  seed: (set: SeedSet, tenant?: string) => Promise<void>;
  /** Advances the clock of every tenant, by milliseconds. Rejects with a RangeError below 0, and past the year 9999. */
  advance: (ms: number) => Promise<void>;
  /** Changes the scenario of one tenant, or of all. Rejects with a RangeError for an unknown property or value. */
  scenario: (change: Optional<Scenario>, tenant?: string) => Promise<void>;
  /** The latest requests that this process has answered, with the answers, oldest first; of one tenant, or of all. Without secrets. */
  journal: (tenant?: string) => Promise<RecordedRequest[]>;
  /**
   * Stops listening, lets the requests under way end, and resolves when all is written and closed.
   *
   * @param onWait called where there are such requests, with each as `GET /education/synchronizationProfiles`
   */
  close: (onWait?: (requests: string[]) => void) => Promise<void>;
}
