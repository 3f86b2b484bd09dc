import { beforeEach, describe, expect, it } from "vitest";
import { createStorage, outcome, type Sent } from "./storage.ts";

const csv = "SIS ID,Name\n1,Elm\n2,Oak\n";
const week = 7 * 24 * 60 * 60 * 1000;

let storage: ReturnType<typeof createStorage>;
beforeEach(() => {
  storage = createStorage();
});

const base64 = (text: string) => Buffer.from(text).toString("base64");
const blockListXml = (...names: string[]) =>
  `<BlockList>${names.map((name) => `<Latest>${base64(name)}</Latest>`).join("")}</BlockList>`;

const putBlock = async (name: string, body: string, sent: Sent = {}) =>
  outcome(await storage.send({ query: { comp: "block", blockid: base64(name) }, body, ...sent }));
const putBlockList = async (names: string[], sent: Sent = {}) =>
  outcome(await storage.send({ query: { comp: "blocklist" }, body: blockListXml(...names), ...sent }));

describe("a file in blocks", () => {
  it("is assembled in the order of the list, not of the uploads", async () => {
    expect(await putBlock("b", csv.slice(15))).toBe("201");
    expect(await putBlock("a", csv.slice(0, 15))).toBe("201");
    expect(await storage.stored()).toEqual([]);
    expect(await putBlockList(["a", "b"])).toBe("201");
    expect(await storage.files.of("p1")).toMatchObject([{ fileName: "school.csv", rows: 2, findings: [] }]);
  });

  it("may omit a block or repeat one", async () => {
    for (const [name, body] of [
      ["a", "SIS ID,Name\n"],
      ["b", "1,Elm\n"],
      ["c", "2,Oak\n"],
    ] as const)
      await putBlock(name, body);
    expect(await putBlockList(["a", "c", "c", "c"])).toBe("201");
    expect(await storage.stored()).toEqual(["school.csv 3"]);
  });

  it("has the latest content of a block that was uploaded twice", async () => {
    await putBlock("a", "nonsense");
    await putBlock("a", csv);
    await putBlockList(["a"]);
    expect(await storage.stored()).toEqual(["school.csv 2"]);
  });

  it("is empty if the list is", async () => {
    expect(await putBlockList([])).toBe("201");
    expect(await storage.files.of("p1")).toMatchObject([{ findings: [{ kind: "noHeader" }] }]);
  });

  it("has no blocks of another file or profile", async () => {
    await putBlock("a", csv);
    expect(await putBlockList(["a"], { fileName: "Section.csv" })).toBe("400 InvalidBlockList");
    expect(await putBlockList(["a"], { container: "p2" })).toBe("400 InvalidBlockList");
    expect(await putBlockList(["a"], { fileName: "SCHOOL.csv" })).toBe("400 InvalidBlockList");
    expect(await putBlockList(["a"])).toBe("201");
    expect(await storage.stored("p2")).toEqual([]);
  });

  it("gets the headers that Azure sends", async () => {
    const block = await storage.send({ query: { comp: "block", blockid: base64("a") }, body: csv });
    expect(block.headers).toEqual({
      "Content-MD5": expect.any(String) as string,
      "x-ms-request-id": "r1",
      "x-ms-request-server-encrypted": "true",
      "x-ms-version": "2015-07-08",
    });
    expect(block.body).toBeUndefined();
    const list = await storage.send({ query: { comp: "blocklist" }, body: blockListXml("a") });
    expect(list.headers).toEqual({
      ETag: expect.stringMatching(/^"0x[0-9A-F]+"$/) as string,
      "Last-Modified": "Sun, 01 Mar 2026 08:00:00 GMT",
      "x-ms-request-id": "r1",
      "x-ms-request-server-encrypted": "true",
      "x-ms-version": "2015-07-08",
    });
  });
});

describe("blocks are gone", () => {
  beforeEach(() => putBlock("a", csv));

  it.each<{ when: string; action: () => unknown }>([
    { when: "they were committed", action: () => putBlockList(["a"]) },
    {
      when: "the file was uploaded whole",
      action: () => storage.send({ headers: { "x-ms-blob-type": "BlockBlob" }, body: csv }),
    },
    { when: "the profile was deleted", action: () => storage.blocks.dropAll((container) => container === "p1") },
    { when: "a week has passed", action: () => (storage.now = new Date(storage.now.getTime() + week)) },
  ])("when $when", async ({ action }) => {
    await action();
    expect(await putBlockList(["a"])).toBe("400 InvalidBlockList");
  });

  it.each<{ when: string; action: () => unknown }>([
    {
      when: "another file was uploaded whole",
      action: () => storage.send({ fileName: "a.csv", headers: { "x-ms-blob-type": "BlockBlob" } }),
    },
    { when: "another profile was deleted", action: () => storage.blocks.dropAll((container) => container === "p2") },
    { when: "a week has almost passed", action: () => (storage.now = new Date(storage.now.getTime() + week - 1)) },
    { when: "a list named another block", action: () => putBlockList(["b"]) },
    { when: "a list was not XML", action: () => putBlockList([], { body: "a" }) },
  ])("but not when $when", async ({ action }) => {
    await action();
    expect(await putBlockList(["a"])).toBe("201");
  });

  it("only a week after the last of them", async () => {
    storage.now = new Date(storage.now.getTime() + week - 1);
    await putBlock("b", "\n");
    storage.now = new Date(storage.now.getTime() + week - 1);
    expect(await putBlockList(["a", "b"])).toBe("201");
  });
});

