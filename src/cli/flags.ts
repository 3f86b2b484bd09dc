import { InvalidArgumentError, Option } from "commander";
import type { LogFormat } from "../mock/journal/entry.ts";
import { permissionNames } from "../mock/scenario/scenario.ts";
import {
  boundsOf,
  type FlagOf,
  partBounds,
  type PlainFault,
  plainFaults,
  propertyOf,
  type ScenarioName,
} from "../mock/scenario/scenarioValues.ts";
import { authLevels } from "../mock/graph/authorize.ts";
import type { AuthLevel, MockOptions, Scenario } from "../mock/index.ts";
import { optionBounds, optionsOfMemory } from "../mock/options.ts";
import { outcomeChoices } from "../mock/schoolDataSync/profiles/outcomes.ts";
import { maskedStore } from "../mock/store/openStores.ts";
import { isRedisUrl } from "../mock/store/redis/redisUrl.ts";

const groups = {
  address: "Network",
  memory: "Data",
  behavior: "Behavior",
  callers: "Access",
  process: "Process",
} as const;

/** A flag of `graph-education-sync mock`: how it is written, what it sets, and what the start message says about it. */
interface Flag<Value> {
  flags: string;
  group: keyof typeof groups;
  help: string;
  /** Throws an InvalidArgumentError that says what is expected. */
  parse?: (text: string) => Value;
  choices?: readonly Value[];
  default?: Value;
  /** An environment variable that also sets it. */
  env?: string;
  /** The names of flags that it can't be combined with. */
  conflicts?: string[];
  /** The flag that it requires. */
  needs?: string;
  /** The options of `startMock` that it sets. */
  option?: (value: Value) => MockOptions;
  scenario?: (value: Value) => Partial<Scenario>;
  /** The text after its name in the start message, which omits a flag without one. */
  banner?: (value: Value) => string;
}

const flag = <Value>(definition: Flag<Value>): Flag<Value> => definition;
const nameOnly = (): string => "";

const numberWithin =
  ([min, max]: readonly [number, number], pattern = /^\d+(\.\d+)?$/) =>
  (text: string): number => {
    const value = Number(text);
    const range = max === Number.MAX_SAFE_INTEGER ? `of ${min} or more` : `from ${min} to ${max}`;
    if (!pattern.test(text) || value < min || value > max)
      throw new InvalidArgumentError(`Expected a number ${range}.`);
    return value;
  };
const integerWithin = (bounds: readonly [number, number]) => numberWithin(bounds, /^\d+$/);

function latency(text: string): number | [number, number] {
  const [min, max, ...more] = text.split("-").map(numberWithin(partBounds.latencyInMs)) as [
    number,
    number?,
    ...number[],
  ];
  if (more.length > 0 || (max !== undefined && min > max))
    throw new InvalidArgumentError("Expected <ms> or <min>-<max>, for example 50-200.");
  return max === undefined ? min : [min, max];
}

function throttle(text: string): { requests: number; seconds: number } {
  const [, requests, seconds = "1"] = /^(\d+)(?:\/(\d+)s?)?$/.exec(text) ?? [];
  if (requests === undefined) throw new InvalidArgumentError("Expected <requests>/<seconds>, for example 10/60.");
  return {
    requests: numberWithin(partBounds.requests)(requests),
    seconds: numberWithin(partBounds.seconds)(seconds),
  };
}

function pace(text: string): { reads: number; ms: number } {
  const [, reads, ms] = /^(\d+),(\d+)$/.exec(text) ?? [];
  if (reads === undefined) throw new InvalidArgumentError("Expected <reads>,<ms>, for example 2,200.");
  return { reads: Number(reads), ms: Number(ms) };
}

function grant(text: string): string[] {
  const names = text.split(/[\s,]+/).filter(Boolean);
  if (!names.every((name) => permissionNames.includes(name)))
    throw new InvalidArgumentError(`Expected permissions: ${permissionNames.join(",")}.`);
  return names;
}

/** A flag that sets a property of the scenario, as the property's schema describes it. */
function scenarioFlag<Name extends ScenarioName>(
  name: Name,
  own: Partial<Flag<Scenario[Name]>> = {},
): Flag<Scenario[Name]> {
  const property = propertyOf(name);
  const { name: flagName, value: valueName, help } = property["x-flag"];
  const unit = property["x-unit"];
  const row: Flag<unknown> = {
    flags: `--${flagName.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}${valueName ? ` <${valueName}>` : ""}`,
    group: "behavior",
    help,
    ...(property.type === "number" ? { parse: numberWithin(boundsOf(property)) } : {}),
    ...(property.enum ? { choices: property.enum } : {}),
    scenario: (value) => ({ [name]: value }),
    banner:
      property.type === "boolean" ? nameOnly : (value) => (unit === undefined ? String(value) : `${value} ${unit}`),
  };
  return { ...(row as Flag<Scenario[Name]>), ...own };
}

