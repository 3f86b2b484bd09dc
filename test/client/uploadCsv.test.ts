import { describe, expect, test, vi } from "vitest";
import { type CsvFiles, uploadCsv, uploadCsvFiles } from "graph-education-sync";
import { BASE, hang, json, PROFILES, stubClient, stubFetch } from "./stub.ts";

const SIG = "a%2Bb%2Fc%3D";
const SAS = `https://store.blob.core.windows.net/5a1?sv=2015-07-08&sr=c&si=Shared_1&sig=${SIG}&se=2024-05-01T11%3A00%3A00Z&sp=w`;
const CSV = "SIS ID,Name\r\n1,Schule Süd\r\n";
const created = () => new Response(null, { status: 201 });

test.for<{ what: string; body: () => Blob | string | Uint8Array | ReadableStream<Uint8Array> }>([
  { what: "a string", body: () => CSV },
  { what: "bytes", body: () => new TextEncoder().encode(CSV) },
  { what: "a part of a Buffer", body: () => Buffer.from(`xx${CSV}`).subarray(2) },
  { what: "a Blob of another type", body: () => new Blob([CSV], { type: "application/vnd.ms-excel" }) },
  { what: "a stream", body: () => new Blob([CSV]).stream() },
])("uploadCsv sends $what unchanged under its name, with the exact signature and no token", async ({ body }) => {
  const { fetch, sent } = stubFetch(created());
  await uploadCsv(SAS, "School.csv", body(), { fetch });
  const query = SAS.slice(SAS.indexOf("?"));
  expect(sent).toEqual([
    {
      method: "PUT",
      url: `https://store.blob.core.windows.net/5a1/School.csv${query}`,
      headers: { "content-type": "text/csv", "x-ms-blob-type": "BlockBlob" },
      body: CSV,
    },
  ]);
});

test("uploadCsv escapes the file name into one path segment", async () => {
  const { fetch, sent } = stubFetch(created());
  await uploadCsv(SAS, "a b/c?.csv", CSV, { fetch });
  expect(new URL(sent[0]!.url).pathname).toBe("/5a1/a%20b%2Fc%3F.csv");
});

test.for(["", ".", ".."])("uploadCsv rejects the file name %o before anything is sent", async (name) => {
  const { fetch, sent } = stubFetch(created());
  await expect(uploadCsv(SAS, name, CSV, { fetch })).rejects.toThrow("fileName cannot be");
  expect(sent).toEqual([]);
});

test("uploadCsv reports its progress in bytes, from none to all", async () => {
  const seen: unknown[] = [];
  const { fetch } = stubFetch(() => (seen.push("sent"), created()));
  await uploadCsv(SAS, "School.csv", CSV, { fetch, onProgress: (p) => seen.push(p) });
  const totalBytes = new TextEncoder().encode(CSV).length;
  expect(seen).toEqual([{ loadedBytes: 0, totalBytes }, "sent", { loadedBytes: totalBytes, totalBytes }]);
});

const xml = (code: string) =>
  `<?xml version="1.0"?><Error><Code>${code}</Code><Message>Bad ${SIG}</Message><AuthenticationErrorDetail>${SAS}</AuthenticationErrorDetail></Error>`;
test.for([
  { what: "XML", status: 403, headers: {}, body: xml("AuthenticationFailed"), code: "AuthenticationFailed" },
  {
    what: "a header",
    status: 404,
    headers: { "x-ms-error-code": "ContainerNotFound" },
    body: "",
    code: "ContainerNotFound",
  },
  { what: "HTML", status: 502, headers: {}, body: `<h1>${SAS}</h1>`, code: undefined },
])("an error in $what becomes a GraphError without the signature", async ({ status, headers, body, code }) => {
  const { fetch } = stubFetch(
    new Response(body, { status, headers: { "x-ms-request-id": "r1", ...headers } as HeadersInit }),
  );
  const onProgress = vi.fn();
  const error = await uploadCsv(SAS, "School.csv", CSV, { fetch, onProgress }).catch((e: unknown) => e as Error);
  expect(error).toMatchObject({
    name: "GraphError",
    kind: code ? "service" : "unreadable",
    statusCode: status,
    code,
    requestId: "r1",
    message: `School.csv was not stored: HTTP ${status} ${code ?? "unreadable response body"}`,
  });
  for (const text of [error!.message, error!.stack, JSON.stringify(error)])
    for (const secret of [SIG, decodeURIComponent(SIG), "sig="]) expect(text).not.toContain(secret);
  expect(onProgress).toHaveBeenCalledTimes(1);
});

