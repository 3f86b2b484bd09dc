import { curlExample } from "./curlExample.ts";
import {
  type AuthLevel,
  type Mock,
  startMock,
  type MockOptions,
  type Outcomes,
  type Pace,
  type Scenario,
  type Throttle,
} from "../mock/index.ts";
import { type LogFormat, logLine } from "../mock/control/journal.ts";

/** The flags of `graph-education-sync mock`. */
export interface MockFlags {
  port: number;
  host: string;
  stateless?: boolean;
  profiles?: boolean;
  store?: string;
  isolate?: boolean;
  pace?: Pace;
  seed?: string;
  latency?: Scenario["latencyInMs"];
  throttle?: Throttle;
  fail?: number;
  provisioning?: Outcomes["provisioning"];
  deletion?: Outcomes["deletion"];
  sync?: Outcomes["sync"];
  https?: boolean;
  cert?: string;
  key?: string;
  trustProxy?: boolean;
  auth: AuthLevel;
  grant?: string[];
  log: LogFormat;
}

const given = <T extends object>(parts: { [Name in keyof T]: T[Name] | undefined }): Partial<T> =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Partial<T>;

function optionsOf(flags: MockFlags): MockOptions {
  const {
    port,
    host,
    stateless,
    store,
    pace,
    seed,
    latency: latencyInMs,
    throttle,
    fail: failPercent,
    provisioning,
    deletion,
    sync,
    cert,
    key,
    trustProxy,
    auth,
    grant,
  } = flags;
  const https = cert === undefined && key === undefined ? flags.https : { cert: cert ?? "", key: key ?? "" };
  return {
    ...given<MockOptions>({ port, host, stateless, store, pace, seed, https, trustProxy, auth }),
    ...(flags.isolate ? { isolate: "token" as const } : {}),
    ...(flags.profiles ? { profiles: "cast" as const } : {}),
    scenario: given({ latencyInMs, throttle, failPercent, provisioning, deletion, sync, grant }),
  };
}

function explain(error: NodeJS.ErrnoException, { port, host }: MockFlags): string {
  if (error.code === "EADDRINUSE")
    return `Port ${port} is in use: another program listens there. Stop it, or choose another port: --port ${port + 1}`;
  if (error.code === "EACCES")
    return `Port ${port} may not be listened on by this user. Choose one above 1023: --port 4010`;
  if (error.code === "ENOTFOUND" || error.code === "EADDRNOTAVAIL") return `${host} is not an address of this machine.`;
  return error.message;
}

function memory({ stateless, store }: MockFlags): string {
  if (stateless) return "answers with the contract's examples and remembers nothing";
  return store === undefined ? "keeps what you create until it stops" : `keeps what you create in ${store}`;
}

const tokens = {
  off: "no token is needed",
  basic: "any bearer token will do",
  strict: "only tokens of its own token endpoint will do",
} as const;

const trust = (caFile: string | undefined): string =>
  caFile === undefined
    ? ""
    : `
Its certificate is signed by an authority that was made for you alone. Let your programs trust it:

NODE_EXTRA_CA_CERTS=${caFile}
curl --cacert ${caFile}
`;

const greeting = (flags: MockFlags, { url, caFile }: Mock): string => `The mock listens on ${url}   (Ctrl-C stops it)
It ${memory(flags)}.
It is not Microsoft Graph: no tenant, no data, ${tokens[flags.auth]}. Try it from another terminal:

${curlExample(url, caFile)}
${trust(caFile)}`;

/** Runs the mock until SIGTERM or Ctrl-C; lets the requests under way end. */
export async function mockCommand(flags: MockFlags): Promise<void> {
  const print = (line: string | undefined) => void (line !== undefined && console.log(line));
  const mock = await startMock({ ...optionsOf(flags), onRequest: (entry) => print(logLine(entry, flags.log)) }).catch(
    (error: NodeJS.ErrnoException) => {
      console.error(explain(error, flags));
      process.exit(1);
    },
  );
  if (flags.log === "json")
    print(JSON.stringify({ time: new Date().toISOString(), listening: mock.url, ca: mock.caFile }));
  else print(greeting(flags, mock));
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void mock.close().then(() => process.exit(0)));
  }
}
