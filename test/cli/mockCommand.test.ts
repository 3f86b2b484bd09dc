import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Command } from "commander";
import { program } from "../../src/cli/program.ts";
import { freePort } from "../support/freePort.ts";
import { control, createBody, send } from "../support/caller.ts";
import { command as builtCommand } from "../support/startCommand.ts";
import { run, underWay, untilListening, untilPrinted } from "./command.ts";

const profiles = "/education/synchronizationProfiles";

describe("graph-education-sync mock", { timeout: 60_000 }, () => {
  it("prints its address, that it is not Microsoft Graph, and how to try it", async () => {
    const command = run("mock", "--port", "0");
    const url = await untilListening(command);
    await untilPrinted(command, /curl -i http/);
    expect(command.output()).toContain("It is not Microsoft Graph");
    expect(command.output()).toContain(`curl -i ${url}/education/synchronizationProfiles`);
    expect(command.output()).toContain(`${url}/_mock\n`);
  });

  it("serves the reference at its address", async () => {
    const command = run("mock", "--port", "0");
    const answer = await fetch(await untilListening(command));
    expect(await answer.text()).toContain("<title>Microsoft Graph education");
  });

  it.each(["SIGTERM", "SIGINT"] as const)("on %s completes the request in flight and exits with 0", async (signal) => {
    const command = run("mock", "--port", "0", "--latency", "300");
    const { status } = await underWay(`${await untilListening(command)}/education/synchronizationProfiles`);
    command.child.kill(signal);
    expect(await status).toBe(200);
    expect(await command.ended).toEqual([0, null]);
  });

  it("logs a line for each request, without secrets", async () => {
    const command = run("mock", "--port", "0", "--log", "json", "--profiles");
    const url = await untilListening(command);
    await send("GET", `${url}/beta${profiles}?$top=1&access_token=hush`, {
      headers: {
        authorization: "Bearer my-own-token",
        "client-request-id": "c1a9d3f0-6b52-4e0e-8f7d-2a44b7c31e88",
      },
    });
    const [, line] = await untilPrinted(command, /(\{.*listSynchronizationProfiles.*\})/);
    expect(JSON.parse(line as string)).toMatchObject({
      method: "GET",
      status: 200,
      tenant: "default",
      clientRequestId: "c1a9d3f0-6b52-4e0e-8f7d-2a44b7c31e88",
    });
    expect(command.output()).not.toMatch(/my-own-token|hush/);
    for (const printed of command.output().trim().split("\n"))
      expect(() => JSON.parse(printed) as unknown).not.toThrow();
  });

  it("trusts a proxy's headers with --trust-proxy", async () => {
    const command = run("mock", "--port", "0", "--trust-proxy");
    const headers = { "x-forwarded-proto": "https", "x-forwarded-host": "mock.school.example" };
    const { body } = await send("GET", (await untilListening(command)) + profiles, { headers });
    expect(body).toMatchObject({
      "@odata.context": "https://mock.school.example/$metadata#education/synchronizationProfiles",
    });
  });

  it("accepts no more profiles than --max-profiles", async () => {
    const command = run("mock", "--port", "0", "--profiles", "--max-profiles", "1");
    const answer = await fetch(`${await untilListening(command)}/education/synchronizationProfiles`, {
      method: "POST",
      headers: { authorization: "Bearer my-own-token", "content-type": "application/json" },
      body: JSON.stringify(createBody("csvNewAccounts")),
    });
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain("The limit of 1 profiles is reached.");
  });

  it("reports in one line that the port is in use, and exits with 1", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const command = run("mock", "--port", String(port));
    expect((await command.ended)[0]).toBe(1);
    expect(command.output().trim()).toBe(
      `Port ${port} is in use. Stop the program that uses it, or choose another port: --port ${port + 1}`,
    );
    other.close();
  });

  it("reports a damaged store in one line, and exits with 1", async () => {
    const folder = await mkdtemp(join(tmpdir(), "graph-education-sync-"));
    await writeFile(join(folder, "notes.txt"), "{");
    const command = run("mock", "--port", "0", "--store", folder);
    expect((await command.ended)[0]).toBe(1);
    expect(command.output()).toMatch(/^The store .* is damaged \(it has other files, and no file CURRENT\)[^\n]*\n$/);
    await rm(folder, { recursive: true });
  });

  it.each([
    [["--port", "many"], "Expected a number from 0 to 65535"],
    [["--port", "70000"], "Expected a number from 0 to 65535"],
    [["--max-profiles", "-1"], "Expected a number of 0 or more."],
    [["--throttle", "often"], "for example 10/60"],
    [["--latency", "200-50"], "50-200"],
    [["--latency", "1-2-3"], "50-200"],
    [["--fail", "101"], "from 0 to 100"],
    [["--sync", "sideways"], "success, errors"],
    [["--log", "loud"], "text, json, silent"],
    [["--auth", "lax"], "off, basic, strict"],
    [["--grant", "User.Read"], "EduAdministration.Read,"],
    [["--unheard"], "unknown option"],
    [["--stateless", "--store", "s.json"], "cannot be used with"],
    [["--stateless", "--max-profiles", "5"], "cannot be used with"],
    [["--stateless", "--sync", "error"], "cannot be used with"],
  ])("refuses %j and says what is expected", async (flags, named) => {
    const errors: string[] = [];
    const [mock] = program.commands as [Command];
    mock.exitOverride().configureOutput({ writeErr: (text) => void errors.push(text) });
    const refused = program.parseAsync(["mock", ...flags], { from: "user" });
    await expect(refused).rejects.toMatchObject({ exitCode: 1 });
    expect(errors.join("")).toContain(named);
  });

  it.each([
    [["--throttle", "often"], /^error: .*\n\(use --help to list the options\)\n$/],
    [["--cert", "own.pem"], /^--cert also needs --key\.\n$/],
    [["--key", "own.key"], /^--key also needs --cert\.\n$/],
    [["--https", "--cert", "own.pem", "--key", "own.key"], /^--https creates its own certificate: [^\n]*\n$/],
    [["--cert", "none.pem", "--key", "none.key"], /^The certificate none\.pem can't be read \(ENOENT\)\.\n$/],
    [["--store", ""], /^The store "" can't be used: expected the name of a folder, or redis:\/\/<host>\.\n$/],
    [
      ["--store", "redis://:hush@127.0.0.1:1"],
      /^The store redis:\/\/127\.0\.0\.1:1 can't be used: connect ECONNREFUSED[^\n]*\n$/,
    ],
    [["--store", "s", "--ttl", "60"], /^--ttl needs --store redis:\/\/<host>\.\n$/],
  ])("exits with 1 on %j, without a stack trace", async (flags, message) => {
    const command = run("mock", "--port", "0", ...flags);
    expect((await command.ended)[0]).toBe(1);
    expect(command.output()).toMatch(message);
  });

  it("suggests no port above 65535", async () => {
    const other = createServer().listen(65_535, "127.0.0.1");
    await Promise.race([once(other, "listening"), once(other, "error")]);
    const command = run("mock", "--port", "65535");
    expect((await command.ended)[0]).toBe(1);
    expect(command.output()).toContain("--port 0 picks a free one");
    other.close();
  });

  it("reads the store and the control token from environment variables", async () => {
    const folder = await mkdtemp(join(tmpdir(), "graph-education-sync-"));
    vi.stubEnv("MOCK_STORE", folder);
    vi.stubEnv("MOCK_CONTROL_TOKEN", "hush");
    const command = run("mock", "--port", "0");
    const url = await untilListening(command);
    await untilPrinted(command, /keeps what you create in/);
    expect((await control({ url }, "GET", "")).status).toBe(403);
    expect(command.output()).not.toContain("hush");
  });

  it("prints nothing but its address with --log silent", async () => {
    const command = run("mock", "--port", "0", "--log", "silent", "--host", "0.0.0.0");
    await untilPrinted(command, /\n/);
    command.child.kill("SIGINT");
    expect(await command.ended).toEqual([0, null]);
    expect(command.output()).toMatch(/^http:\/\/\S+\n$/);
  });

  it("keeps running when the reader of its log has closed", async () => {
    const command = run("mock", "--port", "0");
    const url = await untilListening(command);
    for (const stream of [command.child.stdout, command.child.stderr]) stream?.destroy();
    for (let count = 0; count < 3; count += 1) expect((await send("GET", url + profiles)).status).toBe(200);
    expect(command.child.exitCode).toBe(null);
  });

  it.runIf(process.platform === "linux")("keeps running when its log can't be written", async () => {
    const port = await freePort();
    const shell = `exec "${process.execPath}" ${builtCommand} mock --port ${port} > /dev/full`;
    const child = spawn("sh", ["-c", shell], { stdio: "ignore" });
    onTestFinished(() => void child.kill("SIGKILL"));
    const url = `http://127.0.0.1:${port}`;
    await expect
      .poll(() =>
        send("GET", url + profiles).then(
          ({ status }) => status,
          () => 0,
        ),
      )
      .toBe(200);
    for (let count = 0; count < 3; count += 1) expect((await send("GET", url + profiles)).status).toBe(200);
    expect(child.exitCode).toBe(null);
  });

  it("lists each flag in groups with --help", async () => {
    const command = run("mock", "--help");
    expect((await command.ended)[0]).toBe(0);
    const mock = program.commands.find((each) => each.name() === "mock");
    const flags = (mock?.options ?? []).map(({ long }) => String(long));
    expect(flags.length).toBeGreaterThan(10);
    const headings = ["Network:", "Data:", "Behavior:", "Access:", "Process:"];
    expect(command.output().match(/^\w.*:$/gm)).toEqual([...headings, "Examples:", "While it runs:"]);
    for (const flag of [...flags, "Prefer: code=429", "/_mock"]) expect(command.output()).toContain(flag);
  });
});
