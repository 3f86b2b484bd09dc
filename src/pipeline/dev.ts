import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { watch } from "chokidar";
import { build } from "./artefacts.ts";
import { bundle, generatedFiles } from "./generatedFiles.ts";
import { lintContract } from "./lintContract.ts";
import { newestOnly } from "./newestOnly.ts";
import { writeWhole } from "./writeWhole.ts";

const settleInMs = 100;

let mock: ChildProcess | undefined;

const isRunning = (process: ChildProcess | undefined): process is ChildProcess =>
  process !== undefined && process.exitCode === null && process.signalCode === null;

async function stopMock(): Promise<void> {
  if (!isRunning(mock)) return;
  const ended = once(mock, "exit");
  mock.kill();
  await ended;
}

// A separate process, since this one would keep using the contract it has already loaded.
function startMock(): void {
  const command = ["--import", "tsx", "src/cli/main.ts", "mock", ...process.argv.slice(2)];
  mock = spawn(process.execPath, command, { stdio: "inherit" });
}

async function rebuild(signal: AbortSignal): Promise<void> {
  // Both run in parallel, but only the linter reports mistakes in the sources, which both would find.
  const bundled = bundle(".", signal);
  bundled.catch(() => undefined);
  const { passed, report } = await lintContract(".", signal);
  console.log(report.trim());
  if (!passed) {
    const state = isRunning(mock)
      ? "Not rebuilt: the mock keeps running with the last good contract."
      : "Fix the contract to start the mock.";
    console.error(state);
    return;
  }
  const files = await generatedFiles(await bundled);
  signal.throwIfAborted();
  await writeWhole("generated", files);
  await build(["validators"]);
  signal.throwIfAborted();
  await stopMock();
  if (!signal.aborted) startMock();
}

const rebuilds = newestOnly(rebuild);
let timer: NodeJS.Timeout | undefined;

function rebuildSoon(): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    rebuilds.run().catch((error: unknown) => console.error((error as Error).message));
  }, settleInMs);
}

const watcher = watch(["openapi", "redocly.yaml"], { ignoreInitial: true }).on("all", rebuildSoon);
rebuildSoon();

async function stop(signal: NodeJS.Signals): Promise<void> {
  clearTimeout(timer);
  await Promise.all([watcher.close(), rebuilds.stop()]);
  await stopMock();
  process.kill(process.pid, signal);
}

// Only once: a second signal, and the one that `stop` sends, have their default effect.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => void stop(signal));
