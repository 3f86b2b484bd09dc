import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { ContainerClient } from "@azure/storage-blob";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { validSet } from "../mock/schoolDataSync/files/fileSet.ts";
import { call, createBody } from "../support/caller.ts";
import { isSkipped, programs } from "../programs/programs.ts";
import { azCopy } from "./azCopy.ts";

const files = Object.entries(validSet);
const { url, ca } = inject("sharedMock");
const ipUrl = url.replace("localhost", "127.0.0.1");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "azure-storage-"));
  for (const [name, content] of files) await writeFile(join(folder, name), content);
});
afterAll(() => rm(folder, { recursive: true }));

async function createProvisioned(): Promise<string> {
  const created = await call(url, "createSynchronizationProfile", { body: createBody("csvNewAccounts") });
  const profile = { id: String(created.body["id"]) };
  const isProvisioned = async () => {
    const { body } = await call(url, "getSynchronizationProfile", profile);
    return body["state"] === "provisioned";
  };
  await vi.waitUntil(isProvisioned, { interval: 20, timeout: 10_000 });
  return profile.id;
}

const uploadUrlOf = async (id: string, at = url): Promise<string> =>
  String((await call(at, "getSynchronizationProfileUploadUrl", { id })).body["value"]);

const startOf = (id: string) => call(url, "startSynchronizationProfile", { id });

async function expectVerified(id: string): Promise<void> {
  const { status, body } = await startOf(id);
  expect(body.value).toEqual([]);
  expect(status).toBe(200);
}

