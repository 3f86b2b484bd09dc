import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import { ContainerClient } from "@azure/storage-blob";
import { afterAll, beforeAll, expect, it } from "vitest";
import { validSet } from "../mock/schoolDataSync/files/fileSet.ts";
import { createBody } from "../support/caller.ts";
import { isSkipped, programs } from "../programs/programs.ts";
import { azCopy } from "./azCopy.ts";
import { ca, deviceCodeCredential, graphClient, scope, url } from "./credentials.ts";
import { kiotaClient } from "./kiota.ts";
import { snippets } from "./clientTable.ts";

const profiles = "/education/synchronizationProfiles";
const credential = deviceCodeCredential("0b9de4f2-7a3c-4d0e-8f0e-6c2f6e9a1d01");

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "chain-"))));
afterAll(() => rm(folder, { recursive: true }));

const steps: string[] = [];
const done = (client: string, what: string): void => void steps.push(`${client.padEnd(34)}${what}`);

/** Uploads the first files in three different ways, and the rest with AzCopy if it is installed. */
async function upload(uploadUrl: string): Promise<void> {
  const container = new ContainerClient(uploadUrl);
  const files = Object.entries(validSet);
  for (const [name, content] of files) await writeFile(join(folder, name), content);
  const means = [
    async (name: string) => container.getBlockBlobClient(name).uploadFile(join(folder, name)),
    async (name: string, content: string) =>
      container.getBlockBlobClient(name).uploadStream(Readable.from([Buffer.from(content)])),
    async (name: string, content: string) => container.uploadBlockBlob(name, content, Buffer.byteLength(content)),
  ];
  const byAzCopy = isSkipped(programs.azCopy) ? [] : files.splice(means.length);
  for (const [at, [name, content]] of files.entries()) {
    await means[at % means.length]?.(name, content);
    done("@azure/storage-blob", `uploaded ${name}`);
  }
  if (byAzCopy.length === 0) return;
  const names = byAzCopy.map(([name]) => name).join(";");
  const from = ["copy", join(folder, "*"), uploadUrl, "--include-pattern", names];
  const { code, output } = await azCopy(folder, { ca }, ...from);
  expect(output).toContain("Final Job Status: Completed");
  expect(code).toBe(0);
  done("AzCopy", `uploaded ${names.replaceAll(";", ", ")}`);
}

it("all clients together complete one sync", async () => {
  const token = await credential.getToken(scope);
  done("@azure/identity", "got a token for a person, by device code");

  const graph = graphClient(credential);
  const created = (await graph.api(profiles).post(createBody("csvNewAccounts"))) as { id: string; state: string };
  done("@microsoft/microsoft-graph-client", `created a profile: ${created.state}`);
  const state = async () => ((await graph.api(`${profiles}/${created.id}`).get()) as typeof created).state;
  await expect.poll(state, { interval: 20, timeout: 10_000 }).toBe("provisioned");
  done("@microsoft/microsoft-graph-client", "read it: provisioned");

  const { value } = (await graph.api(`${profiles}/${created.id}/uploadUrl`).get()) as { value: string };
  await upload(value);

  const start = `${url}/beta${profiles}('${created.id}')/start`;
  const curl = [
    "--silent",
    "--show-error",
    ...snippets("curl"),
    ca,
    "--header",
    `Authorization: Bearer ${token?.token}`,
  ];
  const { stdout } = await promisify(execFile)("curl", [
    ...curl,
    "--header",
    "Content-Type: application/json",
    "--data",
    "{}",
    start,
  ]);
  expect(JSON.parse(stdout)).toMatchObject({ value: [] });
  done("curl", "started the sync: no messages about the files");

  const kiota = kiotaClient(credential);
  const status = async () =>
    ((await kiota.get(`${profiles}/${created.id}/profileStatus`)) as { status: string }).status;
  const seen: string[] = [];
  await expect.poll(async () => seen[seen.push(await status()) - 1], { interval: 20, timeout: 10_000 }).toBe("success");
  done("Kiota", `read its status: ${[...new Set(seen)].join(", ")}`);
  expect(await kiota.get(`${profiles}/${created.id}/errors`)).toMatchObject({ value: [] });
  done("Kiota", "read its errors: none");
  console.log(steps.join("\n"));
});
