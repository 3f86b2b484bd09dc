import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { curlExample } from "./curlExample.ts";
import { PortInUseError, startStockPrism } from "./stockPrism.ts";

const document = "generated/openapi.yaml";
const documentJson = "generated/openapi.json";

const help = `Serves the contract as a mock on 127.0.0.1 until you press Ctrl-C.

  npm start                     on port 4010
  npm start -- --port 4011      on another port (0 takes a free one)
  npm start -- --help           this text

It answers with the contract's examples and remembers nothing. It is not Microsoft Graph: no tenant, no data, any
bearer token will do.`;

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

function readPort(): number {
  try {
    const { values } = parseArgs({ options: { port: { type: "string", default: "4010" }, help: { type: "boolean" } } });
    if (values.help) {
      console.log(help);
      process.exit(0);
    }
    const port = Number(values.port);
    if (!/^\d+$/.test(values.port) || port > 65_535) fail(`--port takes a number from 0 to 65535, not "${values.port}".`);
    return port;
  } catch (error) {
    return fail(`${(error as Error).message}\nTry: npm start -- --help`);
  }
}

function buildWhatIsMissing(): void {
  if (existsSync(document) && existsSync(documentJson)) return;
  console.log("Building generated/ from openapi/ …");
  const { status } = spawnSync("npm run --silent generate", { stdio: "inherit", shell: true });
  if (status !== 0) fail("The contract could not be built; see above.");
}

const port = readPort();
buildWhatIsMissing();

const mock = await startStockPrism({ document, port, onLine: (line) => console.log(line) }).catch((error: Error) =>
  fail(
    error instanceof PortInUseError
      ? `${error.message} Stop it, or choose another port: npm start -- --port ${error.port + 1}`
      : error.message,
  ),
);

console.log(`The mock listens on ${mock.url}   (Ctrl-C stops it)
It answers with the contract's examples, remembers nothing, and is not Microsoft Graph. Try it from another terminal:

${curlExample(documentJson, mock.url)}
`);

let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    stopping = true;
    void mock.stop();
  });
}
const code = await mock.ended;
if (!stopping) fail(`The mock ended by itself with code ${code}.`);