test.for([`//store/5a1?sig=${SIG}`, `localhost:4010/5a1?sig=${SIG}`, `file:///5a1?sig=${SIG}`])(
  "uploadCsv rejects the invalid URL %s without revealing its signature",
  async (url) => {
    const error = await uploadCsv(url, "School.csv", CSV).catch((e: unknown) => e as Error);
    expect(error).toBeInstanceOf(TypeError);
    const { message, stack, cause } = error as Error;
    expect(JSON.stringify([message, stack, String(cause), error])).not.toContain(SIG);
  },
);

test("uploadCsv removes a user name and password from the URL", async () => {
  const requests: Request[] = [];
  const fetch = (request: Request) => (requests.push(request), Promise.resolve(new Response(null, { status: 201 })));
  await uploadCsv(SAS.replace("://", "://user:word@"), "School.csv", CSV, { fetch });
  expect(requests[0]?.url).toMatch(/^https?:\/\/[^@]+$/);
});

test("uploadCsv can be aborted while it sends or still reads", async () => {
  const endless = new ReadableStream<Uint8Array>({ start() {} });
  for (const body of [CSV, endless]) {
    const abort = new AbortController();
    const requests: Request[] = [];
    const fetch = (request: Request) => (requests.push(request), hang(request));
    const done = uploadCsv(SAS, "School.csv", body, { fetch, signal: abort.signal });
    done.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 5));
    abort.abort(new Error("enough"));
    await expect(done).rejects.toThrow("enough");
    expect(requests.every((r) => r.signal.aborted)).toBe(true);
  }
});

test("uploadCsv uses the global fetch at the time of the call", async () => {
  const { fetch, sent } = stubFetch(created());
  vi.stubGlobal("fetch", fetch);
  await uploadCsv(SAS, "School.csv", CSV);
  expect(sent).toHaveLength(1);
});

test.for([undefined, null])("uploadCsv rejects %s as content before anything is sent", async (body) => {
  const { fetch, sent } = stubFetch(created());
  const upload = uploadCsv(SAS, "School.csv", body as unknown as string, { fetch });
  await expect(upload).rejects.toThrow("School.csv has no content");
  expect(sent).toEqual([]);
});

