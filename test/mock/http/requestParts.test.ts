import { PassThrough } from "node:stream";
import { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { createByteBudget } from "../../../src/mock/http/byteBudget.ts";
import { requestBody } from "../../../src/mock/http/requestBody.ts";
import { parseBody, parsePrefer, targetOf } from "../../../src/mock/http/requestParts.ts";

describe("the target of a request", () => {
  it.each<[url: string, path: string, query: Record<string, unknown>, search: string]>([
    ["/a/b", "/a/b", {}, ""],
    ["/a?", "/a", {}, "?"],
    ["/a?$top=2&x=%20", "/a", { $top: "2", x: " " }, "?$top=2&x=%20"],
    ["/a?x=1&x=2&y", "/a", { x: ["1", "2"], y: "" }, "?x=1&x=2&y"],
    ["/a?b?c=d", "/a", { "b?c": "d" }, "?b?c=d"],
    ["/a%2Fb", "/a%2Fb", {}, ""],
    ["http://other.example/a?x=1", "/a", { x: "1" }, "?x=1"],
    ["HTTPS://other.example", "/", {}, ""],
    ["https://other.example?x=1", "/", { x: "1" }, "?x=1"],
    ["/a#fragment?x=1", "/a", {}, ""],
    ["/a/http://b", "/a/http://b", {}, ""],
    ["", "/", {}, ""],
  ])("%s has its path and query", (url, path, query, search) => {
    const target = targetOf(url);
    expect({ ...target, query: { ...target?.query } }).toEqual({ path, query, search });
  });

  it("may have query options of any name", () => {
    expect(Object.keys(targetOf("/a?__proto__=1&constructor=2")?.query ?? {})).toEqual(["__proto__", "constructor"]);
  });

  it.each(["/%", "/%zz", "/%E0%A4", "/a?x=%", "/a?%zz=1"])(
    "is refused if its percent-encoding is invalid: %s",
    (url) => {
      expect(targetOf(url)).toBeUndefined();
    },
  );
});

describe("a body", () => {
  const json = { "content-type": "application/json" };
  const parse = (text: string | Uint8Array, headers: Record<string, string>) =>
    parseBody(Buffer.from(text as string), headers);

  it.each([
    "application/json",
    "APPLICATION/JSON",
    "application/json;odata.metadata=minimal",
    "application/json ; charset=utf-8",
    'application/json; charset="UTF-8"',
    "application/json; charset=utf8",
    "application/json; charset=us-ascii",
    "application/merge-patch+json",
    "application/vnd.x-y.z+json",
  ])("is read as JSON if declared as %s", (type) => {
    expect(parse('{"a":1}', { "content-type": type })).toEqual({ kind: "json", value: { a: 1 } });
  });

  it.each([
    {},
    { "content-type": "" },
    { "content-type": "text/json" },
    { "content-type": "application/jsonp" },
    { "content-type": "application/+json" },
    { "content-type": "x application/json" },
    { "content-type": "application/json; charset=utf-16" },
  ])("is not JSON if declared as %j", (headers) => {
    expect(parse('{"a":1}', headers)).toEqual({ kind: "notJson" });
  });

  it("is refused for its encoding if compressed, not for its type", () => {
    expect(parse('{"a":1}', { ...json, "content-encoding": "gzip" })).toEqual({ kind: "encoded", encoding: "gzip" });
  });

  it.each([
    ["may be empty, whatever its declared type", "", { "content-type": "text/plain" }, { kind: "none" }],
    ["may be declared as not encoded", "1", { ...json, "content-encoding": "identity" }, { kind: "json", value: 1 }],
    ["may begin with a byte order mark", "\ufeff1", json, { kind: "json", value: 1 }],
    [
      "is malformed if it is not UTF-8",
      Buffer.from([0x22, 0xff, 0x22]),
      json,
      { kind: "malformed", reason: "it is not UTF-8" },
    ],
  ])("%s", (_, bytes, headers, expected) => {
    expect(parse(bytes, headers)).toEqual(expected);
  });

  it.each(["{", '{"clientSecret": "hush', '{"clientSecret": "hush" x}', "[hush]", "hush", '{"a":hush,"b":"hush"}'])(
    "that is malformed is not quoted: %s",
    (text) => {
      const parsed = parse(text, json);
      expect(parsed.kind).toBe("malformed");
      const reason = parsed.kind === "malformed" ? parsed.reason : "";
      expect(reason).toMatch(/^(Unexpected|Expected|Unterminated)/);
      expect(reason).not.toContain("hush");
    },
  );
});

describe("reading a body", () => {
  const readBody = (request: IncomingMessage, limit: number) =>
    requestBody(request, new EventEmitter() as ServerResponse, createByteBudget(100)).bytes(limit);
  const arriving = (headers: object = { "transfer-encoding": "chunked" }): PassThrough & IncomingMessage =>
    Object.assign(new PassThrough(), { headers, complete: false }) as never;

  it("resolves to the whole body", async () => {
    const request = arriving();
    const body = readBody(request, 6);
    request.write("abc");
    request.end("def");
    expect(String(await body)).toBe("abcdef");
  });

  it("does not wait if no body is announced", async () => {
    expect(await readBody(arriving({}), 6)).toEqual(Buffer.alloc(0));
  });

  it("resolves to nothing once it is too large, and reads on", async () => {
    const request = arriving();
    const body = readBody(request, 5);
    request.write("abc");
    request.write("def");
    expect(await body).toBeUndefined();
    request.end("x".repeat(100_000));
    await new Promise((ended) => request.once("end", ended));
  });

  it("reads nothing if Content-Length is too large", async () => {
    expect(await readBody(arriving({ "content-length": "6" }), 5)).toBeUndefined();
    const request = arriving({ "content-length": "5" });
    const body = readBody(request, 5);
    request.end("abcde");
    expect(String(await body)).toBe("abcde");
  });

  it("rejects if the body breaks off", async () => {
    const [closed, failed] = [arriving(), arriving()];
    const both = [readBody(closed, 5), readBody(failed, 5)];
    closed.destroy();
    failed.destroy(new Error("reset"));
    const results = await Promise.allSettled(both);
    expect(results.map((result) => result.status)).toEqual(["rejected", "rejected"]);
  });
});

describe("the Prefer header", () => {
  it.each([
    [undefined, undefined],
    ["", undefined],
    ["return=minimal", undefined],
    ["include-unknown-enum-members", undefined],
    ["code=429", { code: 429 }],
    ["code=429, example=tooManyRequests", { code: 429, exampleKey: "tooManyRequests" }],
    ['example = tooManyRequests ; CODE="429"', { code: 429, exampleKey: "tooManyRequests" }],
    ["return=minimal,code=201", { code: 201 }],
    ["xcode=429", undefined],
    ["code=42", "malformed"],
    ["code=600", "malformed"],
    ["code=099", "malformed"],
    ["code=4290", "malformed"],
    ["code=many", "malformed"],
    ["example=powerSchool", { exampleKey: "powerSchool" }],
  ])("%j asks for %j", (prefer, expected) => {
    expect(parsePrefer(prefer)).toEqual(expected);
  });
});
