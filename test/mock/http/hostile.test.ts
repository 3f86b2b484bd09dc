import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, describe, expect, it, vi } from "vitest";
import { startMock } from "graph-education-sync/mock";
import { type JournalEntry, logLine } from "../../../src/mock/journal/entry.ts";
import { call, control, createBody, expectDocumented } from "../../support/caller.ts";
import { startCommand } from "../../support/startCommand.ts";
import { rawRequest } from "./rawAnswers.ts";

const mock = await startCommand("--profiles");
afterAll(() => mock.stop());

const profiles = "/education/synchronizationProfiles";
const fabrikamId = "86904b1e-c7d0-4ead-b13a-98f11fc400ee";

interface RawReply {
  status: number;
  head: string;
  body: string;
}

/** Writes raw bytes and reads until the server closes the connection. */
async function raw(bytes: string | Buffer, { halfOpen = false, url = mock.url } = {}): Promise<RawReply> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  socket.on("error", () => {});
  socket.write(bytes);
  if (!halfOpen) socket.end();
  await once(socket, "close");
  const [head = "", body = ""] = Buffer.concat(chunks)
    .toString()
    .split(/\r\n\r\n(.*)/s);
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? 0), head, body };
}

const post = (body: string | Buffer, headers?: string[]) => raw(rawRequest("POST", profiles, body, headers));

function expectEnvelope({ status, head, body }: RawReply, expected?: number): void {
  if (expected !== undefined) expect(status, body).toBe(expected);
  expectDocumented(undefined, status, body);
  const { error } = JSON.parse(body) as { error: { innerError: Record<string, string> } };
  expect(head.toLowerCase()).toContain(`\r\nrequest-id: ${error.innerError["request-id"]}`);
}

const create = createBody("csvNewAccounts") as Record<string, unknown>;
const changed = (parts: object): string => JSON.stringify({ ...create, ...parts });
const unfinished = rawRequest("POST", profiles, "x".repeat(1000)).toString().slice(0, -900);
const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;

