import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Mock, startMock } from "graph-education-sync/mock";
import { isSkipped, programs, required } from "../../programs/programs.ts";
import { addProfiles } from "../../reference/addProfiles.ts";
import { documentedServer, samplePages } from "../../reference/samplePages.ts";
import { forMono } from "./forMono.ts";

const execute = promisify(execFile);

describe.skipIf(isSkipped(programs.mono))("the samples in C#, compiled for Mono", { timeout: 60_000 }, () => {
  const { command, env } = required(programs.mono);
  const [libraries = ""] = env["MONO_PATH"]?.split(":") ?? [];
  const options = { env, timeout: 12_000 };
  let folder: string;
  let mock: Mock;
  let large: Mock;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "csharp-"));
    [mock, large] = await Promise.all([startMock({ stateless: true }), startMock({ profiles: "examples" })]);
    await addProfiles(large.url, 150);
  });
  afterAll(async () => {
    await Promise.all([mock.close(), large.close()]);
    await rm(folder, { recursive: true });
  });

  /** Mono 6.8 hangs in one of about 30 runs of a program with an HttpClient, so a run that was killed is repeated once. */
  async function mono(...args: string[]): Promise<string> {
    const first = execute(command, args, options).catch((error: { killed?: boolean }) => {
      if (error.killed) return execute(command, args, options);
      throw error;
    });
    return (await first).stdout;
  }

  async function run(name: string, source: string, url: string): Promise<string> {
    const [file, program] = [join(folder, `${name}.cs`), join(folder, `${name}.exe`)];
    await writeFile(file, forMono(source).replaceAll(documentedServer, url));
    const references = ["System.Net.Http", "Newtonsoft.Json"].map((library) => `-r:${library}.dll`);
    const compiler = join(libraries, "mcs.exe");
    const search = (env["MONO_PATH"] ?? "").split(":").map((path) => `-lib:${path}`);
    await mono(compiler, "-langversion:latest", "-warnaserror", ...search, ...references, `-out:${program}`, file);
    return mono(program);
  }

  it.each(samplePages.filter(({ isPaged }) => !isPaged))(
    "$operationId prints the response of the mock",
    async ({ operationId, csharp, status, answer }) => {
      const printed = await run(operationId, csharp, mock.url);
      expect(JSON.parse(printed)).toEqual(answer ?? Number(status));
    },
  );

  it.each(samplePages.filter(({ isPaged }) => isPaged))("$operationId prints every item", async (page) => {
    const printed = await run(page.operationId, page.csharp, large.url);
    const items = page.operationId === "listSynchronizationProfiles" ? 150 : 2;
    expect(printed.match(/^\{/gm)).toHaveLength(items);
  });
});
