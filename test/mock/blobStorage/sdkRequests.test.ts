import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { validSet } from "../schoolDataSync/files/fileSet.ts";
import { call, createBody } from "../../support/caller.ts";
import { startForAll } from "../../support/mock.ts";

const mock = await startForAll({ host: "0.0.0.0", pace: { reads: 0, ms: 0 } });

interface SdkRequest {
  client: string;
  /** The host of the upload URL. */
  host: string;
  /** How the client changes the path of the upload URL. */
  path: (container: string, file: string) => string;
  headers: Record<string, string>;
  /** The signature's parameters in the order that the client uses. */
  order?: string[];
}

const names = ["localhost:4010", "graph.school.example"];
const any = ["127.0.0.1:4010", "[::1]:4010", "localhost:10000", ...names];
const both = (container: string, file: string): string => `/_blob/${container}/${file}`;
const prefixOnly = (_: string, file: string): string => `/_blob/${file}`;
const oneSegment = (container: string, file: string): string => `/_blob/${container}%2F${file}`;

const dotNet = {
  headers: {
    "user-agent": "azsdk-net-Storage.Blobs/12.22.0 (.NET 8.0.8; Ubuntu 22.04.4 LTS)",
    "x-ms-version": "2024-11-04",
    "x-ms-client-request-id": "6f7b9a52-5a0e-4f4a-9a33-0b1f7f5f0b11",
    "x-ms-return-client-request-id": "true",
    "x-ms-blob-type": "BlockBlob",
    "if-none-match": "*",
    "content-type": "application/octet-stream",
    accept: "application/xml",
  },
  order: ["sv", "se", "si", "sr", "sp", "sig"],
};
const java = {
  headers: {
    "user-agent": "azsdk-java-azure-storage-blob/12.25.4 (17.0.9; Linux; 5.15.0)",
    "x-ms-version": "2024-08-04",
    "x-ms-blob-type": "BlockBlob",
    "if-none-match": "*",
    "content-type": "application/octet-stream",
    accept: "application/xml",
  },
  order: ["sv", "se", "si", "sr", "sp", "sig"],
};
const rclone = {
  headers: { "user-agent": "rclone/v1.60.1-DEV", "x-ms-version": "2020-10-02", "x-ms-blob-type": "BlockBlob" },
};
const azCopy = {
  headers: {
    "user-agent": "AzCopy/10.32.2 azsdk-go-azblob/v1.6.1 (go1.24.4; linux)",
    "x-ms-version": "2025-07-05",
    "x-ms-blob-type": "BlockBlob",
    "x-ms-blob-content-type": "text/csv; charset=utf-8",
  },
};
const python = {
  headers: {
    "user-agent": "azsdk-python-storage-blob/12.15.0 Python/3.11.2",
    "x-ms-version": "2021-12-02",
    "x-ms-blob-type": "BlockBlob",
    "content-type": "application/octet-stream",
  },
};

/**
 * Where a client looks for the container is in its source: `BlobUriBuilder.cs` (.NET: at a name, the first segment is
 * the container, except at the emulators' ports), `BlobUrlParts.java` (the same, except where a port is given),
 * `containerURL.NewBlobURL` (rclone, Python: what is there is kept), and AzCopy's `blobURLParts`.
 */
const sent: SdkRequest[] = [
  ...names.map((host) => ({ client: "BlobContainerClient of .NET", host, path: prefixOnly, ...dotNet })),
  ...["127.0.0.1:4010", "localhost:10000"].map((host) => ({
    client: "BlobContainerClient of .NET",
    host,
    path: both,
    ...dotNet,
  })),
  { client: "BlobContainerClient of Java", host: "graph.school.example", path: prefixOnly, ...java },
  { client: "BlobContainerClient of Java", host: "localhost:4010", path: both, ...java },
  ...any.map((host) => ({ client: "rclone", host, path: both, ...rclone })),
  ...names.map((host) => ({ client: "AzCopy", host, path: oneSegment, ...azCopy })),
  { client: "AzCopy", host: "127.0.0.1:4010", path: both, ...azCopy },
  ...any.map((host) => ({ client: "ContainerClient of Python", host, path: both, ...python })),
];

const put = (host: string, target: string, headers: Record<string, string>, body: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(mock.url);
    const length = String(Buffer.byteLength(body));
    request({ hostname, port, method: "PUT", path: target, headers: { ...headers, host, "content-length": length } })
      .on("error", reject)
      .on("response", (response) => resolve(response.resume().statusCode ?? 0))
      .end(body);
  });

const uploadUrlAt = async (host: string, id: string): Promise<URL> => {
  const path = `/education/synchronizationProfiles/${id}/uploadUrl`;
  const { hostname, port } = new URL(mock.url);
  const body = await new Promise<string>((resolve, reject) => {
    let text = "";
    request({ hostname, port, path, headers: { host, authorization: "Bearer any-token" } })
      .on("error", reject)
      .on("response", (response) => {
        response.on("data", (chunk: Buffer) => (text += chunk.toString())).on("end", () => resolve(text));
      })
      .end();
  });
  return new URL((JSON.parse(body) as { value: string }).value);
};

describe("with an SDK of Azure Storage", () => {
  it.each(sent)("$client uploads a set of files to $host", async ({ host, path, headers, order }) => {
    const created = await call(mock.url, "createSynchronizationProfile", { body: createBody("csvNewAccounts") });
    const id = String(created.body["id"]);
    await call(mock.url, "getSynchronizationProfile", { id });
    const url = await uploadUrlAt(host, id);
    expect(url.host).toBe(new URL(`http://${host}`).host);
    const container = url.pathname.replace("/_blob/", "");
    expect(container).toBe(id);
    const query = new URLSearchParams(
      (order ?? [...url.searchParams.keys()]).map((name) => [name, url.searchParams.get(name) ?? ""]),
    );
    for (const [name, text] of Object.entries(validSet)) {
      expect(await put(host, `${path(container, name)}?${query}`, headers, text)).toBe(201);
    }
    const started = await call(mock.url, "startSynchronizationProfile", { id });
    expect([started.status, started.body.value]).toEqual([200, []]);
  });

  it("an upload URL can't be used for another container", async () => {
    const ids = [];
    for (let count = 0; count < 2; count += 1) {
      const created = await call(mock.url, "createSynchronizationProfile", { body: createBody("csvNewAccounts") });
      ids.push(String(created.body["id"]));
      await call(mock.url, "getSynchronizationProfile", { id: String(created.body["id"]) });
    }
    const [one = "", two = ""] = ids;
    const { search } = await uploadUrlAt("localhost:4010", one);
    for (const path of [both(two, "School.csv"), oneSegment(two, "School.csv"), `/_blob/${two}`])
      expect(await put("localhost:4010", path + search, python.headers, "x")).toBe(403);
    const other = new URLSearchParams(search);
    other.set("si", two);
    expect(await put("localhost:4010", `${both(two, "School.csv")}?${other}`, python.headers, "x")).toBe(403);
  });
});
