import { setFlagsFromString } from "node:v8";
import { type Mock, startMock } from "../mock/index.ts";
import { redactedTarget } from "../mock/journal/redaction.ts";
import { logLine } from "../mock/journal/entry.ts";
import { banner } from "./banner.ts";
import { flagError, type MockFlags, mockOptions } from "./flags.ts";
import { openBrowser } from "./openBrowser.ts";
import { onOrphaned, onStopSignal } from "./stopSignals.ts";

function explain(error: NodeJS.ErrnoException, { port, host }: MockFlags): string {
  const other = port < 65_535 ? `--port ${port + 1}` : "--port 0 picks a free one";
  if (error.code === "EADDRINUSE")
    return `Port ${port} is in use. Stop the program that uses it, or choose another port: ${other}`;
  if (error.code === "EACCES")
    return `You are not allowed to listen on port ${port}. Choose a port above 1023, for example --port 4010`;
  if (error.code === "ENOTFOUND" || error.code === "EADDRNOTAVAIL") return `${host} is not an address of this machine.`;
  return error.message;
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

const isLoopback = (host: string): boolean => /^(localhost|127\..*|::1)$/i.test(host);
const openControlWarning =
  "Anyone who can reach this port can reset the mock at /_mock. To prevent that, add: --control-token <token>";

function waiting(requests: string[], drain = 10): string {
  const listed = requests.slice(0, 5).map((request) => `  ${redactedTarget(request)}`);
  const more = requests.length > 5 ? [`  and ${requests.length - 5} more`] : [];
  return [
    `Waiting up to ${drain} s for these requests to finish. Press Ctrl-C again to stop now.`,
    ...listed,
    ...more,
  ].join("\n");
}

const time = (): string => new Date().toISOString();

/** The messages when the mock starts listening and after it has stopped, by log format. */
const messages: Record<
  MockFlags["log"],
  { started: (flags: MockFlags, mock: Mock) => string; stopped?: () => string }
> = {
  text: { started: banner, stopped: () => "Stopped." },
  json: {
    started: (_, { url, caFile }) => JSON.stringify({ time: time(), listening: url, ca: caFile }),
    stopped: () => JSON.stringify({ time: time(), stopped: true }),
  },
  silent: { started: (_, { url }) => url },
};

/** Runs the mock until SIGTERM or Ctrl-C; lets running requests finish. */
export async function mockCommand(flags: MockFlags): Promise<void> {
  const { log, drain, host, controlToken } = flags;
  const error = flagError(flags);
  if (error !== undefined) fail(error);
  // Files that the mock creates are accessible to their owner only, from the start.
  process.umask(0o077);
  const print = (line: string | undefined) => void (line !== undefined && console.log(line));
  // The process that reads the log may exit, and a disk may be full: the mock keeps running.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

  let isStopping = false;
  let stop: (() => Promise<void>) | undefined = undefined as (() => Promise<void>) | undefined;
  // As PID 1 of a container, it would ignore a signal without a listener.
  onStopSignal((exitCode) => {
    if (isStopping) process.exit(exitCode);
    if (!stop) process.exit(0);
    void stop();
  });

  const mock = await startMock({ ...mockOptions(flags), onRequest: (entry) => print(logLine(entry, log)) }).catch(
    (cause: NodeJS.ErrnoException) => fail(explain(cause, flags)),
  );
  // V8 would let the young generation grow to 16 MB, and some answers would wait for its collection.
  setFlagsFromString("--semi-space-growth-factor=1");
  print(messages[log].started(flags, mock));
  if (log !== "silent" && !isLoopback(host) && controlToken === undefined) console.error(openControlWarning);
  const token = controlToken === undefined ? "" : `#token=${encodeURIComponent(controlToken)}`;
  if (flags.open) openBrowser(`${mock.url}/_mock${token}`);

  stop = async () => {
    isStopping = true;
    await mock.close((requests) => console.error(waiting(requests, drain)));
    print(messages[log].stopped?.());
    process.exit(0);
  };
  onOrphaned(() => void (isStopping || stop?.()));
}
