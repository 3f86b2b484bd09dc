import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { createCrc64 } from "../../../../src/mock/blobStorage/content/crc64.ts";
import { createStorage, outcome } from "../storage.ts";

const csv = "SIS ID,Name\n1,Elm\n2,Oak\n";
const md5 = createHash("md5").update(csv).digest("base64");
const otherMd5 = createHash("md5").update("").digest("base64");

function crc64Of(text: string): Buffer {
  const crc64 = createCrc64();
  for (const byte of Buffer.from(text)) crc64.update(Uint8Array.of(byte));
  return crc64.digest();
}

const crc64 = crc64Of(csv).toString("base64");

let storage: ReturnType<typeof createStorage>;
beforeEach(() => {
  storage = createStorage();
});

const put = (headers: Record<string, string>) =>
  storage.send({ headers: { "x-ms-blob-type": "BlockBlob", ...headers }, body: csv });

describe("an upload with checksums", () => {
  it.each<{ when: string; headers: Record<string, string>; expected: string }>([
    { when: "the MD5 is right", headers: { "content-md5": md5 }, expected: "201" },
    { when: "the MD5 is wrong", headers: { "content-md5": otherMd5 }, expected: "400 Md5Mismatch" },
    { when: "the MD5 is too short", headers: { "content-md5": "AAAA" }, expected: "400 InvalidMd5" },
    { when: "the MD5 is not Base64", headers: { "content-md5": `!${md5}` }, expected: "400 InvalidMd5" },
    { when: "the MD5 of the blob is right", headers: { "x-ms-blob-content-md5": md5 }, expected: "201" },
    {
      when: "the MD5 of the blob is wrong",
      headers: { "x-ms-blob-content-md5": otherMd5 },
      expected: "400 Md5Mismatch",
    },
    {
      when: "the MD5 of the blob is right, and Content-MD5 is ignored",
      headers: { "x-ms-blob-content-md5": md5, "content-md5": otherMd5 },
      expected: "201",
    },
    { when: "the CRC64 is right", headers: { "x-ms-content-crc64": crc64 }, expected: "201" },
    { when: "the CRC64 is wrong", headers: { "x-ms-content-crc64": "AAAAAAAAAAA=" }, expected: "400 Crc64Mismatch" },
    { when: "the CRC64 is too long", headers: { "x-ms-content-crc64": md5 }, expected: "400 InvalidHeaderValue" },
    {
      when: "the MD5 is right and the CRC64 is not",
      headers: { "content-md5": md5, "x-ms-content-crc64": "AAAAAAAAAAA=" },
      expected: "400 Crc64Mismatch",
    },
  ])("$expected when $when", async ({ headers, expected }) => {
    expect(outcome(await put(headers))).toBe(expected);
    expect(await storage.stored()).toEqual(expected === "201" ? ["school.csv 2"] : []);
  });

  it("returns the checksums of what arrived", async () => {
    expect((await put({})).headers).toMatchObject({ "Content-MD5": md5 });
    expect((await put({})).headers).not.toHaveProperty("x-ms-content-crc64");
    expect((await put({ "x-ms-content-crc64": crc64 })).headers).toMatchObject({
      "Content-MD5": md5,
      "x-ms-content-crc64": crc64,
    });
  });
});

// The check value of CRC-64/NVME, and its value for empty content by definition.
it.each([
  { text: "123456789", expected: "ae8b14860a799888" },
  { text: "", expected: "0000000000000000" },
])("the CRC64 of '$text' is the same as in Azure", ({ text, expected }) => {
  expect(crc64Of(text).reverse().toString("hex")).toBe(expected);
});