describe("a hostile request", () => {
  it.each([
    [`${profiles}/%zz`, 400],
    [`${profiles}/%`, 400],
    [`${profiles}/%E0%A4`, 400],
    [`${profiles}?$filter=%zz`, 400],
    ["*", 400],
    ["//", 404],
    ["//a:b:c", 404],
    [`/${profiles}`, 404],
    ["/beta", 404],
    ["/v1.0/", 404],
    ["/beta/v1.0/education", 404],
    [`${profiles}/a/b/c`, 404],
    [`${profiles}/../../etc/passwd`, 404],
    [`${profiles}('none`, 404],
    [`${profiles}('%00')`, 404],
    [`${profiles}('${"'".repeat(4999)}')`, 404],
    [`${profiles}('${"a".repeat(5000)}')`, 400],
    [`${profiles}?$${"a".repeat(5000)}=1`, 400],
    [`${profiles}?$__proto__=1`, 400],
    ["/__proto__", 404],
    ["/constructor/prototype", 404],
    [`${profiles}/none%2Fsuch`, 404],
    [`${profiles}/__proto__`, 404],
    [`${profiles}//`, 404],
    [`${profiles}/${"a".repeat(5000)}`, 400],
    [`${profiles}/;x=1`, 404],
    [`${profiles}/%00`, 404],
    ["/_mock/none", 404],
    ["/_blob", 404],
  ])("for %s gets the error envelope", async (target, status) => {
    expectEnvelope(await raw(rawRequest("GET", target)), status);
  });

  it("with non-ASCII bytes gets the error envelope, whether Node.js accepts them or not", async () => {
    const answer = await raw(rawRequest("GET", `${profiles}/学`));
    expectEnvelope(answer, answer.status === 404 ? 404 : 400);
  });

  it("in absolute form is answered and never followed", async () => {
    expect((await raw(rawRequest("GET", `http://elsewhere.example${profiles}`))).status).toBe(200);
    expectEnvelope(await raw(rawRequest("GET", "http://169.254.169.254/latest")), 404);
  });

  it("does not put its Host header into Location", async () => {
    const { status, head } = await raw(
      rawRequest("POST", profiles, changed({}), ["host: evil.example"]).toString().replace("host: localhost\r\n", ""),
    );
    expect(status).toBe(201);
    expect(head).toContain(`Location: ${mock.url}${profiles}/`);
  });

  const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, index]));
  const shapes: [what: string, body: string][] = [
    ["120,000 keys", changed(keys(120_000))],
    ["9,000 keys", changed(keys(9000))],
    [
      "9,000 keys in a nested object",
      changed({ dataProvider: { ...(create["dataProvider"] as object), ...keys(9000) } }),
    ],
    ["a key of 3 MB", changed({ ["k".repeat(3e6)]: 1 })],
    ["9,000 items in a list", changed({ licensesToAssign: Array.from({ length: 9000 }, () => ({})) })],
    ["900,000 items in a list", changed({ licensesToAssign: Array.from({ length: 900_000 }, () => 1) })],
    ["deeply nested objects", nested(200_000)],
    ["objects 60 levels deep", changed({ customizations: JSON.parse(nested(60)) as object })],
    ["deeply nested lists", "[".repeat(1_000_000) + "]".repeat(1_000_000)],
    ["unclosed lists", "[".repeat(3_000_000)],
    ["a list of lists", JSON.stringify(Array.from({ length: 5000 }, () => [[]]))],
    ["a string of 3 MB", changed({ displayName: "x".repeat(3e6) })],
    ["a string of 1 MB of escapes", changed({ displayName: '"\\'.repeat(250_000) })],
    ["an unclosed string", '{"a":"' + "\\".repeat(1_000_000)],
    ["a number of 3 MB", `{"displayName":${"9".repeat(3e6)}}`],
    ["one key 100,000 times", `{${Array.from({ length: 100_000 }, () => '"displayName":1').join()}}`],
    ["__proto__", '{"__proto__":{"a":1},"constructor":{"prototype":{}}}'],
    ["null", "null"],
    ["only spaces", " ".repeat(1e6)],
  ];
  it.each(shapes)("with a body of %s is refused at every path", async (_, body) => {
    const targets: [method: string, path: string, body: string][] = [
      ["POST", profiles, body],
      ["PATCH", `${profiles}/${fabrikamId}`, body],
      ["POST", `${profiles}/${fabrikamId}/pause`, body],
      ["POST", "/beta/$batch", body],
      ["POST", "/_mock/profiles", body],
      ["POST", "/_mock/scenario", body],
      ["POST", "/common/oauth2/v2.0/token", body],
    ];
    for (const [method, path, sent] of targets) {
      const answer = await raw(rawRequest(method, path, sent));
      expect([path, answer.status >= 400 && answer.status < 500, answer.status]).toEqual([path, true, answer.status]);
    }
  });

  it("cannot forge a log line", async () => {
    await post(changed({ "x\n2 DELETE /\u001b[31m": 1 }));
    await raw(rawRequest("GET", `${profiles}?$filter=%0Aforged`));
    const { body } = await control(mock, "GET", "/journal");
    const entries = (body.value as unknown as JournalEntry[]).slice(-2);
    expect(entries[0]?.errorMessage).toContain("\n");
    for (const entry of entries) expect(logLine(entry, "text")).toMatch(/^[\x20-\x7e]+$/);
    await vi.waitFor(() => expect(mock.logged.join()).toContain("%0Aforged"));
    for (const line of mock.logged) expect(JSON.parse(line)).toHaveProperty("time");
  });
});