describe("the Azure Storage SDK", () => {
  let container: ContainerClient;
  let id: string;
  async function newContainer(): Promise<void> {
    id = await createProvisioned();
    container = new ContainerClient(await uploadUrlOf(id));
  }
  beforeAll(newContainer);

  it.each<{ method: string; upload: (name: string, content: string) => Promise<unknown> }>([
    {
      method: "upload",
      upload: (name, content) => container.getBlockBlobClient(name).upload(content, Buffer.byteLength(content)),
    },
    {
      method: "uploadData",
      upload: (name, content) => container.getBlockBlobClient(name).uploadData(Buffer.from(content)),
    },
    {
      method: "uploadData in blocks",
      upload: (name, content) =>
        container
          .getBlockBlobClient(name)
          .uploadData(Buffer.from(content), { blockSize: 7, maxSingleShotSize: 1, concurrency: 4 }),
    },
    {
      method: "uploadFile",
      upload: (name) => container.getBlockBlobClient(name).uploadFile(join(folder, name)),
    },
    {
      method: "uploadStream",
      upload: (name, content) => container.getBlockBlobClient(name).uploadStream(Readable.from([Buffer.from(content)])),
    },
    {
      method: "uploadStream in small buffers",
      upload: (name, content) =>
        container.getBlockBlobClient(name).uploadStream(Readable.from([Buffer.from(content)]), 10, 3),
    },
    {
      method: "stageBlock and commitBlockList",
      upload: async (name, content) => {
        const blob = container.getBlockBlobClient(name);
        const ids = ["AAAA", "BBBB"];
        const parts = [content.slice(0, 11), content.slice(11)];
        for (const at of [1, 0]) await blob.stageBlock(ids[at]!, parts[at]!, parts[at]!.length);
        await blob.commitBlockList(ids);
      },
    },
  ])("uploads a set of files with $method", async ({ upload }) => {
    await newContainer();
    for (const [name, content] of files) await upload(name, content);
    await expectVerified(id);
  });

  it("uploads an empty stream and gets its ETag", async () => {
    await newContainer();
    const blob = container.getBlockBlobClient("School.csv");
    expect(await blob.uploadStream(Readable.from([]))).toMatchObject({ etag: expect.stringMatching(/^"0x/) });
    expect(JSON.stringify((await startOf(id)).body)).toContain("The file is empty.");
  });

  const withHash = { blobHTTPHeaders: { blobContentMD5: new Uint8Array(16) } };
  it.each<{ action: string; send: () => Promise<unknown>; statusCode: number; code: string }>([
    ...[
      { action: "getProperties", send: () => container.getBlobClient("School.csv").getProperties() },
      { action: "exists", send: () => container.getBlobClient("School.csv").exists() },
      { action: "download", send: () => container.getBlobClient("School.csv").download() },
      { action: "delete", send: () => container.getBlobClient("School.csv").delete() },
      { action: "listBlobsFlat", send: () => container.listBlobsFlat().next() },
      { action: "getProperties of the container", send: () => container.getProperties() },
      { action: "getBlockList", send: () => container.getBlockBlobClient("School.csv").getBlockList("all") },
    ].map((row) => ({ ...row, statusCode: 403, code: "AuthorizationPermissionMismatch" })),
    {
      action: "a conditional upload of an existing file",
      send: async () => {
        await container.uploadBlockBlob("School.csv", "x", 1);
        return container.uploadBlockBlob("School.csv", "y", 1, { conditions: { ifNoneMatch: "*" } });
      },
      statusCode: 409,
      code: "BlobAlreadyExists",
    },
    {
      action: "upload with another MD5",
      send: () => container.uploadBlockBlob("School.csv", "x", 1, withHash),
      statusCode: 400,
      code: "Md5Mismatch",
    },
    {
      action: "stageBlock with another CRC64",
      send: () =>
        container
          .getBlockBlobClient("School.csv")
          .stageBlock("AAAA", "x", 1, { transactionalContentCrc64: new Uint8Array(8) }),
      statusCode: 400,
      code: "Crc64Mismatch",
    },
    {
      action: "commitBlockList of unknown blocks",
      send: () => container.getBlockBlobClient("School.csv").commitBlockList(["AAAA"]),
      statusCode: 400,
      code: "InvalidBlockList",
    },
    {
      action: "syncUploadFromURL",
      send: () => container.getBlockBlobClient("School.csv").syncUploadFromURL("http://127.0.0.1:1/School.csv"),
      statusCode: 400,
      code: "UnsupportedHeader",
    },
  ])("$action gets $statusCode $code", async ({ send, statusCode, code }) => {
    await expect(send()).rejects.toMatchObject({ name: "RestError", statusCode, details: { errorCode: code } });
  });
});

// Each run of AzCopy waits for two seconds, so all of them run at once.
describe.skipIf(isSkipped(programs.azCopy))("AzCopy", () => {
  interface Copy {
    what: string;
    at: string;
    source?: string;
    /** The target below the container's URL, if a single file is copied. */
    blob?: string;
    flags?: string[];
  }
  const inBlocks = ["--block-size-mb", "0.25", "--put-blob-size-mb", "0.25"];
  const copies: Copy[] = [
    { what: "a set of files to the upload URL with an IP address", at: ipUrl },
    { what: "a set of files, with hashes, to the upload URL with a name", at: url, flags: ["--put-md5"] },
    { what: "a file to its own URL with an IP address", at: ipUrl, source: "School.csv", blob: "School.csv" },
    { what: "a file to its own URL with a name", at: url, source: "School.csv", blob: "School.csv" },
    { what: "a set of files in blocks", at: ipUrl, source: "large/*.csv", flags: inBlocks },
    { what: "a folder to the upload URL with an IP address", at: ipUrl, source: "large", flags: ["--recursive"] },
    { what: "a folder to the upload URL with a name", at: url, source: "large", flags: ["--recursive"] },
  ];
  const copied = new Map<string, { id: string; container: string; code: number; output: string }>();

  async function copy({ what, at, source = "*.csv", blob, flags = [] }: Copy): Promise<void> {
    const id = await createProvisioned();
    const container = await uploadUrlOf(id, at);
    const target = blob === undefined ? container : container.replace("?", `/${blob}?`);
    const own = join(folder, `azcopy-${id}`);
    const run = await azCopy(own, { ca }, "copy", join(folder, source), target, ...flags);
    copied.set(what, { id, container: new URL(container).pathname, ...run });
  }

  beforeAll(async () => {
    const rows = Array.from({ length: 60_000 }, (_, at) => `${at},Elm ${at}\n`);
    await mkdir(join(folder, "large"));
    for (const [name, content] of files) await writeFile(join(folder, "large", name), content);
    await writeFile(join(folder, "large/School.csv"), `SIS ID,Name\n${rows.join("")}`);
    await Promise.all(copies.map(copy));
  });

  it.each(copies)("uploads $what", async ({ what, blob, source }) => {
    const { id = "", code, output } = copied.get(what) ?? {};
    expect(output).toContain("Final Job Status: Completed");
    expect(code).toBe(0);
    if (source === "large") {
      const { status, body } = await startOf(id);
      expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining('copy \\"folder/*\\" instead')]);
      return;
    }
    if (blob === undefined) return expectVerified(id);
    const { body } = await startOf(id);
    expect(JSON.stringify(body)).toContain("section.csv");
    expect(JSON.stringify(body)).not.toContain("school.csv: ");
  });

  it("uploads in blocks if its flags say so", async () => {
    const answer = await fetch(`${url}/_mock/journal`, { headers: { authorization: "Bearer any-token" } });
    const { value } = (await answer.json()) as { value: { path: string }[] };
    const committed = value.filter(({ path }) => path.includes("comp=blocklist")).map(({ path }) => path);
    const { container = "" } = copied.get("a set of files in blocks") ?? {};
    expect(committed.filter((path) => path.startsWith(`${container}/School.csv?`))).toHaveLength(1);
  });
});
