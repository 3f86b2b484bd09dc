import { execFileSync } from "node:child_process";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { Agent, get } from "node:https";
import { pathToFileURL } from "node:url";
import { startMock } from "graph-education-sync/mock";
import { commands, mockCommand } from "./mock.ts";
import { startServer, stopServer } from "./server.ts";
import { row } from "./table.ts";

const profiles = "/education/synchronizationProfiles";
const headers = { authorization: "Bearer any-token", "content-type": "application/json" };

// With https, by an authority that only the mock's user trusts.
const agent = new Agent({ rejectUnauthorized: false });

async function statusOf(url: string, init: RequestInit): Promise<number> {
  if (url.startsWith("https:")) {
    const [answer] = (await once(get(url, { agent, headers }), "response")) as [IncomingMessage];
    return answer.resume().statusCode ?? 0;
  }
  const { status, body } = await fetch(url, init);
  await body?.cancel();
  return status;
}

const firstAnswers = {
  "start to the first 2xx": { init: { headers }, expected: 200 },
  "start to the first 400": { init: { method: "POST", headers, body: '{"displayName":5}' }, expected: 400 },
} satisfies Record<string, { init: RequestInit; expected: number }>;

/** Milliseconds from the start of a process to its first response. */
export async function startInMs(args: string[], init: RequestInit = { headers }, expected = 200): Promise<number> {
  const began = performance.now();
  const server = await startServer(args);
  const isUp = (): Promise<boolean> =>
    statusOf(server.url + profiles, init).then(
      (status) => status === expected,
      () => false,
    );
  while (!(await isUp()));
  const took = performance.now() - began;
  await stopServer(server);
  return took;
}

const program = `
const began = performance.now();
const { startMock } = await import(${JSON.stringify(pathToFileURL("dist/mock/index.cjs").href)});
const { url, close } = await startMock();
const answer = await fetch(url + "${profiles}", { headers: { authorization: "Bearer any-token" } });
if (!answer.ok) throw new Error(String(answer.status));
console.log(performance.now() - began);
await close();
process.exit();`;

const firstMockInMs = (): number => Number(execFileSync(process.execPath, ["--input-type=module", "--eval", program]));

/** Milliseconds to start another mock in a process that has loaded the engine. */
async function furtherMockInMs(): Promise<number> {
  const mocks = [await startMock()];
  const began = performance.now();
  for (let count = 0; count < 200; count += 1) mocks.push(await startMock());
  const each = (performance.now() - began) / 200;
  await Promise.all(mocks.map(({ close }) => close()));
  return each;
}

/** Prints how long the mock takes to its first responses; the minimum of the rounds. */
export async function benchStarts(built: string, rounds: number): Promise<void> {
  const started = {
    "prism mock": commands(built)["prism mock"],
    stateless: commands(built).stateless,
    floor: commands(built).floor,
    stateful: mockCommand,
  };
  for (const [title, { init, expected }] of Object.entries(firstAnswers)) {
    const times: Record<string, number> = {};
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, args] of Object.entries(started)) {
        if (name === "floor" && expected !== 200) continue;
        times[name] = Math.min(times[name] ?? Infinity, await startInMs(args, init, expected));
      }
    }
    const shown = Object.keys(started).map((name) => times[name]);
    row(title, ...shown.map((ms) => (ms === undefined ? "" : `${ms.toFixed(0)} ms`)));
    row("  times prism mock", ...shown.map((ms) => (ms === undefined ? "" : `${(ms / (shown[0] ?? ms)).toFixed(2)}×`)));
  }
  const first = Math.min(...Array.from({ length: rounds }, firstMockInMs));
  row("first startMock() and answer", "", "", "", `${first.toFixed(0)} ms`);
  row("a further startMock()", "", "", "", `${(await furtherMockInMs()).toFixed(2)} ms`);
}
