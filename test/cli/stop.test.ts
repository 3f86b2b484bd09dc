import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { freePort } from "../support/freePort.ts";
import { type Run, run, underWay, untilListening, untilPrinted } from "./command.ts";

/** A mock with a request in flight that takes a minute. */
async function busy(...flags: string[]): Promise<{ command: Run; status: Promise<number | undefined> }> {
  const command = run("mock", "--port", "0", "--latency", "60000", ...flags);
  const url = await untilListening(command);
  const { status } = await underWay(`${url}/education/synchronizationProfiles?token=hush`);
  return { command, status };
}

describe("the mock command with a request in flight", { timeout: 60_000 }, () => {
  it("reports on SIGINT what it waits for, and for how long", async () => {
    const { command } = await busy();
    command.child.kill("SIGINT");
    await untilPrinted(command, /Waiting up to 10 s .*\n {2}GET \/education\/synchronizationProfiles\?token=\*\*\*\n/);
    expect(command.child.exitCode).toBe(null);
  });

  it("cuts the request off after the --drain time, and exits with 0", async () => {
    const { command, status } = await busy("--drain", "0.2");
    command.child.kill("SIGINT");
    expect(await command.ended).toEqual([0, null]);
    expect(command.output()).toContain("Waiting up to 0.2 s");
    expect(await status).toBeUndefined();
  });

  it.each([
    ["SIGINT", "SIGINT", 130],
    ["SIGTERM", "SIGTERM", 143],
    ["SIGTERM", "SIGINT", 130],
  ] as const)("exits at once when %s is followed by %s, with code %i", async (first, second, exitCode) => {
    const { command } = await busy();
    command.child.kill(first);
    await untilPrinted(command, /Waiting/);
    command.child.kill(second);
    expect(await command.ended).toEqual([exitCode, null]);
  });
});

describe("the mock command", { timeout: 60_000 }, () => {
  it("reports that it has stopped", async () => {
    const command = run("mock", "--port", "0");
    await untilListening(command);
    await untilPrinted(command, /samples\n/);
    command.child.kill("SIGINT");
    expect(await command.ended).toEqual([0, null]);
    expect(command.output()).toMatch(/\nStopped\.\n$/);
  });

  // Node.js itself needs some 30 ms before the first line of the command runs.
  it.each([45, 60, 75, 90, 105, 120, 150])("can be stopped %i ms after its start", async (delay) => {
    const command = run("mock", "--port", "0");
    await new Promise((done) => setTimeout(done, delay));
    command.child.kill("SIGTERM");
    const [code, signal] = await command.ended;
    expect(code === 0 || signal === "SIGTERM").toBe(true);
  });

  it.runIf(process.platform === "linux")("stops when the npx that started it is killed", async () => {
    const port = await freePort();
    const npx = spawn("npx", ["graph-education-sync", "mock", "--port", String(port), "--log", "silent"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(npx.stdout, "data");
    npx.kill("SIGKILL");
    const isUp = () =>
      fetch(`http://127.0.0.1:${port}/_mock/health`).then(
        () => true,
        () => false,
      );
    await expect.poll(isUp, { timeout: 30_000 }).toBe(false);
  });
});

describe("a mock that other machines can reach", { timeout: 60_000 }, () => {
  const warning = /Anyone who can reach this port can reset the mock/;

  it("warns that its control API is open and says how to protect it", async () => {
    const command = run("mock", "--port", "0", "--host", "0.0.0.0");
    await untilPrinted(command, warning);
    expect(command.output()).toContain("--control-token <token>");
  });

  it("requires its control token and doesn't warn if it has one", async () => {
    const command = run("mock", "--port", "0", "--host", "0.0.0.0", "--control-token", "open-sesame");
    const url = await untilListening(command);
    const statusWith = async (headers: Record<string, string>) => (await fetch(`${url}/_mock`, { headers })).status;
    expect([await statusWith({}), await statusWith({ "x-mock-control-token": "open-sesame" })]).toEqual([403, 200]);
    expect(command.output()).not.toMatch(warning);
  });
});
