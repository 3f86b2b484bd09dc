import { EventEmitter, once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import type { Mock, MockOptions } from "graph-education-sync/mock";
import { createUncommittedBlocks } from "../../src/mock/blobStorage/uncommittedBlocks.ts";
import { createUploadedFiles, type UploadedFile } from "../../src/mock/schoolDataSync/files/uploadedFiles.ts";
import { createEventStreams } from "../../src/mock/journal/events.ts";
import { createFaultInjector } from "../../src/mock/scenario/faultInjection.ts";
import { createJournal, type Exchange } from "../../src/mock/journal/journal.ts";
import { createScenarios } from "../../src/mock/scenario/scenario.ts";
import type { JournalEntry } from "../../src/mock/journal/entry.ts";
import { createArrivals, LateRequestError } from "../../src/mock/http/arrival.ts";
import { openHttpServer } from "../../src/mock/http/httpServer.ts";
import { createRequestQueue } from "../../src/mock/http/requestQueue.ts";
import { createUnreadAnswers } from "../../src/mock/http/unreadAnswers.ts";
import { readOperations } from "../../src/mock/contract/operations.ts";
import { createAuthorizer } from "../../src/mock/graph/authorize.ts";
import { createPendingGrants } from "../../src/mock/identity/grants/pendingGrants.ts";
import { limits } from "../../src/mock/limits.ts";
import { createClock } from "../../src/mock/schoolDataSync/clock.ts";
import { createFileInspections } from "../../src/mock/schoolDataSync/files/fileInspections.ts";
import { newRecord } from "../../src/mock/schoolDataSync/profiles/lifecycle.ts";
import { newProfile } from "../../src/mock/schoolDataSync/profiles/profile.ts";
import { createTenantsInUse } from "../../src/mock/schoolDataSync/tenants/tenantsInUse.ts";
import { memoryStores } from "../../src/mock/store/memoryStore.ts";
import { openStores } from "../../src/mock/store/openStores.ts";
import { createBody, send } from "../support/caller.ts";
import { startForAll, startForTest } from "../support/mock.ts";

const profiles = "/education/synchronizationProfiles";
const MB = 1024 * 1024;
const json = { authorization: "Bearer x", "content-type": "application/json" };
const valid = createBody("csvNewAccounts") as object;
const now = new Date(0);

const mock = await startForAll({ pace: { reads: 0, ms: 0 } });

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

const start = (options: MockOptions) => startForTest({ drainInMs: 0, ...options });

function open(url: string): Socket {
  const socket = connect(Number(new URL(url).port), "127.0.0.1").on("error", () => {});
  ends.push(() => socket.destroy());
  return socket;
}

/** Serves the listener under test in place of the mock. */
async function listen(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Sends bytes and returns what arrives until the server closes the connection or `ms` have passed. */
async function received(url: string, bytes: string, ms = 3000): Promise<string> {
  const socket = open(url);
  let text = "";
  socket.on("data", (chunk: Buffer) => (text += chunk.toString("latin1")));
  socket.write(bytes);
  await Promise.race([once(socket, "close"), sleep(ms)]);
  return text;
}

const head = (line: string, ...headers: string[]): string =>
  `${[`${line} HTTP/1.1`, "Host: localhost", "Authorization: Bearer x", ...headers].join("\r\n")}\r\n\r\n`;
const statusesIn = (text: string): string[] => text.match(/(?<=HTTP\/1\.1 )\d+/g) ?? [];

async function post(body: string, path = profiles, headers = {}) {
  const reply = await send("POST", mock.url + path, { headers, body });
  return [reply.status, reply.headers.get("retry-after"), reply.text] as const;
}

/** An upload URL of a new profile, up to the file's name and after it. */
async function uploadTarget({ url }: Mock, fileName: string, query = ""): Promise<string> {
  const created = await send("POST", url + profiles, { body: valid });
  const { body } = await send("GET", `${url}${profiles}/${String(created.body["id"])}/uploadUrl`);
  const { pathname, search } = new URL(String(body["value"]));
  return `${pathname}/${fileName}${search}${query}`;
}
const upload = (target: string, length: number): string =>
  head(`PUT ${target}`, "x-ms-blob-type: BlockBlob", `Content-Length: ${length}`);

const entry = { path: "/", status: 200 } as JournalEntry;
const exchange = (parts: Partial<Exchange> = {}): Exchange => ({
  target: "/",
  requestHeaders: {},
  responseHeaders: {},
  ...parts,
});
const summary = (fileName: string, keys: string[] = []): UploadedFile => ({
  blobName: fileName,
  fileName,
  rows: keys.length,
  findings: [],
  names: "SDS",
  keys: new Set(keys),
  references: new Map(),
  optionalColumns: [],
  rejected: [],
});
const record = (id: string) => newRecord(newProfile(valid, id), 0);
const injector = (scenario: object) =>
  createFaultInjector(createScenarios(scenario), createClock(true), { fraction: () => 0, uuid: () => "" });

/** A response that waits for its reader. */
function waitingResponse(): ServerResponse & { destroyed: boolean } {
  const response = Object.assign(new EventEmitter(), { destroyed: false, setTimeout: () => response });
  return Object.assign(response, { destroy: () => (response.destroyed = true) }) as never;
}

const drivers: Record<keyof typeof limits, () => Promise<void> | void> = {
  connections: async () => {
    const server = await openHttpServer({
      ...{ port: 0, host: "127.0.0.1", requestTimeoutInMs: 1000, keepAliveTimeoutInMs: 1000, drainInMs: 0 },
      ...{ maxConnections: 1, tls: undefined, trustProxy: false, httpErrorOf: () => undefined, onAnswered: () => {} },
      idsOf: () => ({ requestId: "", clientRequestId: "", date: "" }),
      tenantOf: () => "",
      serviceOf: () => ({
        has: () => true,
        isOpenToWebPages: false,
        answer: async () => ({ status: 200, headers: {}, body: "" }),
        refuse: () => expect.fail(),
      }),
    });
    ends.push(server.close);
    const first = open(server.url);
    first.write(head("GET /"));
    await once(first, "data");
    expect(await received(server.url, head("GET /"))).toBe("");
  },
  pipelinedRequests: async () => {
    const text = await received(mock.url, head("GET /openapi.json").repeat(500), 10_000);
    expect(statusesIn(text)).toHaveLength(1 + limits.pipelinedRequests.max);
    expect(text.match(/connection: close/gi)).toHaveLength(1);
    expect(text.lastIndexOf("Connection: close")).toBeGreaterThan(text.lastIndexOf("HTTP/1.1"));
  },
  waitingRequests: async () => {
    const queue = createRequestQueue(() => {}, 100, 3);
    const url = await listen(queue.add);
    const first = open(url);
    first.write(head("GET /").repeat(4));
    await sleep(100);
    const second = open(url);
    second.write(head("GET /").repeat(2));
    await once(second, "close");
    expect(first.destroyed).toBe(false);
  },
  unreadAnswers: () => {
    const { watch } = createUnreadAnswers(100);
    const [oldest, newest, shared] = [waitingResponse(), waitingResponse(), waitingResponse()];
    watch(oldest, 60);
    watch(shared, 0);
    watch(newest, 60);
    expect([oldest.destroyed, newest.destroyed, shared.destroyed]).toEqual([true, false, false]);
  },
  unreadAnswerTime: async () => {
    const { watch } = createUnreadAnswers(Infinity, 300);
    const body = Buffer.alloc(64 * MB);
    let isClosed = false;
    const url = await listen((_, response) => {
      response.once("close", () => (isClosed = true)).end(body);
      watch(response, 0);
    });
    const socket = open(url);
    socket.pause().write(head("GET /"));
    await expect.poll(() => isClosed).toBe(true);
    let bytes = 0;
    socket.on("data", (chunk: Buffer) => (bytes += chunk.length)).resume();
    await once(socket, "close");
    expect(bytes).toBeLessThan(body.length);
    const read = await fetch(url);
    expect((await read.arrayBuffer()).byteLength).toBe(body.length);
  },
  apiBody: async () => {
    const spaces = " ".repeat(limits.apiBody.max - JSON.stringify(valid).length);
    expect((await post(JSON.stringify(valid) + spaces))[0]).toBe(201);
    expect((await post(`${JSON.stringify(valid)}${spaces} `))[0]).toBe(413);
  },
  apiBodies: async () => {
    const { max } = limits.apiBody;
    for (let opened = 0; opened < limits.apiBodies.max / max; opened += 1)
      open(mock.url).write(head(`POST ${profiles}`, "Content-Type: application/json", `Content-Length: ${max}`));
    await expect.poll(async () => (await post(JSON.stringify(valid))).slice(0, 2)).toEqual([503, "1"]);
    expect((await fetch(mock.url + profiles, { headers: json })).status).toBe(200);
    for (const end of ends.splice(0)) await end();
    await expect.poll(async () => (await post(JSON.stringify(valid)))[0]).toBe(201);
  },
  bodyValues: async () => {
    const many = Object.fromEntries(Array.from({ length: limits.bodyValues.max }, (_, index) => [`k${index}`, 1]));
    const [status, , text] = await post(JSON.stringify({ ...valid, ...many }));
    expect([status, text]).toEqual([400, expect.stringContaining("more than 10000 values")]);
  },
  batchValues: async () => {
    const body = JSON.stringify({ requests: Array.from({ length: limits.batchValues.max + 1 }, () => 1) });
    const [status, , text] = await post(body, "/beta/$batch");
    expect([status, text]).toEqual([400, expect.stringContaining("more than 40000 values")]);
  },
  bodyDepth: async () => {
    const deep = "[".repeat(limits.bodyDepth.max + 1) + "]".repeat(limits.bodyDepth.max + 1);
    for (const path of [profiles, "/beta/$batch", "/_mock/scenario"]) {
      const [status, , text] = await post(`{"a":${deep}}`, path);
      expect([status, text]).toEqual([400, expect.stringContaining("nested deeper than 64 levels")]);
    }
  },
  violations: async () => {
    await mock.reset();
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, 1]));
    const [status, , text] = await post(JSON.stringify({ ...valid, ...many }));
    const { details } = (JSON.parse(text) as { error: { details: unknown[] } }).error;
    const [recorded] = await mock.journal();
    expect([status, details.length, recorded?.violations.length]).toEqual([400, 100, 100]);
  },
  requestTime: async () => {
    const { url } = await start({ requestTimeoutInMs: 300 });
    const text = await received(url, head(`POST ${profiles}`, "Content-Type: application/json", "Content-Length: 9"));
    expect([statusesIn(text), text]).toEqual([["408"], expect.stringContaining("took too long to arrive")]);
  },
  uploadTime: async () => {
    const impatient = await start({ requestTimeoutInMs: 300, pace: { reads: 0, ms: 0 } });
    const stalled = await received(impatient.url, upload(await uploadTarget(impatient, "School.csv"), 9));
    expect([statusesIn(stalled), stalled]).toEqual([
      ["500"],
      expect.stringContaining("<Code>OperationTimedOut</Code>"),
    ]);
    const socket = open(impatient.url);
    socket.write(upload(await uploadTarget(impatient, "School.csv"), 10));
    for (let sent = 0; sent < 10; sent += 1) {
      await sleep(100);
      socket.write("x");
    }
    expect(statusesIn(String((await once(socket, "data"))[0]))).toEqual(["201"]);
    const endless = Object.assign(new EventEmitter(), {
      complete: false,
      headers: { "content-length": "9" },
      socket: { bytesRead: 0 },
    }) as unknown as IncomingMessage;
    const times = { totalInMs: 50, idleInMs: 1000 };
    const { unlessLate } = createArrivals(times.idleInMs);
    await expect(unlessLate(endless, times, new Promise(() => {}))).rejects.toThrow(LateRequestError);
  },
  upload: async () => {
    const text = await received(mock.url, upload(await uploadTarget(mock, "School.csv"), limits.upload.max + 1), 500);
    expect([statusesIn(text), text]).toEqual([["413"], expect.stringContaining("RequestBodyTooLarge")]);
  },
  uploads: async () => {
    const target = await uploadTarget(mock, "School.csv");
    for (let opened = 0; opened < 2; opened += 1) open(mock.url).write(upload(target, limits.upload.max));
    await sleep(200);
    const text = await received(mock.url, `${upload(target, 1)}x`, 500);
    expect([statusesIn(text), text]).toEqual([["503"], expect.stringContaining("<Code>ServerBusy</Code>")]);
  },
  blockList: async () => {
    const target = await uploadTarget(mock, "School.csv", "&comp=blocklist");
    const text = await received(mock.url, upload(target, limits.blockList.max + 1), 500);
    expect(statusesIn(text)).toEqual(["413"]);
  },
  blocks: () => {
    const blocks = createUncommittedBlocks({ maxBytes: 4000 });
    const put = (fileName: string, length: number) => {
      const reservation = blocks.reserve({ container: "c", fileName, id: "AA==", length, now });
      if (typeof reservation === "string") return reservation;
      reservation.fill(new Uint8Array(length));
      return reservation.release();
    };
    for (const fileName of ["a", "b", "c"]) put(fileName, 1000);
    expect(["a", "b", "c"].map((name) => blocks.of("c", name, now).size)).toEqual([0, 1, 1]);
    expect(put("d", 4000)).toBe("BlocksTooLarge");
  },
  fileSummaries: async () => {
    const files = createUploadedFiles({ maxBytes: 13_000 });
    for (const name of ["a.csv", "b.csv", "c.csv"])
      await files.put(
        "p",
        summary(
          name,
          Array.from({ length: 50 }, (_, index) => `${index}`),
        ),
      );
    expect((await files.of("p")).map(({ keys }) => keys?.size)).toEqual([undefined, 50, 50]);
  },
  files: async () => {
    const files = createUploadedFiles();
    for (let index = 0; index <= limits.files.max; index += 1) await files.put(`p${index}`, summary("a.csv"));
    expect([await files.names("p0"), await files.names("p1")]).toEqual([[], ["a.csv"]]);
  },
  filesOfProfile: async () => {
    const folder = await mkdtemp(join(tmpdir(), "graph-education-sync-"));
    const stores = await openStores({ store: folder });
    ends.push(async () => {
      await stores.close();
      await rm(folder, { recursive: true });
    });
    const { store } = await stores.open("a");
    await store.insert(record("x"), Infinity);
    const names = Array.from({ length: limits.filesOfProfile.max + 1 }, (_, index) => `${index}.csv`);
    const files = store.files ?? expect.fail();
    await Promise.all(names.map((name) => files.put("x", name, "{}", false)));
    expect(await files.names("x")).toEqual(names.slice(1));
    expect(await files.texts("x")).toHaveLength(limits.filesOfProfile.max);
  },
  fileInspections: async () => {
    const files = createUploadedFiles();
    const inspect = createFileInspections();
    for (let index = 0; index <= limits.fileInspections.max; index += 1) await files.put(`p${index}`, summary("a.csv"));
    const { profile } = record("x");
    const first = await inspect(files, "p0", profile);
    expect(await inspect(files, "p0", profile)).toBe(first);
    for (let index = 1; index <= limits.fileInspections.max; index += 1) await inspect(files, `p${index}`, profile);
    expect(await inspect(files, "p0", profile)).not.toBe(first);
  },
  profilesInMemory: async () => {
    const stores = memoryStores(6000);
    const [{ store: a }, { store: b }] = [await stores.open("a"), await stores.open("b")];
    await a.insert(record("1"), Infinity);
    await b.insert(record("2"), Infinity);
    await expect(a.insert(record("3"), Infinity)).rejects.toThrow("limit of 6000 bytes");
    await stores.drop("b");
    expect(await a.insert(record("3"), Infinity)).toBe("inserted");
  },
  profilesOfTenant: async () => {
    const { url } = await start({ maxProfiles: 1 });
    const create = () => send("POST", url + profiles, { body: valid });
    expect([(await create()).status, (await create()).status]).toEqual([201, 503]);
  },
  tenants: () => {
    const tenants = createTenantsInUse();
    const evicted = Array.from({ length: limits.tenants.max + 1 }, (_, index) => tenants.use(`t${index}`));
    expect(evicted.filter((name) => name !== undefined)).toEqual(["t0"]);
  },
  tokenRequestBody: async () => {
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const body = `client_id=${"a".repeat(limits.tokenRequestBody.max)}`;
    const [status, , text] = await post(body, "/common/oauth2/v2.0/devicecode", form);
    expect([status, text]).toEqual([400, expect.stringContaining("invalid_request")]);
  },
  grants: () => {
    const grants = createPendingGrants<{ clientId: string }>();
    const codes = Array.from({ length: 50 }, () => grants.add({ clientId: "a".repeat(60_000) }));
    const kept = codes.filter((code) => grants.of(code));
    expect(kept).toEqual(codes.slice(-kept.length));
    expect(kept.length).toBe(Math.floor(limits.grants.max / (2 * '{"clientId":""}'.length + 120_000)));
  },
  verifiedTokens: async () => {
    let verified = 0;
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const signer = { hasKey: () => true, hasSigned: async () => ((verified += 1), true) };
    const { authorize } = createAuthorizer({
      level: "strict",
      now: () => 0,
      signer: signer as never,
    });
    const token = (index: number) =>
      `${part({ kid: "k", alg: "RS256" })}.${part({ exp: 1, index, padding: "x".repeat(12_000) })}.c2ln`;
    const judge = (index: number) => authorize(`Bearer ${token(index)}`, readOperations()[0]);
    await judge(0);
    await judge(0);
    expect(verified).toBe(1);
    for (let index = 1; index <= limits.verifiedTokens.max / (4 * token(0).length); index += 1) await judge(index);
    await judge(0);
    expect(verified).toBeGreaterThan(limits.verifiedTokens.max / (4 * token(0).length) + 1);
  },
  throttledCallers: () => {
    const faults = injector({ throttle: { requests: 1, seconds: 60 } });
    const ask = (caller: number | string) => faults.next("default", `Bearer ${caller}`, "GET /")?.status;
    expect([ask("first"), ask("first")]).toEqual([undefined, 429]);
    for (let caller = 1; caller < limits.throttledCallers.max; caller += 1) ask(caller);
    expect([ask("first"), ask("last"), ask("first"), ask("last")]).toEqual([429, undefined, undefined, 429]);
  },
  failedCalls: () => {
    const faults = injector({ failOnce: true });
    const ask = (tenant: string, call: number) => faults.next(tenant, "Bearer x", `GET /${call}`)?.status;
    ask("first", 0);
    for (let call = 1; call < limits.failedCalls.max; call += 1) ask("second", call);
    expect([ask("first", 0), ask("third", 0), ask("first", 0)]).toEqual([undefined, 503, 503]);
  },
  journalEntries: () => {
    const journal = createJournal();
    for (let count = 0; count <= limits.journalEntries.max; count += 1) journal.add(entry, exchange());
    expect(journal.entries()).toHaveLength(limits.journalEntries.max);
  },
  journalBody: () => {
    const journal = createJournal();
    for (const length of [limits.journalBody.max, limits.journalBody.max + 1])
      journal.add(entry, exchange({ responseBody: "x".repeat(length) }));
    expect(journal.entries().map(({ responseBody }) => typeof responseBody)).toEqual(["string", "undefined"]);
  },
  journalBodies: () => {
    const journal = createJournal();
    const count = limits.journalBodies.max / limits.journalBody.max + 1;
    for (let added = 0; added < count; added += 1)
      journal.add(entry, exchange({ responseBody: "x".repeat(limits.journalBody.max) }));
    const [oldest, ...others] = journal.entries();
    expect([oldest?.responseBody, others.every(({ responseBody }) => responseBody !== undefined)]).toEqual([
      undefined,
      true,
    ]);
  },
  journal: () => {
    const journal = createJournal();
    for (let added = 0; added < 2000; added += 1)
      journal.add(entry, exchange({ requestHeaders: { x: "x".repeat(16_000) }, target: `/${"x".repeat(16_000)}` }));
    const { length } = journal.entries();
    expect(length * 33_000).toBeLessThan(limits.journal.max);
    expect(length).toBeGreaterThan(200);
  },
  eventStreams: () => {
    const streams = createEventStreams(createJournal());
    const opened = Array.from({ length: limits.eventStreams.max + 1 }, () => streams.open(undefined));
    expect(opened.filter((stream) => stream !== undefined)).toHaveLength(limits.eventStreams.max);
    for (const stream of opened) stream?.destroy();
  },
};

it.each(Object.entries(drivers))("the limit %s is enforced as its row of the table says", async (_, drive) => {
  await drive();
});

const sizes: [unit: string, size: number][] = [
  ["MB", MB],
  ["kB", 1024],
];

function amount({ max, unit }: (typeof limits)[keyof typeof limits]): string {
  if (unit === "ms") return `${max / 1000} s`;
  if (unit !== "bytes") return `${max.toLocaleString("en")} ${unit}`;
  const [name, size] = sizes.find(([, each]) => max >= each) ?? ["bytes", 1];
  return `${max / size} ${name}`;
}

it("the limits are printed as a table", () => {
  const rows = Object.values(limits).map((limit) => [limit.what, amount(limit), limit.beyond] as const);
  const [first, second] = [0, 1].map((column) => Math.max(...rows.map((row) => String(row[column]).length)));
  const lines = rows.map(
    ([what, most, beyond]) => `  ${what.padEnd(first ?? 0)}  ${most.padEnd(second ?? 0)}  ${beyond}`,
  );
  console.log(["What callers can make grow, how much, and what happens to more:", ...lines].join("\n"));
  expect(lines.length).toBe(Object.keys(drivers).length);
});
