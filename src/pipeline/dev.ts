import { spawn } from "node:child_process";
import { once } from "node:events";
import { watch } from "chokidar";
import { startStockPrism, type StockPrism } from "../mock/stockPrism.ts";

const settleInMs = 100;
const port = 4010;

async function succeeds(script: string): Promise<boolean> {
  const [code] = (await once(spawn(`npm run --silent ${script}`, { stdio: "inherit", shell: true }), "exit")) as [number | null];
  return code === 0;
}

let mock: StockPrism | undefined;

async function rebuild(): Promise<void> {
  if (!(await succeeds("lint"))) {
    console.error(mock ? "Not rebuilt: the mock goes on with the last good contract." : "Mend the contract to start the mock.");
    return;
  }
  await mock?.stop();
  if (!(await succeeds("generate"))) console.error("Not rebuilt; the mock goes on with what there is.");
  mock = await startStockPrism({ document: "generated/openapi.yaml", port, onLine: (line) => console.log(line) });
  console.log(`The mock listens on ${mock.url}   (watching openapi/, Ctrl-C stops)`);
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
    clearTimeout(timer);
    void watcher.close();
    void mock?.stop();
  });
}