const faultFlags = Object.fromEntries(
  plainFaults.map((name) => [propertyOf(name)["x-flag"].name, scenarioFlag(name)]),
) as { [Name in PlainFault as FlagOf<Name>]: Flag<Scenario[Name]> };

/** The flags of `graph-education-sync mock`, in the order of its help. */
export const mockFlags = {
  port: flag({
    flags: "-p, --port <number>",
    group: "address",
    help: "port to listen on; 0 picks a free one",
    parse: integerWithin(optionBounds.port),
    default: 4010,
    option: (port) => ({ port }),
  }),
  host: flag<string>({
    flags: "--host <address>",
    group: "address",
    help: "address to listen on; 0.0.0.0 lets other machines connect",
    default: "127.0.0.1",
    option: (host) => ({ host }),
  }),
  https: flag<boolean>({
    flags: "--https",
    group: "address",
    help: "serve https, with a certificate signed by a local authority that is created on first use",
    option: (https) => ({ https }),
    banner: nameOnly,
  }),
  cert: flag<string>({
    flags: "--cert <file>",
    group: "address",
    help: "serve https with this certificate (PEM); needs --key",
    needs: "key",
    banner: (file) => file,
  }),
  key: flag<string>({
    flags: "--key <file>",
    group: "address",
    help: "private key of --cert (PEM)",
    needs: "cert",
  }),
  trustProxy: flag<boolean>({
    flags: "--trust-proxy",
    group: "address",
    help: "trust a proxy's Forwarded, or X-Forwarded-Host, -Proto, -Port and -Prefix headers",
    option: (trustProxy) => ({ trustProxy }),
    banner: nameOnly,
  }),
  open: flag<boolean>({ flags: "--open", group: "address", help: "open the console in the browser" }),
  profiles: flag<boolean>({
    flags: "--profiles",
    group: "memory",
    help: "start with the example profiles",
    option: () => ({ profiles: "examples" }),
    banner: nameOnly,
  }),
  store: flag<string>({
    flags: "--store <folder or URL>",
    group: "memory",
    help: "keep data across restarts, in a folder, redis://<host>, redis+sentinel://<hosts> or redis+cluster://<hosts>",
    env: "MOCK_STORE",
    option: (store) => ({ store }),
    banner: maskedStore,
  }),
  ttl: flag({
    flags: "--ttl <seconds>",
    group: "memory",
    help: "in Redis, delete a tenant after this long without changes",
    parse: integerWithin(optionBounds.ttlInSeconds),
    option: (ttlInSeconds) => ({ ttlInSeconds }),
    banner: (seconds) => `${seconds} s`,
  }),
  maxProfiles: flag({
    flags: "--max-profiles <number>",
    group: "memory",
    help: "maximum number of profiles per tenant (default: 10000; unlimited with --store)",
    parse: integerWithin(optionBounds.maxProfiles),
    option: (maxProfiles) => ({ maxProfiles }),
    banner: String,
  }),
  isolate: flag<boolean>({
    flags: "--isolate",
    group: "memory",
    help: "give each bearer token its own profiles; up to 1,000 tokens",
    option: () => ({ isolate: "token" }),
    banner: nameOnly,
  }),
  stateless: flag<boolean>({
    flags: "--stateless",
    group: "memory",
    help: "store nothing: always answer with the contract's examples",
    conflicts: [...optionsOfMemory, ...Object.keys(outcomeChoices)],
    option: (stateless) => ({ stateless }),
    banner: nameOnly,
  }),
  exact: flag<boolean>({
    flags: "--exact",
    group: "behavior",
    help: "accept only what the contract allows, not everything that the live service accepted",
    option: (exact) => ({ exact }),
    banner: nameOnly,
  }),
  pace: flag({
    flags: "--pace <reads,ms>",
    group: "behavior",
    help: "how long provisioning lasts, in reads or milliseconds, whichever ends first (default: 2,200)",
    parse: pace,
    option: (value) => ({ pace: value }),
    banner: ({ reads, ms }) => `${reads} reads or ${ms} ms`,
  }),
  provisioning: scenarioFlag("provisioning"),
  sync: scenarioFlag("sync"),
  deletion: scenarioFlag("deletion"),
  latency: scenarioFlag("latencyInMs", { parse: latency, banner: (value) => `${[value].flat().join("-")} ms` }),
  throttle: scenarioFlag("throttle", {
    parse: throttle,
    banner: (value) => `${value?.requests} requests in ${value?.seconds} s`,
  }),
  ...faultFlags,
  seed: flag<string>({
    flags: "--seed <text>",
    group: "behavior",
    help: "repeat the same ids, times and failures in every run; the clock advances 1 ms per request",
    option: (seed) => ({ seed }),
    banner: String,
  }),
  auth: flag<AuthLevel>({
    flags: "--auth <level>",
    group: "callers",
    help: "off: no token needed; basic: any token, but a JWT must be valid; strict: only the mock's own",
    choices: authLevels,
    default: "basic",
    option: (auth) => ({ auth }),
    banner: String,
  }),
  grant: scenarioFlag("grant", { group: "callers", parse: grant, banner: (names) => names?.join(",") ?? "" }),
  controlToken: flag<string>({
    flags: "--control-token <token>",
    group: "callers",
    help: "token that /_mock requires in the x-mock-control-token header",
    env: "MOCK_CONTROL_TOKEN",
    option: (controlToken) => ({ controlToken }),
  }),
  log: flag<LogFormat>({
    flags: "--log <format>",
    group: "process",
    help: "log format; silent prints only the address",
    choices: ["text", "json", "silent"],
    default: "text",
  }),
  keepAlive: flag({
    flags: "--keep-alive <seconds>",
    group: "process",
    help: "how long an idle connection stays open; set it above your load balancer's timeout (default: 65)",
    parse: numberWithin([0.001, 86_400]),
    option: (seconds) => ({ keepAliveTimeoutInMs: Math.round(seconds * 1000) }),
  }),
  drain: flag({
    flags: "--drain <seconds>",
    group: "process",
    help: "how long to wait for running requests when stopping (default: 10)",
    parse: numberWithin([0, 86_400]),
    option: (drain) => ({ drainInMs: drain * 1000 }),
  }),
};

