import { setFlagsFromString } from "node:v8";
import { banner } from "./banner.ts";
import { openBrowser } from "./openBrowser.ts";
import {
  type AuthLevel,
  startMock,
  type MockOptions,
  type Outcomes,
  type Pace,
  type Scenario,
  type Throttle,
} from "../mock/index.ts";
import { redactedTarget } from "../mock/control/redaction.ts";
import { type LogFormat, logLine } from "../mock/control/requestLog.ts";

/** The flags of `graph-education-sync mock`. */
export interface MockFlags {
  port: number;
  host: string;
  stateless?: boolean;
  profiles?: boolean;
  store?: string;
  ttl?: number;
  maxProfiles?: number;
  isolate?: boolean;
  pace?: Pace;
  seed?: string;
  latency?: Scenario["latencyInMs"];
  throttle?: Throttle;
  fail?: number;
  failOnce?: boolean;
  provisioning?: Outcomes["provisioning"];
  deletion?: Outcomes["deletion"];
  sync?: Outcomes["sync"];
  drain?: number;
  controlToken?: string;
  https?: boolean;
  cert?: string;
  key?: string;
  trustProxy?: boolean;
  auth: AuthLevel;
  grant?: string[];
  log: LogFormat;
  open?: boolean;
}

const given = <T extends object>(parts: { [Name in keyof T]: T[Name] | undefined }): Partial<T> =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Partial<T>;

function optionsOf(flags: MockFlags): MockOptions {
  const {
    port,
    host,
    stateless,
    store,
    ttl: ttlInSeconds,
    maxProfiles,
    pace,
    seed,
    latency: latencyInMs,
    throttle,
    fail: failPercent,
    failOnce,
    provisioning,
    deletion,
    sync,
    drain,
    controlToken,
    cert,
    key,
    trustProxy,
    auth,
    grant,
  } = flags;
  const https = cert === undefined && key === undefined ? flags.https : { cert: cert ?? "", key: key ?? "" };
  return {
    ...given<MockOptions>({
      port,
      host,
      stateless,
      store,
      ttlInSeconds,
      maxProfiles,
      pace,
      seed,
      controlToken,
      https,
      trustProxy,
      auth,
    }),
    ...(drain === undefined ? {} : { drainInMs: drain * 1000 }),
    ...(flags.isolate ? { isolate: "token" as const } : {}),
    ...(flags.profiles ? { profiles: "cast" as const } : {}),
    scenario: given({ latencyInMs, throttle, failPercent, failOnce, provisioning, deletion, sync, grant }),
  };
}

function explain(error: NodeJS.ErrnoException, { port, host }: MockFlags): string {
  if (error.code === "EADDRINUSE")
    return `Port ${port} is in use. Stop the program that uses it, or choose another port: --port ${port + 1}`;
  if (error.code === "EACCES")
    return `You may not listen on port ${port}. Choose a port above 1023, for example --port 4010`;
  if (error.code === "ENOTFOUND" || error.code === "EADDRNOTAVAIL") return `${host} is not an address of this machine.`;
  return error.message;
}

const isLoopback = (host: string): boolean => /^(localhost|127\..*|::1)$/i.test(host);
const openControlWarning =
  "Anyone who reaches this port can reset the mock at /_mock. To prevent that, add: --control-token <token>";

function waiting(requests: string[], drain = 10): string {
  const listed = requests.slice(0, 5).map((request) => `  ${redactedTarget(request)}`);
  const more = requests.length > 5 ? [`  and ${requests.length - 5} more`] : [];
  return [
    `Waiting up to ${drain} s for these requests to finish. Press Ctrl-C again to stop now.`,
    ...listed,
    ...more,
  ].join("\n");
}

/** Runs the mock until SIGTERM or Ctrl-C; lets the requests under way end. */
export async function mockCommand(flags: MockFlags): Promise<void> {
  const print = (line: string | undefined) => void (line !== undefined && console.log(line));
  const mock = await startMock({ ...optionsOf(flags), onRequest: (entry) => print(logLine(entry, flags.log)) }).catch(
    (error: NodeJS.ErrnoException) => {
      console.error(explain(error, flags));
      process.exit(1);
    },
  );
  // V8 would let the young generation grow to 16 MB, and some answers would wait for its collection.
  setFlagsFromString("--semi-space-growth-factor=1");
  if (flags.log === "json") {
    print(JSON.stringify({ time: new Date().toISOString(), listening: mock.url, ca: mock.caFile }));
  } else print(banner(flags, mock));
  if (!isLoopback(flags.host) && flags.controlToken === undefined) console.error(openControlWarning);
  const token = flags.controlToken === undefined ? "" : `#token=${encodeURIComponent(flags.controlToken)}`;
  if (flags.open) openBrowser(`${mock.url}/_mock${token}`);
  let isStopping = false;
  for (const [signal, exitCode] of Object.entries({ SIGINT: 130, SIGTERM: 143 })) {
    process.on(signal, () => {
      if (isStopping) process.exit(exitCode);
      isStopping = true;
      const onWait = (requests: string[]) => console.error(waiting(requests, flags.drain));
      void mock.close(onWait).then(() => process.exit(0));
    });
  }
}