describe("uploadCsvFiles", () => {
  const files: CsvFiles = {
    "School.csv": "1",
    "Section.csv": new Blob(["22"]),
    "Student.csv": new TextEncoder().encode("333"),
    "StudentEnrollment.csv": "4444",
    "Teacher.csv": "55555",
    "TeacherRoster.csv": new Blob(["666666"]).stream(),
  };
  const again = (): CsvFiles => ({ ...files, "TeacherRoster.csv": "666666" });
  const names = Object.keys(files);

  test("requests one SAS URL with the token and uploads the six files there without it", async () => {
    const { client, sent: requested } = stubClient([json(200, { value: SAS })]);
    const { fetch, sent } = stubFetch(created());
    await uploadCsvFiles(client, "1", files, { fetch });
    expect(requested.map(({ url }) => url)).toEqual([`${BASE}${PROFILES}/1/uploadUrl`]);
    expect(requested[0]!.headers.authorization).toBe("Bearer secret");
    const stored = sent.map(({ url, body }) => [new URL(url).pathname, new URL(url).search, body]);
    const query = SAS.slice(SAS.indexOf("?"));
    expect(stored).toEqual([
      ["/5a1/School.csv", query, "1"],
      ["/5a1/Section.csv", query, "22"],
      ["/5a1/Student.csv", query, "333"],
      ["/5a1/StudentEnrollment.csv", query, "4444"],
      ["/5a1/Teacher.csv", query, "55555"],
      ["/5a1/TeacherRoster.csv", query, "666666"],
    ]);
    expect(sent.some(({ headers }) => "authorization" in headers)).toBe(false);
  });

  test("uploads all files at once and reports their total progress", async () => {
    const { client } = stubClient([json(200, { value: SAS })]);
    const answers: (() => void)[] = [];
    const fetch = () => new Promise<Response>((resolve) => answers.push(() => resolve(created())));
    const seen: [number, number][] = [];
    const done = uploadCsvFiles(client, "1", again(), {
      fetch,
      onProgress: ({ loadedBytes, totalBytes }) => seen.push([loadedBytes, totalBytes]),
    });
    await vi.waitFor(() => expect(answers).toHaveLength(6));
    for (const answer of answers.reverse()) answer();
    await done;
    expect(seen.map(([, total]) => total)).toEqual(Array(7).fill(21));
    expect(seen.map(([loaded]) => loaded)).toEqual([0, 6, 11, 15, 18, 20, 21]);
  });

  test("rejects on the first failure and aborts the other uploads", async () => {
    const { client } = stubClient([json(200, { value: SAS })]);
    const requests: Request[] = [];
    const fetch = (request: Request) => {
      requests.push(request);
      const isStudent = request.url.includes("Student.csv");
      return isStudent ? Promise.resolve(new Response(xml("ServerBusy"), { status: 503 })) : hang(request);
    };
    await expect(uploadCsvFiles(client, "1", again(), { fetch })).rejects.toMatchObject({
      name: "GraphError",
      code: "ServerBusy",
      message: "Student.csv was not stored: HTTP 503 ServerBusy",
    });
    expect(requests).toHaveLength(names.length);
    expect(requests.filter(({ url }) => !url.includes("Student.csv")).every(({ signal }) => signal.aborted)).toBe(true);
  });

  test("rejects with a GraphError when it gets no SAS URL", async () => {
    const { fetch, sent } = stubFetch(created());
    const conflict = stubClient([json(409, { error: { code: "Conflict", message: "Busy." } })]).client;
    await expect(uploadCsvFiles(conflict, "1", again(), { fetch })).rejects.toMatchObject({ code: "Conflict" });
    for (const body of [null, {}, { value: "" }]) {
      const { client } = stubClient([json(200, body)]);
      await expect(uploadCsvFiles(client, "1", again(), { fetch })).rejects.toMatchObject({ kind: "unreadable" });
    }
    expect(sent).toEqual([]);
  });

  test("rejects a file without content before anything is sent", async () => {
    const { client, sent } = stubClient([json(200, { value: SAS })]);
    const incomplete = { ...again(), "Section.csv": undefined } as unknown as CsvFiles;
    await expect(uploadCsvFiles(client, "1", incomplete)).rejects.toThrow("Section.csv has no content");
    expect(sent).toEqual([]);
  });

  test("can be aborted while it reads, requests the URL, or sends", async () => {
    const endless = new ReadableStream<Uint8Array>({ start() {} });
    const cases = [
      { files: { ...again(), "Teacher.csv": endless }, answer: json(200, { value: SAS }) },
      { files: again(), answer: hang },
      { files: again(), answer: json(200, { value: SAS }) },
    ];
    for (const each of cases) {
      const abort = new AbortController();
      const { client } = stubClient([each.answer]);
      const done = uploadCsvFiles(client, "1", each.files, { fetch: hang, signal: abort.signal });
      done.catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 5));
      abort.abort(new Error("enough"));
      await expect(done).rejects.toThrow("enough");
    }
  });
});
