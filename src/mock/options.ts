import type { JournalEntry } from "./control/journal.ts";
import type { HttpsOption } from "./http/certificate.ts";
import { type AuthLevel, authLevels } from "./identity/authorize.ts";
import type { Pace } from "./service/lifecycle.ts";
import type { Scenario } from "./control/scenario.ts";
import type { SeedSet } from "./service/seeding.ts";

export interface MockOptions {
  /** Port to listen on; `0`, the default, takes a free one. */
  port?: number;
  /** Address to listen on. Default: 127.0.0.1, which other machines can't reach. */
  host?: string;
  /** Answers with the contract's examples, the same bytes each time, and remembers nothing. Default: false. */
  stateless?: boolean;
  /** Makes ids, times and failures the same in each run. The clock then moves by 1 ms for each request only. */
  seed?: number | string;
  /** Profiles that each tenant begins with; one that a `store` knows already keeps those it has. Default: none. */
  profiles?: SeedSet;
  /** How long a state lasts: 2 reads or 200 ms, unless told. A stage of a sync ends after as many ms, or one read. */
  pace?: Partial<Pace>;
  /** What goes wrong from the start, for every tenant. Default: nothing. */
  scenario?: Partial<Scenario>;
  /** File that keeps the profiles over a restart. Uploaded files are not kept. Default: none. */
  store?: string;
  /**
   * Gives each bearer token profiles of its own. The header `x-mock-tenant` does so in any case. Of more than 1,000
   * such tenants, the one that was asked for longest ago is forgotten.
   */
  isolate?: "token";
  /** Largest body of an API request, in bytes. Default: 4 MB, Graph's limit. */
  bodyLimit?: number;
  /** Profiles that one tenant may have. Default: 10,000. */
  maxProfiles?: number;
  /** Milliseconds that a request may take to arrive. Default: 120,000. */
  requestTimeoutInMs?: number;
  /**
   * Serves https. `true` uses a certificate for localhost, signed by an authority that is made once per user; or name
   * the files of your own, in PEM. Default: false.
   */
  https?: HttpsOption;
  /** Believes `X-Forwarded-Proto` and `X-Forwarded-Host` of a proxy in front, in each link. Default: false. */
  trustProxy?: boolean;
  /**
   * Which tokens a call of the API needs: `off`, none; `basic`, any bearer token, but one that is a JSON Web Token has
   * to be valid and carry the permission; `strict`, one of the mock's own token endpoint. Default: `basic`.
   */
  auth?: AuthLevel;
  /** Called after each request. What it throws becomes a warning of the process. */
  onRequest?: (entry: JournalEntry) => void;
}

/** Options that are about what a mock remembers, which a stateless one does not. */
export const optionsOfMemory = ["profiles", "store", "isolate", "pace"] as const;

/** The least and the most of each option that is a whole number. */
export const optionBounds = {
  port: [0, 65_535],
  bodyLimit: [0, Number.MAX_SAFE_INTEGER],
  maxProfiles: [0, Number.MAX_SAFE_INTEGER],
  requestTimeoutInMs: [1, 2 ** 31 - 1],
} as const;

/**
 * Looks at the options that no other part looks at.
 *
 * @throws {RangeError} for one that makes no sense; its message tells what it takes
 */
export function assertOptions(options: MockOptions): void {
  for (const [name, [least, most]] of Object.entries(optionBounds)) {
    const { [name as keyof typeof optionBounds]: value = least } = options;
    if (!Number.isInteger(value) || value < least || value > most)
      throw new RangeError(`'${name}' takes a whole number from ${least} to ${most}.`);
  }
  if (!Object.values(options.pace ?? {}).every((value) => value >= 0))
    throw new RangeError("'pace' takes reads and ms, both numbers from 0.");
  if (options.isolate !== undefined && options.isolate !== "token") throw new RangeError("'isolate' takes 'token'.");
  const { auth, https } = options;
  if (auth !== undefined && !authLevels.includes(auth))
    throw new RangeError(`'auth' takes one of ${authLevels.join(", ")}.`);
  if (typeof https === "object" && !(https.cert && https.key))
    throw new RangeError("'https' takes true, or the files of both 'cert' and 'key'.");
  const useless = optionsOfMemory.find((name) => options.stateless && options[name] !== undefined);
  if (useless) throw new RangeError(`A stateless mock remembers nothing, so it takes no '${useless}'.`);
}

/** A running mock. */
export interface Mock {
  /** Address without a trailing slash, such as `http://127.0.0.1:4010`. */
  url: string;
  /** The authority that signed the certificate, as PEM; only with `https: true`. */
  ca?: string;
  /** The file that holds `ca`, for `NODE_EXTRA_CA_CERTS`. */
  caFile?: string;
  /** Brings one tenant, or all, back to how the mock began: its profiles, what goes wrong, and an empty journal. */
  reset: (tenant?: string) => Promise<void>;
  /** Adds profiles for a tenant, the default one unless named. Rejects with a RangeError for what is no such set. */
  seed: (set: SeedSet, tenant?: string) => Promise<void>;
  /** Moves the clock on for every tenant, by milliseconds. Rejects with a RangeError below 0, and past the year 9999. */
  advance: (ms: number) => Promise<void>;
  /** Changes what goes wrong for one tenant, or for all. Rejects with a RangeError for what there is not. */
  scenario: (change: Partial<Scenario>, tenant?: string) => Promise<void>;
  /** The latest requests, oldest first; of one tenant, or of all. */
  journal: (tenant?: string) => Promise<JournalEntry[]>;
  /** Stops listening, lets the requests under way end, and resolves when all is written and closed. */
  close: () => Promise<void>;
}

/** Who sends no `x-mock-tenant`. */
export const defaultTenant = "default";
