import { createServer, request as sendRequest, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { createUploadedFiles, type UploadedFiles } from "../../../src/mock/schoolDataSync/files/uploadedFiles.ts";
import { blobService } from "../../../src/mock/blobStorage/blobService.ts";
import { createUploadUrls } from "../../../src/mock/blobStorage/uploadUrls.ts";
import type { Service } from "../../../src/mock/http/service.ts";
import { profileContainer } from "../../../src/mock/schoolDataSync/files/profileContainer.ts";
import { validSet } from "../schoolDataSync/files/fileSet.ts";
import { request } from "../../support/request.ts";
import { createStorage, outcome } from "./storage.ts";

const one = "86904b1e-c7d0-4ead-b13a-98f11fc400ee";
const two = "0fd4aa57-62ae-2c74-5fbd-29f2b1f6dbd5";
const issued = new Date("2026-03-01T08:00:00.750Z");
const minute = 60_000;
const school = validSet["School.csv"];

let now: Date;
let stores: Map<string, UploadedFiles>;
const uploadUrls = createUploadUrls(() => Buffer.from("a secret"));
let service: Service;
let server: Server;
let base: string;
let failures: unknown[];
let lastAnswer: Promise<void>;

beforeEach(async () => {
  now = issued;
  stores = new Map([
    [one, createUploadedFiles()],
    [two, createUploadedFiles()],
  ]);
  failures = [];
  const filesOf = async (name: string) => stores.get(name);
  service = blobService({
    uploadUrls,
    containerOf: async (name) => {
      const files = stores.get(name);
      return files && profileContainer(name, files, () => filesOf(name));
    },
    ownerOf: async () => undefined,
    now: () => now,
    maxBytes: 1_000_000,
  });
  server = createServer((incoming, response) => {
    const { method = "", url = "", headers } = incoming;
    lastAnswer = service.answer(request(method, url, { headers, parts: incoming })).then(
      ({ status, headers, body = "" }) =>
        void response.writeHead(status, { ...headers, "content-length": body.length }).end(body),
      (error: unknown) => void (incoming.errored || failures.push(error)),
    );
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
  expect(failures).toEqual([]);
});

const containerUrl = (profileId = one) => uploadUrls.issue(base, profileId, issued);
const fileUrl = (fileName: string, profileId?: string) => containerUrl(profileId).replace("?", `/${fileName}?`);
const put = (url: string, body: string | Uint8Array = school, headers: Record<string, string> = {}) =>
  fetch(url, { method: "PUT", body: body as string, headers: { "x-ms-blob-type": "BlockBlob", ...headers } });
const storedIn = async (profileId: string) =>
  (await stores.get(profileId)?.of(profileId))?.map(({ fileName, rows }) => `${fileName} ${rows}`);

/** Sends exactly these bytes, which fetch and node:http would normalize, and returns all that comes back. */
async function sendRaw(head: readonly string[], body = ""): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.end(`${[...head, "Host: x", "Connection: close"].join("\r\n")}\r\n\r\n${body}`);
  let answer = "";
  for await (const chunk of socket) answer += String(chunk);
  return answer;
}

const rawPut = (path: string, ...headers: string[]) =>
  sendRaw([`PUT ${path} HTTP/1.1`, "x-ms-blob-type: BlockBlob", "Content-Length: 1", ...headers], "x");

test("the upload URL is like Azure's, with container, permission and an expiry in one hour", () => {
  const url = new URL(uploadUrls.issue("http://localhost:4010/", one, issued));
  expect(url.origin + url.pathname).toBe(`http://localhost:4010/_blob/${one}`);
  expect(Object.fromEntries(url.searchParams)).toEqual({
    sv: "2015-07-08",
    sr: "c",
    si: one,
    se: "2026-03-01T09:00:00Z",
    sp: "w",
    sig: expect.stringMatching(/^.{43}=$/),
  });
});

test("an upload gets the answer that Azure gives and is stored for its profile", async () => {
  const response = await put(fileUrl("School.csv"), school, {
    "x-ms-version": "2023-11-03",
    "x-ms-client-request-id": "mine",
  });
  expect(response.status).toBe(201);
  expect(await response.text()).toBe("");
  expect(Object.fromEntries(response.headers)).toMatchObject({
    etag: expect.stringMatching(/^"0x[0-9A-F]+"$/),
    "last-modified": "Sun, 01 Mar 2026 08:00:00 GMT",
    "x-ms-request-id": "r1",
    "x-ms-client-request-id": "mine",
    "x-ms-version": "2023-11-03",
    "content-length": "0",
  });
  expect(await storedIn(one)).toEqual(["school.csv 2"]);
  expect(await storedIn(two)).toEqual([]);
});

test("uploading a file again replaces it and changes its ETag", async () => {
  const first = await put(fileUrl("School.csv"));
  const second = await put(fileUrl("School.csv"), "SIS ID,Name\n1,Elm\n");
  expect(await storedIn(one)).toEqual(["school.csv 1"]);
  expect(second.headers.get("etag")).not.toBe(first.headers.get("etag"));
});

test("the answer has a version even if the caller sends none", async () => {
  expect((await put(fileUrl("School.csv"))).headers.get("x-ms-version")).toBe("2015-07-08");
});

test("the percent-encoding of a file name is decoded", async () => {
  await put(fileUrl("%53chool%2Ecsv"));
  expect(await storedIn(one)).toEqual(["school.csv 2"]);
});

test.each([`${one}%2FSchool.csv`, `${one}%2fSchool.csv`])(
  "a container and file in one segment, %s, are separated",
  async (path) => {
    expect((await put(containerUrl().replace(`/${one}?`, `/${path}?`))).status).toBe(201);
    expect(await storedIn(one)).toEqual(["school.csv 2"]);
  },
);

test("an upload URL can be used until just before its hour is over", async () => {
  now = new Date(Date.parse("2026-03-01T09:00:00Z") - 1);
  expect((await put(fileUrl("School.csv"))).status).toBe(201);
});

test("a file that ends inside a quoted value is accepted and left to verification", async () => {
  expect((await put(fileUrl("School.csv"), `SIS ID,Name\n1,"Elm\n${"2,Oak\n".repeat(20_000)}`)).status).toBe(201);
  expect((await stores.get(one)?.of(one))?.[0]?.findings).toMatchObject([{ kind: "notCsv", firstRow: 2 }]);
});

const withQuery = (change: (query: URLSearchParams) => void) => () => {
  const url = new URL(fileUrl("School.csv"));
  change(url.searchParams);
  return url.href;
};

describe("a refused upload stores nothing and is explained in XML", () => {
  const refused: readonly { when: string; status: number; code: string; send: () => Promise<Response> }[] = [
    {
      when: "the blob type is missing",
      status: 400,
      code: "MissingRequiredHeader",
      send: () => fetch(fileUrl("School.csv"), { method: "PUT", body: school }),
    },
    {
      when: "the blob type is not supported",
      status: 400,
      code: "InvalidHeaderValue",
      send: () => put(fileUrl("School.csv"), school, { "x-ms-blob-type": "PageBlob" }),
    },
    ...["metadata", "tier", "toString"].map((comp) => ({
      when: `comp is ${comp}`,
      status: 400,
      code: "UnsupportedQueryParameter",
      send: () => put(`${fileUrl("School.csv")}&comp=${comp}`),
    })),
    { when: "no file is named", status: 400, code: "InvalidUri", send: () => put(containerUrl()) },
    { when: "the file name is empty", status: 400, code: "InvalidUri", send: () => put(fileUrl("")) },
    ...["%2E%2E%2Fa.csv", "a%2F.", "a%5Cb.csv", "a%00.csv", "a%1F.csv", "a%7F.csv", "a".repeat(1_025)].map((name) => ({
      when: `the file is called ${name.slice(0, 20)}`,
      status: 400,
      code: "InvalidResourceName",
      send: () => put(fileUrl(name)),
    })),
    {
      when: "the signature is missing",
      status: 403,
      code: "AuthenticationFailed",
      send: () => put(`${base}/_blob/${one}/School.csv`),
    },
    {
      when: "the signature is empty",
      status: 403,
      code: "AuthenticationFailed",
      send: () => put(withQuery((query) => query.set("sig", ""))()),
    },
    {
      when: "the signature is wrong",
      status: 403,
      code: "AuthenticationFailed",
      send: () => put(withQuery((query) => query.set("sig", `${"A".repeat(43)}=`))()),
    },
    {
      when: "the signature has another character",
      status: 403,
      code: "AuthenticationFailed",
      send: () => put(withQuery((query) => query.set("sig", `${query.get("sig")}x`))()),
    },
    ...["sv", "sr", "si", "se", "sp"].map((name) => ({
      when: `${name} is not what was signed`,
      status: 403,
      code: "AuthenticationFailed",
      send: () => put(withQuery((query) => query.set(name, `${query.get(name)}0`))()),
    })),
    {
      when: "the signature is for another profile",
      status: 403,
      code: "AuthenticationFailed",
      send: () => put(fileUrl("School.csv", two).replace(`/${two}/`, `/${one}/`)),
    },
    {
      when: "another server signed it",
      status: 403,
      code: "AuthenticationFailed",
      send: () =>
        put(
          createUploadUrls(() => Buffer.from("another"))
            .issue(base, one, issued)
            .replace("?", "/School.csv?"),
        ),
    },
    {
      when: "the expiry was moved",
      status: 403,
      code: "AuthenticationFailed",
      send: () => put(withQuery((query) => query.set("se", "2099-01-01T00:00:00Z"))()),
    },
    {
      when: "the permission was widened",
      status: 403,
      code: "AuthenticationFailed",
      send: () => put(withQuery((query) => query.set("sp", "rwd"))()),
    },
    {
      when: "the hour has passed",
      status: 403,
      code: "AuthenticationFailed",
      send: () => {
        now = new Date("2026-03-01T09:00:00Z");
        return put(fileUrl("School.csv"));
      },
    },
    {
      when: "the profile does not exist",
      status: 404,
      code: "ContainerNotFound",
      send: () => put(fileUrl("School.csv", "p3")),
    },
    {
      when: "the profile does not exist and the blob type is missing",
      status: 404,
      code: "ContainerNotFound",
      send: () => put(fileUrl("School.csv", "p3"), school, { "x-ms-blob-type": "" }),
    },
    {
      when: "the path is unknown",
      status: 404,
      code: "ResourceNotFound",
      send: () => put(`${base}/other/p1/School.csv`),
    },
    {
      when: "no profile is named",
      status: 404,
      code: "ResourceNotFound",
      send: () => put(`${base}/_blob//School.csv`),
    },
    ...["GET", "DELETE"].flatMap((method) =>
      [fileUrl, () => containerUrl()].map((url) => ({
        when: `the method is ${method} on ${url === fileUrl ? "a file" : "the container"}`,
        status: 403,
        code: "AuthorizationPermissionMismatch",
        send: () => fetch(url("School.csv"), { method }),
      })),
    ),
    {
      when: "the files are listed",
      status: 403,
      code: "AuthorizationPermissionMismatch",
      send: () => fetch(`${containerUrl()}&restype=container&comp=list`),
    },
    {
      when: "a container is created",
      status: 403,
      code: "AuthorizationPermissionMismatch",
      send: () => put(`${containerUrl()}&restype=container`),
    },
    {
      when: "a file is read with a signature of another profile",
      status: 403,
      code: "AuthenticationFailed",
      send: () => fetch(fileUrl("School.csv", two).replace(`/${two}/`, `/${one}/`)),
    },
    ...["POST", "PATCH"].map((method) => ({
      when: `the method is ${method}`,
      status: 405,
      code: "UnsupportedHttpVerb",
      send: () => fetch(fileUrl("School.csv"), { method }),
    })),
    {
      when: "the file is too large",
      status: 413,
      code: "RequestBodyTooLarge",
      send: () => put(fileUrl("School.csv"), new Uint8Array(1_000_001)),
    },
  ];

  it.each(refused)("$status $code when $when", async ({ status, code, send }) => {
    const response = await send();
    expect(response.status).toBe(status);
    expect(response.headers.get("x-ms-error-code")).toBe(code);
    expect(response.headers.get("content-type")).toBe("application/xml");
    expect(response.headers.get("x-ms-request-id")).toBeTruthy();
    expect(await response.text()).toMatch(
      new RegExp(
        `^<\\?xml version="1\\.0" encoding="utf-8"\\?><Error><Code>${code}</Code><Message>[^<>&]+</Message></Error>$`,
      ),
    );
    expect(await storedIn(one)).toEqual([]);
  });

  it.each([
    { when: "an escape in the path is malformed", path: "/_blob/p1/%zz", status: 400 },
    { when: "an escape in the path is not UTF-8", path: "/_blob/p1/%ff", status: 400 },
    { when: "the file name is two dots", path: "/_blob/p1/..?sig=x", status: 400 },
    { when: "the file name is two escaped dots", path: "/_blob/p1/%2e%2e?sig=x", status: 400 },
    { when: "an escape in the query is malformed", path: "/_blob/p1/School.csv?sig=%zz", status: 403 },
    { when: "the path is //", path: "//", status: 404 },
    { when: "the path leads out of the prefix", path: "/_blob/../beta/education", status: 400 },
    { when: "the target is absolute", path: "http://other.example/_blob/p1/School.csv", status: 403 },
    { when: "the target is *", path: "*", status: 404 },
  ])("$status when $when, and the next upload succeeds", async ({ path, status }) => {
    expect(await rawPut(path)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect((await put(fileUrl("School.csv"))).status).toBe(201);
  });

  it("an unsupported method gets the supported ones in Allow", async () => {
    const response = await fetch(fileUrl("School.csv"), { method: "POST" });
    expect(response.headers.get("allow")).toBe("DELETE, GET, HEAD, OPTIONS, PUT");
    expect((await fetch(fileUrl("School.csv"))).headers.has("allow")).toBe(false);
  });

  it.each(["XPUT", "PUTX"])("405 UnsupportedHttpVerb when the method is %s", async (method) => {
    expect(outcome(await createStorage().send({ method }))).toBe("405 UnsupportedHttpVerb");
  });

  it("a HEAD request gets the code only in a header", async () => {
    const response = await fetch(fileUrl("School.csv"), { method: "HEAD" });
    const code = response.headers.get("x-ms-error-code");
    expect([response.status, code, await response.text()]).toEqual([403, "AuthorizationPermissionMismatch", ""]);
  });

  it("411 MissingContentLengthHeader when the length is missing", async () => {
    const request = sendRequest(fileUrl("School.csv"), {
      method: "PUT",
      headers: { "x-ms-blob-type": "BlockBlob", "transfer-encoding": "chunked" },
    });
    request.end(school);
    const [response] = await once(request, "response");
    expect([response.statusCode, response.headers["x-ms-error-code"]]).toEqual([411, "MissingContentLengthHeader"]);
    response.resume();
    expect(await storedIn(one)).toEqual([]);
  });
});

describe("an upload that breaks off", () => {
  async function startUpload(url: string) {
    const request = sendRequest(url, {
      method: "PUT",
      headers: { "x-ms-blob-type": "BlockBlob", "content-length": 1_000_000 },
    });
    request.on("error", () => {});
    request.write(school);
    await once(server, "request");
    await sleep(20);
    return request;
  }

  it.each([
    { to: "a file", fileName: "School.csv" },
    { to: "an unexpected file", fileName: "notes.txt" },
  ])("to $to leaves nothing behind", async ({ fileName }) => {
    const request = await startUpload(fileUrl(fileName));
    request.destroy();
    await lastAnswer;
    expect(await storedIn(one)).toEqual([]);
  });

  it("leaves the earlier file in place, and the next upload succeeds", async () => {
    await put(fileUrl("School.csv"), "SIS ID,Name\n1,Elm\n");
    const request = await startUpload(fileUrl("School.csv"));
    request.destroy();
    await lastAnswer;
    expect(await storedIn(one)).toEqual(["school.csv 1"]);
    expect((await put(fileUrl("School.csv"))).status).toBe(201);
  });

  it("does not affect the next upload after it was refused", async () => {
    const request = await startUpload(`${base}/_blob/${one}/School.csv`);
    request.destroy();
    await sleep(20);
    expect((await put(fileUrl("School.csv"))).status).toBe(201);
  });
});

test("a file is not stored for a profile deleted while it was uploaded", async () => {
  const store = stores.get(one);
  const request = sendRequest(fileUrl("School.csv"), {
    method: "PUT",
    headers: { "x-ms-blob-type": "BlockBlob", "content-length": school.length },
  });
  request.write(school.slice(0, 5));
  await once(server, "request");
  stores.delete(one);
  request.end(school.slice(5));
  const [response] = await once(request, "response");
  response.resume();
  expect(response.statusCode).toBe(404);
  expect(await store?.of(one)).toEqual([]);
});

describe("CORS", () => {
  const origin = "https://school.example";

  it.each([
    { missing: "origin", headers: ["access-control-request-method: PUT"] },
    { missing: "method", headers: [`origin: ${origin}`] },
  ])("answers 400 InvalidHeaderValue when the preflight names no $missing", async ({ headers }) => {
    const answer = await sendRaw(["OPTIONS /_blob/p1/School.csv HTTP/1.1", ...headers]);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain("x-ms-error-code: InvalidHeaderValue");
  });

  it("sends no headers to a caller without an Origin", async () => {
    expect((await put(fileUrl("School.csv"))).headers.has("access-control-allow-origin")).toBe(false);
  });
});

test("two servers with the same secret accept each other's URLs", async () => {
  const url = createUploadUrls(() => Buffer.from("a secret")).issue(
    base,
    one,
    new Date(issued.getTime() - 59 * minute),
  );
  expect((await put(url.replace("?", "/School.csv?"))).status).toBe(201);
});
