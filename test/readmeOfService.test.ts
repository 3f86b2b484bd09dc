import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, request as sendRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { serverCertificate } from "../src/mock/http/tls/certificate.ts";
import { call, createBody } from "./support/caller.ts";
import { type RunningCommand, startCommand } from "./support/startCommand.ts";
import { isSkipped, programs } from "./programs/programs.ts";
import { startServer } from "./mock/store/redisServer.ts";

const readme = await readFile("README.md", "utf8");

/** The flags of the README's command that contains this part. */
function flagsWith(part: string): string[] {
  const commands = [...readme.matchAll(/^node node_modules\/\.bin\/graph-education-sync mock (.*)$/gm)];
  const flags = commands.map(([, text = ""]) => text).find((text) => text.includes(part));
  if (flags === undefined) throw new Error(`The README has no command with ${part}.`);
  return flags.split(" ");
}

it.skipIf(isSkipped(programs.redis))(
  "the README's commands run a service for a team",
  { timeout: 60_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "graph-education-sync-readme-"));
    const { cert, key } = await serverCertificate(true, "127.0.0.1");
    const redis = await startServer();
    const running: RunningCommand[] = [];
    const startAsShown = async (part: string): Promise<RunningCommand> => {
      const places: Record<string, string> = {
        "mock.pem": `${folder}/mock.pem`,
        "mock.key": `${folder}/mock.key`,
        "/var/lib/mock": `${folder}/store`,
        "redis://redis:6379/0": `${redis.url}/0`,
        "0.0.0.0": "127.0.0.1",
      };
      const command = await startCommand(
        ...flagsWith(part).map((flag) => places[flag] ?? flag),
        "--control-token",
        "hush",
      );
      running.push(command);
      return command;
    };
    try {
      await writeFile(`${folder}/mock.pem`, cert);
      await writeFile(`${folder}/mock.key`, key);
      const alone = await startAsShown("--store /var/lib/mock");
      expect(alone.url).toMatch(/^https:/);
      const replicas = [await startAsShown("redis://"), await startAsShown("redis://")];
      let requests = 0;
      const proxy = createServer((request, response) => {
        const { url } = replicas[(requests += 1) % 2] as RunningCommand;
        const forwarded = { "x-forwarded-proto": "https", "x-forwarded-host": "mock.example" };
        const { method = "", headers, url: target = "" } = request;
        const passed = sendRequest(url + target, { method, headers: { ...headers, ...forwarded } }, (answer) => {
          response.writeHead(answer.statusCode ?? 0, answer.headers);
          answer.pipe(response);
        });
        request.pipe(passed);
      }).listen(0, "127.0.0.1");
      await once(proxy, "listening");
      const service = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
      const created = await call(service, "createSynchronizationProfile", { body: createBody("powerSchool") });
      expect(created.headers.get("location")).toMatch(/^https:\/\/mock\.example\//);
      const id = String(created.body["id"]);
      for (let count = 0; count < 4; count += 1)
        expect((await call(service, "getSynchronizationProfile", { id })).status).toBe(200);
      expect((await fetch(`${service}/_mock/health`)).status).toBe(200);
      expect((await fetch(`${service}/_mock/profiles`)).status).toBe(403);
      const exported = await fetch(`${service}/_mock/profiles`, { headers: { "x-mock-control-token": "hush" } });
      expect(await exported.json()).toMatchObject({ set: [{ id }] });
      proxy.close();
    } finally {
      await Promise.all(running.map(({ stop }) => stop()));
      await redis.stop();
      await rm(folder, { recursive: true });
    }
  },
);
