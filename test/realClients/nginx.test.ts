import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { freePort } from "../support/freePort.ts";
import { call, createBody } from "../support/caller.ts";
import { type RunningCommand, startCommand } from "../support/startCommand.ts";
import { isSkipped, programs, required } from "../programs/programs.ts";

/** The usual configuration: one `proxy_pass`, and the two headers that the reference names. */
const configuration = (folder: string, port: number, mock: string): string => `
daemon off; pid ${folder}/nginx.pid; error_log stderr; events {}
http {
  access_log off;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass ${mock};
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_set_header X-Forwarded-Host $http_host;
    }
  }
}
`;

describe.skipIf(isSkipped(programs.nginx))("behind nginx with its defaults", () => {
  let mock: RunningCommand;
  let nginx: ChildProcess;
  let url: string;
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), "nginx-"));
    const port = await freePort();
    mock = await startCommand("--trust-proxy");
    await writeFile(join(folder, "nginx.conf"), configuration(folder, port, mock.url));
    const { command, env } = required(programs.nginx);
    const parameters = ["-p", folder, "-e", "stderr", "-c", join(folder, "nginx.conf")];
    nginx = spawn(command, parameters, { env, stdio: ["ignore", "ignore", "inherit"] });
    url = `http://127.0.0.1:${port}`;
    const isUp = () =>
      fetch(`${url}/_mock/health`).then(
        ({ ok }) => ok,
        () => false,
      );
    await vi.waitUntil(isUp, { timeout: 10_000 });
  });
  afterAll(async () => {
    const ended = once(nginx, "exit");
    nginx.kill();
    await Promise.all([ended, mock.stop()]);
  });

  it("links point to the proxy", async () => {
    const { headers } = await call(url, "createSynchronizationProfile", { body: createBody("csvNewAccounts") });
    expect(headers.get("location")).toMatch(`${url}/`);
  });

  it("the console's event of a request arrives at once", async () => {
    const events = await fetch(`${url}/_mock/events`, { signal: AbortSignal.timeout(10_000) });
    const reader = events.body?.getReader();
    await call(url, "listSynchronizationProfiles");
    let text = "";
    while (!text.includes("listSynchronizationProfiles")) {
      const chunk = await reader?.read();
      if (chunk?.done !== false) break;
      text += new TextDecoder().decode(chunk.value);
    }
    await reader?.cancel();
    expect(text).toContain("listSynchronizationProfiles");
  });
});
