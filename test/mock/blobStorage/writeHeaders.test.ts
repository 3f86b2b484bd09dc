import { describe, expect, it } from "vitest";
import { createStorage, outcome, type Sent } from "./storage.ts";

const csv = "SIS ID,Name\n1,Elm\n2,Oak\n";

const writes = [
  { write: "Put Blob", query: {} },
  { write: "Put Block", query: { comp: "block", blockid: "AAAA" } },
  { write: "Put Block List", query: { comp: "blocklist" } },
];

describe.each(writes)("$write", ({ query }) => {
  it.each<{ header: string; value: string; expected: string }>([
    { header: "x-ms-copy-source", value: "http://x/School.csv", expected: "400 UnsupportedHeader" },
    { header: "x-ms-structured-body", value: "XSM/1.0; properties=crc64", expected: "400 UnsupportedHeader" },
    { header: "x-ms-lease-id", value: "1", expected: "412 LeaseNotPresentWithBlobOperation" },
    { header: "x-ms-if-tags", value: "a=b", expected: "400 ConditionHeadersNotSupported" },
    { header: "if-match", value: "*", expected: "400 ConditionHeadersNotSupported" },
    { header: "if-none-match", value: '"0x1"', expected: "400 ConditionHeadersNotSupported" },
    {
      header: "if-modified-since",
      value: "Sun, 01 Mar 2026 08:00:00 GMT",
      expected: "400 ConditionHeadersNotSupported",
    },
    {
      header: "if-unmodified-since",
      value: "Sun, 01 Mar 2026 08:00:00 GMT",
      expected: "400 ConditionHeadersNotSupported",
    },
    { header: "content-length", value: "101", expected: "413 RequestBodyTooLarge" },
  ])("answers $expected to $header: $value", async ({ header, value, expected }) => {
    const storage = createStorage({ maxBytes: 100 });
    const headers = { "x-ms-blob-type": "BlockBlob", [header]: value };
    expect(outcome(await storage.send({ query, headers, body: csv }))).toBe(expected);
    expect(await storage.stored()).toEqual([]);
  });
});

describe("a file that must be new", () => {
  const put = (sent: Sent = {}): Sent => ({
    headers: { "x-ms-blob-type": "BlockBlob", "if-none-match": "*" },
    body: csv,
    ...sent,
  });

  it("is accepted once under each name", async () => {
    const storage = createStorage();
    const sent = [
      put(),
      put(),
      put({ fileName: "SCHOOL.csv" }),
      put({ fileName: "Section.csv" }),
      put({ container: "p2" }),
    ];
    const outcomes = [];
    for (const each of sent) outcomes.push(outcome(await storage.send(each)));
    expect(outcomes).toEqual(["201", "409 BlobAlreadyExists", "201", "201", "201"]);
  });

  it("is accepted once when it is uploaded twice at the same time", async () => {
    const storage = createStorage();
    const answers = await Promise.all([storage.send(put()), storage.send(put())]);
    expect(answers.map(outcome).sort()).toEqual(["201", "409 BlobAlreadyExists"]);
  });

  it("may have as many bytes as the limit", async () => {
    const storage = createStorage({ maxBytes: csv.length });
    expect(outcome(await storage.send(put()))).toBe("201");
  });
});
