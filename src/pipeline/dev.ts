import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { watch } from "chokidar";

const settleInMs = 100;

async function succeeds(script: string): Promise<boolean> {
  const [code] = (await once(spawn(`npm run --silent ${script}`, { stdio: "inherit", shell: true }), "exit")) as [
    number | null,
  ];
  return code === 0;
}

let mock: ChildProcess | undefined;
let stopping = false;

// A separate process, since this one would keep using the contract that it has loaded.
async function restartMock(): Promise<void> {
  await stopMock();
  if (stopping) return;
  const command = ["--import", "tsx", "src/cli/main.ts", "mock", ...process.argv.slice(2)];
  mock = spawn(process.execPath, command, { stdio: "inherit" });
}

const isRunning = (process: ChildProcess | undefined): process is ChildProcess => process?.exitCode === null;

async function stopMock(): Promise<void> {
  if (!isRunning(mock)) return;
  mock.kill();
  await once(mock, "exit");
}

async function rebuild(): Promise<void> {
  if (!(await succeeds("lint")) || !(await succeeds("generate"))) {
    if (stopping) return;
    console.error(
      isRunning(mock)
        ? "Not rebuilt: the mock keeps running with the last good contract."
        : "Fix the contract to start the mock.",
    );
    return;
  }
  await restartMock();
}

let rebuilding = Promise.resolve();
let timer: NodeJS.Timeout | undefined;

function rebuildSoon(): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    rebuilding = rebuilding.then(rebuild).catch((error: Error) => console.error(error.message));
  }, settleInMs);
}

const watcher = watch(["openapi", "redocly.yaml"], { ignoreInitial: true }).on("all", rebuildSoon);
rebuildSoon();

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    stopping = true;
    clearTimeout(timer);
    void watcher.close();
    void stopMock();
  });
}
