import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer, request as sendRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { curlExample } from "../src/mock/http/curlExample.ts";
import { type Mock, startMock } from "graph-education-sync/mock";
import { serverCertificate } from "../src/mock/http/certificate.ts";
import { call, createBody } from "./mock/caller.ts";
import { type RunningCommand, startCommand } from "./mock/startCommand.ts";
import { startServer } from "./mock/store/redisServer.ts";
import { validSet } from "./mock/blobStorage/csv/fileSet.ts";
import { linkPackage } from "./package/linkPackage.ts";

const execute = promisify(execFile);
const readme = await readFile("README.md", "utf8");
const documentedUrl = "http://127.0.0.1:4010";

const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))].map(([, text]) => text as string);
const blockWith = (language: string, part: string): string => {
  const found = blocks(language).find((block) => block.includes(part));
  if (!found) throw new Error(`The README has no ${language} block with ${part}.`);
  return found;
};

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

describe("the README", () => {
  it("shows the curl line that npm start prints", () => {
    expect(blockWith("sh", "curl").trim()).toBe(curlExample(documentedUrl));
  });

  it("shows a curl line that creates the profile it shows", async () => {
    const { stdout } = await execute("sh", ["-c", blockWith("sh", "curl").replace(documentedUrl, mock.url)]);
    const [head, body] = stdout.split("\r\n\r\n") as [string, string];
    expect(head).toMatch(/^HTTP\/1\.1 201 Created/);
    const created = JSON.parse(body.replaceAll(mock.url, documentedUrl)) as { id: string };
    expect(JSON.parse(blockWith("json", '"id"'))).toEqual(created);
    expect(head).toContain(`/education/synchronizationProfiles/${created.id}`);
  });

  it.each([
    ["paginate", /^Contoso School District provisioned\n/],
    ["uploadCsvFiles", /^\[\]\nsuccess 0\n$/],
    ["startMock", /^http:\S+ 0\n$/],
  ])("shows a program with %s that runs", async (name, printed) => {
    const folder = await mkdtemp(join(tmpdir(), "graph-education-sync-readme-"));
    await mock.reset();
    await mock.seed("cast");
    try {
      await mkdir(`${folder}/csv`);
      for (const [name, rows] of Object.entries(validSet)) await writeFile(`${folder}/csv/${name}`, rows);
      await linkPackage(folder);
      const program = blockWith("ts", name).replace(documentedUrl, mock.url);
      await writeFile(`${folder}/program.mts`, program);
      const { stdout } = await execute(process.execPath, ["--import", import.meta.resolve("tsx"), "program.mts"], {
        cwd: folder,
      });
      expect(stdout).toMatch(printed);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("shows commands that keep a service running for a team", { timeout: 60_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), "graph-education-sync-readme-"));
    const { cert, key } = await serverCertificate(true, "127.0.0.1");
    const redis = await startServer();
    const running: RunningCommand[] = [];
    const startAsShown = async (part: string): Promise<RunningCommand> => {
      const [, flags = ""] = /npx graph-education-sync mock (.*)/.exec(blockWith("sh", part)) ?? [];
      const places: Record<string, string> = {
        "mock.pem": `${folder}/mock.pem`,
        "mock.key": `${folder}/mock.key`,
        "/var/lib/mock": `${folder}/store`,
        "redis://redis:6379/0": `${redis.url}/0`,
        '"$TOKEN"': "hush",
        "0.0.0.0": "127.0.0.1",
      };
      const command = await startCommand(...flags.split(" ").map((flag) => places[flag] ?? flag));
      running.push(command);
      return command;
    };
    try {
      await writeFile(`${folder}/mock.pem`, cert);
      await writeFile(`${folder}/mock.key`, key);
      const alone = await startAsShown("classic-level");
      expect(alone.url).toMatch(/^https:/);
      const replicas = [await startAsShown("ioredis"), await startAsShown("ioredis")];
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
  });

  it("names only scripts that exist", async () => {
    const { scripts } = JSON.parse(await readFile("package.json", "utf8")) as { scripts: Record<string, string> };
    const named = [...readme.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name as string);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