describe("a hostile body", () => {
  it.each([
    ["malformed", '{"displayName": "x"'],
    ["a trailing comma", '{"displayName":"x",}'],
    ["a word", "nonsense"],
    ["invalid UTF-8", Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ["null", "null"],
    ["false", "false"],
    ["zero", "0"],
    ["an empty string", '""'],
    ["a list", "[]"],
    ["a string", '"text"'],
    ["deep nesting", nested(100_000)],
    ["deep lists", `${"[".repeat(100_000)}${"]".repeat(100_000)}`],
    ["a huge list", changed({ licensesToAssign: Array(50_000).fill({}) })],
    [
      "20,000 unknown properties",
      changed(Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`p${index}`, index]))),
    ],
    ["a non-Latin-1 property", changed({ ключ: 1, displayName: 5 })],
    [
      "a non-Latin-1 property in the customizations",
      changed({
        dataProvider: { "@odata.type": "#microsoft.graph.educationCsvDataProvider", customizations: { 学生: 5 } },
      }),
    ],
    ["__proto__", changed({}).replace("{", '{"__proto__":{"polluted":true},')],
    ["constructor", changed({ constructor: { prototype: { polluted: true } } })],
    ["a lone surrogate", changed({ "\ud800": 1 })],
    ["a line break in a name", changed({ "a\r\nx-evil: 1": 1 })],
  ])("with %s gets 400", async (_, body) => {
    expectEnvelope(await post(body), 400);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it.each([
    ["a byte order mark", `\ufeff${changed({})}`],
    ["a duplicate property, of which the last counts", changed({}).replace("{", '{"displayName":5,')],
    ["unusual letters in a name", changed({ displayName: "Übergrößen 学校 🏫" })],
  ])("with %s is accepted", async (_, body) => {
    expect((await post(body)).status).toBe(201);
  });

  it("is not quoted in the message about malformed JSON", async () => {
    const { body } = await post('{"clientSecret": "hush" "');
    expect(body).toContain("The request body is not valid JSON");
    expect(body).not.toContain("hush");
  });

  it.each([
    "text/plain",
    "application/xml",
    ";;;",
    "application/json; charset=bogus",
    "application/json; charset=utf-16",
    "multipart/form-data",
    "",
    "学",
  ])("declared as %s gets 415", async (type) => {
    const bytes = rawRequest("POST", profiles, changed({}))
      .toString()
      .replace("content-type: application/json", `content-type: ${type}`);
    expectEnvelope(await raw(bytes), 415);
  });

  it.each(["application/json;charset=utf-8", "application/json; odata.metadata=minimal", "APPLICATION/JSON"])(
    "declared as %s is accepted",
    async (type) => {
      const bytes = rawRequest("POST", profiles, changed({}))
        .toString()
        .replace("content-type: application/json", `content-type: ${type}`);
      expect((await raw(bytes)).status).toBe(201);
    },
  );

  it("that is compressed gets 415", async () => {
    expectEnvelope(await post(changed({}), ["content-encoding: gzip"]), 415);
  });

  it.each(["content-length", "chunked"])("larger than 4 MB gets 413 (%s)", async (how) => {
    const large = Buffer.alloc(11 * 1024 * 1024, "a");
    const body = how === "chunked" ? new Blob([large]).stream() : large;
    const answer = await fetch(mock.url + profiles, {
      method: "POST",
      body,
      headers: { authorization: "Bearer x", "content-type": "application/json" },
      duplex: "half",
    } as RequestInit);
    const text = await answer.text();
    expect(answer.status).toBe(413);
    expectDocumented("createSynchronizationProfile", 413, text);
  });

  it("sent in chunks is read", async () => {
    const text = changed({});
    const chunks = [text.slice(0, 10), text.slice(10)]
      .map((part) => `${Buffer.byteLength(part).toString(16)}\r\n${part}\r\n`)
      .join("");
    const head = rawRequest("POST", profiles).toString().trimEnd();
    const { status } = await raw(
      `${head}\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`,
    );
    expect(status).toBe(201);
  });

  it("that breaks off does not stop the server", async () => {
    const socket = connect(Number(new URL(mock.url).port), "127.0.0.1");
    socket.write(unfinished);
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    expect((await raw(rawRequest("GET", profiles))).status).toBe(200);
  });

  it("that never arrives gets 408", async () => {
    const impatient = await startMock({ requestTimeoutInMs: 1000 });
    const slow = await raw(unfinished, { halfOpen: true, url: impatient.url });
    expectEnvelope(slow, 408);
    expect((await raw(rawRequest("GET", profiles), impatient)).status).toBe(200);
    await impatient.close();
  });
});