type Table = typeof mockFlags;
type ValueOf<Name extends keyof Table> = Table[Name] extends Flag<infer Value> ? Value : never;
type Defaulted = "port" | "host" | "auth" | "log";

/** The values of the flags, by their names in camel case. */
export type MockFlags = { [Name in Defaulted]: ValueOf<Name> } & {
  [Name in Exclude<keyof Table, Defaulted>]?: ValueOf<Name>;
};

/** The rows of the table whose flag is set, with its value. */
const inUse = (flags: MockFlags): [name: string, row: Flag<unknown>, value: unknown][] =>
  Object.entries(mockFlags as unknown as Record<string, Flag<unknown>>).flatMap(([name, row]) => {
    const value = flags[name as keyof MockFlags];
    return value === undefined || value === false ? [] : [[name, row, value]];
  });

const longName = ({ flags }: Flag<unknown>): string => /--([\w-]+)/.exec(flags)?.[1] ?? "";

/** The flags as commander's options, each in its group of the help. */
export const commandOptions = (): Option[] =>
  Object.values(mockFlags as unknown as Record<string, Flag<unknown>>).map((row) => {
    const option = new Option(row.flags, row.help).helpGroup(`${groups[row.group]}:`);
    if (row.parse) option.argParser(row.parse);
    if (row.choices) option.choices(row.choices as readonly string[]);
    if (row.default !== undefined) option.default(row.default);
    if (row.env !== undefined) option.env(row.env);
    return option.conflicts(row.conflicts ?? []);
  });

/** The group of `--help` itself. */
export const helpGroup = `${groups.process}:`;

/** Why a combination of flags is invalid; `undefined` if it is valid. */
export function flagError(flags: MockFlags): string | undefined {
  for (const [, row] of inUse(flags))
    if (row.needs !== undefined && flags[row.needs as keyof MockFlags] === undefined)
      return `--${longName(row)} also needs --${row.needs}.`;
  if (flags.https && flags.cert !== undefined) return "--https creates its own certificate: omit --https or --cert.";
  if (flags.ttl !== undefined && !isRedisUrl(flags.store ?? "")) return "--ttl needs --store redis://<host>.";
  return undefined;
}

/** The options of `startMock` for these flags. */
export function mockOptions(flags: MockFlags): MockOptions {
  const rows = inUse(flags);
  const { cert, key } = flags;
  return {
    ...(Object.assign({}, ...rows.map(([, row, value]) => row.option?.(value))) as MockOptions),
    ...(cert !== undefined && key !== undefined ? { https: { cert, key } } : {}),
    scenario: Object.assign({}, ...rows.map(([, row, value]) => row.scenario?.(value))) as Partial<Scenario>,
  };
}

/** The settings that differ from the defaults, such as `latency 50-200 ms`. */
export const switchedOn = (flags: MockFlags): string[] =>
  inUse(flags).flatMap(([, row, value]) =>
    row.banner && value !== row.default ? [[longName(row), row.banner(value)].filter(Boolean).join(" ")] : [],
  );
