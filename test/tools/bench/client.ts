import { execFileSync } from "node:child_process";
import { programSize } from "../../client/programSize.ts";
import { startServer, stopServer } from "./server.ts";
import { median, row } from "./table.ts";

const names = ["fetch", "graph-education-sync", "openapi-fetch", "ky", "axios", "microsoft-graph-client"];
const packages: Record<string, string> = { "microsoft-graph-client": "@microsoft/microsoft-graph-client" };
const labels = ["fetch", "this client", "openapi-fetch", "ky", "axios", "Graph client"];

// The packages to compare are installed here.
const folder = "test/tools/bench";

function importInMs(specifier: string): number {
  const program = `const began = performance.now(); await import(${JSON.stringify(specifier)}); console.log(performance.now() - began);`;
  return Number(execFileSync(process.execPath, ["--input-type=module", "--eval", program], { cwd: folder }));
}

/** Prints what the client costs compared to bare `fetch` and other clients. */
export async function benchClient(built: string, rounds: number): Promise<void> {
  console.log("\nThe client: CPU per call, the least of the rounds; token known, retries on\n");
  row("", ...labels);
  const server = await startServer([`${built}/test/tools/bench/clientServer.js`]);
  const calls = execFileSync(process.execPath, [
    `${built}/test/tools/bench/clientCalls.js`,
    server.url,
    String(rounds * 8),
  ]);
  await stopServer(server);
  const cpu = JSON.parse(calls.toString()) as Record<string, number>;
  for (const [atOnce, title] of [
    [1, "one after the other"],
    [16, "16 at once"],
  ] as const) {
    for (const method of ["GET", "POST"]) {
      const used = names.map((name) => cpu[`${method} ${atOnce} ${name}`] as number);
      row(`${method}, ${title}`, ...used.map((µs) => `${µs.toFixed(0)} µs`));
      row("  times fetch", ...used.map((µs) => `${(µs / (used[0] as number)).toFixed(2)}×`));
    }
  }

  const others = names.slice(1);
  const entry = (name: string): string => packages[name] ?? name;
  const times = Object.fromEntries(others.map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds * 3; round += 1) {
    for (const name of others) times[name]?.push(importInMs(entry(name)));
  }
  const imports = others.map((name) => median(times[name] ?? []));
  row("import", "", ...imports.map((ms) => `${ms.toFixed(1)} ms`));
  row("  times openapi-fetch", "", ...imports.map((ms) => `${(ms / (imports[1] as number)).toFixed(2)}×`));
  const sizes = await Promise.all(
    others.map((name) => programSize(`import * as all from "${entry(name)}"; globalThis.all = { ...all };`, folder)),
  );
  row("all of it, minified, gzip", "", ...sizes.map((bytes) => `${(bytes / 1000).toFixed(1)} kB`));
}