describe("hostile headers", () => {
  it("that are too large get 431", async () => {
    expectEnvelope(await raw(rawRequest("GET", profiles, "", [`x: ${"a".repeat(40_000)}`])), 431);
  });

  it.each(["GET", "get / HTTP/9.9\r\n\r\n", "\u0000\u0001\r\n\r\n", "GET / HTTP/1.1\r\nhost: x\r\nno colon\r\n\r\n"])(
    "or a request line such as %j get 400",
    async (bytes) => {
      const reply = await raw(bytes);
      if (reply.status !== 0) expectEnvelope(reply, 400);
      else expect(bytes).toBe("GET");
    },
  );

  it("that are repeated are refused or ignored", async () => {
    expectEnvelope(await raw(rawRequest("GET", profiles, "", ["client-request-id: a", "client-request-id: b"])), 400);
    expect((await raw(rawRequest("GET", profiles, "", ["authorization: Basic x"]))).status).toBe(200);
    expectEnvelope(await raw(rawRequest("POST", profiles, "{}", ["content-length: 7"])), 400);
  });

  it.each([
    ["accept: application/xml", 406],
    ["accept: ;;;", 406],
    ["accept: text/*, image/png", 406],
    ["prefer: code=418", 400],
    ["prefer: code=abc", 400],
    ["prefer: code=201, example=none", 400],
    ["prefer: 学", 400],
    ["x-mock-tenant: a b", 400],
  ])("such as %s get the error envelope", async (header, status) => {
    expectEnvelope(await raw(rawRequest("GET", profiles, "", [header])), status);
  });

  it.each(["application/json", "*/*", "application/json;odata.metadata=minimal;q=0.9, text/plain"])(
    "do not include accept: %s",
    async (accept) => {
      expect((await raw(rawRequest("GET", profiles, "", [`accept: ${accept}`]))).status).toBe(200);
    },
  );

  it("with an unavailable Accept type change nothing", async () => {
    expectEnvelope(await raw(rawRequest("DELETE", `${profiles}/none`, "", ["accept: application/xml"])));
    const before = (await call(mock.url, "listSynchronizationProfiles", { query: "?$count=true&$top=1" })).body[
      "@odata.count"
    ];
    expectEnvelope(await post(changed({}), ["accept: application/xml"]), 406);
    const after = (await call(mock.url, "listSynchronizationProfiles", { query: "?$count=true&$top=1" })).body[
      "@odata.count"
    ];
    expect(after).toBe(before);
  });
});

describe("methods", () => {
  it("that a path lacks get 405 with those that it has", async () => {
    const reply = await raw(rawRequest("PUT", profiles));
    expectEnvelope(reply, 405);
    expect(reply.head).toContain("Allow: GET, POST, HEAD, OPTIONS");
    // The published page of the update omits the id.
    expect(reply.body).toContain(`Add the id of the profile: PUT ${profiles}/{id}.`);
  });

  it("include HEAD, which answers like GET without the body", async () => {
    const [head, get] = await Promise.all(
      ["HEAD", "GET"].map((method) =>
        fetch(`${mock.url}/beta${profiles}/${fabrikamId}`, { method, headers: { authorization: "Bearer x" } }),
      ),
    );
    expect([head?.status, await head?.text()]).toEqual([200, ""]);
    expect(head?.headers.get("content-length")).toBe(get?.headers.get("content-length"));
    expect((await raw(rawRequest("HEAD", `${profiles}/${fabrikamId}/pause`))).status).toBe(405);
  });
});