describe("an error of Put Block", () => {
  it.each<{ when: string; sent: Sent; expected: string }>([
    { when: "there is no id", sent: { query: { comp: "block" } }, expected: "400 MissingRequiredQueryParameter" },
    ...["", "!", "MQ", "M Q=", base64("x".repeat(65))].map((blockid) => ({
      when: `the id is ${blockid.slice(0, 9)}`,
      sent: { query: { comp: "block", blockid } },
      expected: "400 InvalidQueryParameterValue",
    })),
    { when: "it is empty", sent: { body: "" }, expected: "400 InvalidHeaderValue" },
    { when: "its MD5 is not valid", sent: { headers: { "content-md5": "AAAA" } }, expected: "400 InvalidMd5" },
    {
      when: "its MD5 is wrong",
      sent: { headers: { "content-md5": `${"A".repeat(22)}==` } },
      expected: "400 Md5Mismatch",
    },
    {
      when: "it names a source URL",
      sent: { headers: { "x-ms-copy-source": "http://x/" } },
      expected: "400 UnsupportedHeader",
    },
    {
      when: "it is too large for the memory",
      sent: { body: "x".repeat(100_000) },
      expected: "413 RequestBodyTooLarge",
    },
  ])("$expected when $when", async ({ sent, expected }) => {
    expect(await putBlock("a", csv, sent)).toBe(expected);
    expect(await putBlockList(["a"])).toBe("400 InvalidBlockList");
  });

  it("400 InvalidBlobOrBlock when the ids of a file differ in length", async () => {
    await putBlock("a", csv);
    expect(await putBlock("abcd", csv)).toBe("400 InvalidBlobOrBlock");
    expect(await putBlock("abcd", csv, { fileName: "Section.csv" })).toBe("201");
  });

  it("404 ContainerNotFound when the profile is deleted meanwhile", async () => {
    expect(await putBlock("a", csv, { whileReading: () => storage.containers.delete("p1") })).toBe(
      "404 ContainerNotFound",
    );
    storage.containers.add("p1");
    expect(await putBlockList(["a"])).toBe("400 InvalidBlockList");
  });

  it("an id of 64 bytes is valid", async () => {
    expect(await putBlock("x".repeat(64), csv)).toBe("201");
  });

  it("a block that breaks off frees its memory", async () => {
    const whileReading = () => {
      throw new Error("aborted");
    };
    const most = "x".repeat(90_000);
    await expect(putBlock("a", most, { whileReading })).rejects.toThrow("aborted");
    expect(await putBlock("a", most)).toBe("201");
  });
});

describe("an error of Put Block List", () => {
  beforeEach(() => putBlock("a", csv));

  it.each<{ when: string; sent: Sent; expected: string }>([
    { when: "it is not XML", sent: { body: "a" }, expected: "400 InvalidXmlDocument" },
    {
      when: "it names too many blocks",
      sent: { body: blockListXml(...Array.from({ length: 50_001 }, () => "a")) },
      expected: "400 BlockListTooLong",
    },
    {
      when: "it is too large",
      sent: { headers: { "content-length": String(8 * 1024 * 1024 + 1) } },
      expected: "413 RequestBodyTooLarge",
    },
    {
      when: "it names a committed block",
      sent: { body: `<BlockList><Committed>${base64("a")}</Committed></BlockList>` },
      expected: "400 InvalidBlockList",
    },
    { when: "its MD5 is not valid", sent: { headers: { "content-md5": "x" } }, expected: "400 InvalidMd5" },
    {
      when: "its MD5 is wrong",
      sent: { headers: { "content-md5": `${"A".repeat(22)}==` } },
      expected: "400 Md5Mismatch",
    },
    {
      when: "the profile is deleted meanwhile",
      sent: { whileReading: () => storage.containers.delete("p1") },
      expected: "404 ContainerNotFound",
    },
  ])("$expected when $when", async ({ sent, expected }) => {
    expect(await putBlockList(["a"], sent)).toBe(expected);
    expect(await storage.stored()).toEqual([]);
  });

  it("409 BlobAlreadyExists when the file must be new but exists", async () => {
    const headers = { "if-none-match": "*" };
    expect(await putBlockList(["a"], { headers })).toBe("201");
    expect(await putBlockList([], { headers })).toBe("409 BlobAlreadyExists");
    expect(await storage.stored()).toEqual(["school.csv 2"]);
  });

  it("409 BlobAlreadyExists for one of two lists committed at the same time", async () => {
    const headers = { "if-none-match": "*" };
    const outcomes = await Promise.all([putBlockList(["a"], { headers }), putBlockList(["a"], { headers })]);
    expect(outcomes.sort()).toEqual(["201", "409 BlobAlreadyExists"]);
  });

  it("as in Azure, the MD5 of the whole file is not checked", async () => {
    expect(await putBlockList(["a"], { headers: { "x-ms-blob-content-md5": `${"A".repeat(22)}==` } })).toBe("201");
  });

  it("50,000 blocks are not too many", async () => {
    expect(await putBlockList(Array.from({ length: 50_000 }, () => "b"))).toBe("400 InvalidBlockList");
  });
});
