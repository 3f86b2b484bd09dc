import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { ContainerClient } from "@azure/storage-blob";
import { startMock } from "graph-education-sync/mock";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { validSet } from "../mock/blobStorage/csv/fileSet.ts";
import { call, createBody } from "../mock/caller.ts";
import { startCommand } from "../mock/startCommand.ts";
import { azCopy, hasAzCopy } from "./azCopy.ts";

const targets = [
  {
    target: "startMock",
    start: async () => {
      const mock = await startMock();
      return { url: mock.url, stop: mock.close };
    },
  },
  { target: "the command", start: () => startCommand() },
];

const files = Object.entries(validSet);

describe.each(targets)("against $target", ({ target, start }) => {
  let server: { url: string; stop: () => Promise<void> };
  let folder: string;
  let id: string;
  let uploadUrl: string;

  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.stop());

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "azure-storage-"));
    for (const [name, content] of files) await writeFile(join(folder, name), content);
    id = await createProvisioned();
    uploadUrl = await uploadUrlAt(server.url);
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function createProvisioned(): Promise<string> {
    const { body } = await call(server.url, "createSynchronizationProfile", { body: createBody("csvNewAccounts") });
    const profile = { id: String(body["id"]) };
    const state = async () => (await call(server.url, "getSynchronizationProfile", profile)).body["state"];
    await expect.poll(state, { interval: 20, timeout: 10_000 }).toBe("provisioned");
    return profile.id;
  }

  async function uploadUrlAt(url: string): Promise<string> {
    return String((await call(url, "getSynchronizationProfileUploadUrl", { id })).body["value"]);
  }

  async function expectVerified(): Promise<void> {
    const { status, body } = await call(server.url, "startSynchronizationProfile", { id });
    expect(body.value).toEqual([]);
    expect(status).toBe(200);
  }

  describe("the Azure Storage SDK", () => {
    let container: ContainerClient;
    beforeEach(() => {
      container = new ContainerClient(uploadUrl);
    });

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
        upload: (name, content) =>
          container.getBlockBlobClient(name).uploadStream(Readable.from([Buffer.from(content)])),
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
      for (const [name, content] of files) await upload(name, content);
      await expectVerified();
    });

    it("uploads an empty stream, and learns of the ETag", async () => {
      const blob = container.getBlockBlobClient("School.csv");
      expect(await blob.uploadStream(Readable.from([]))).toMatchObject({ etag: expect.stringMatching(/^"0x/) });
      const { body } = await call(server.url, "startSynchronizationProfile", { id });
      expect(JSON.stringify(body)).toContain("The file is empty.");
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
        action: "upload on the condition that the file is new",
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

  // A run of AzCopy takes more than two seconds, whatever it has to do.
  describe.skipIf(!hasAzCopy || target === "startMock")("AzCopy", () => {
    const copy = async (source: string, target: string, ...flags: string[]) => {
      const { code, output } = await azCopy(folder, "copy", source, target, "--from-to", "LocalBlob", ...flags);
      expect(output).toContain("Final Job Status: Completed");
      expect(code).toBe(0);
    };

    it.each([
      { host: "an IP address", flags: [] },
      { host: "a name", flags: [] },
      { host: "an IP address, and hashes", flags: ["--put-md5"] },
    ])("uploads a set of files to the upload URL with $host", async ({ host, flags }) => {
      const url = host === "a name" ? await uploadUrlAt(server.url.replace("127.0.0.1", "localhost")) : uploadUrl;
      await copy(join(folder, "*.csv"), url, ...flags);
      await expectVerified();
    });

    it.each(["127.0.0.1", "localhost"])("uploads a file to its own URL at %s", async (host) => {
      const url = (await uploadUrlAt(server.url.replace("127.0.0.1", host))).replace("?", "/School.csv?");
      await copy(join(folder, "School.csv"), url);
      const { body } = await call(server.url, "startSynchronizationProfile", { id });
      expect(JSON.stringify(body)).toContain("section.csv");
      expect(JSON.stringify(body)).not.toContain("school.csv: ");
    });

    it("uploads a file in blocks", async () => {
      const rows = Array.from({ length: 60_000 }, (_, at) => `${at},Elm ${at}\n`);
      await writeFile(join(folder, "School.csv"), `SIS ID,Name\n${rows.join("")}`);
      await copy(join(folder, "*.csv"), uploadUrl, "--block-size-mb", "0.25", "--put-blob-size-mb", "0.25");
      expect(await (await fetch(`${server.url}/_mock/journal`)).text()).toContain("comp=blocklist");
      await expectVerified();
    });
  });
});
