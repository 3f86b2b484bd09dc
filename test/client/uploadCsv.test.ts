import { expect, test, vi } from "vitest";
import { uploadCsv } from "graph-education-sync";
import { hang, stubFetch } from "./stub.ts";

const SIG = "a%2Bb%2Fc%3D";
const SAS = `https://store.blob.core.windows.net/5a1?sv=2015-07-08&sr=c&si=Shared_1&sig=${SIG}&se=2024-05-01T11%3A00%3A00Z&sp=w`;
const CSV = "SIS ID,Name\r\n1,Schule Süd\r\n";
const created = () => new Response(null, { status: 201 });

test.for<{ what: string; body: () => Blob | string | Uint8Array | ReadableStream<Uint8Array> }>([
  { what: "a string", body: () => CSV },
  { what: "bytes", body: () => new TextEncoder().encode(CSV) },
  { what: "a part of a Buffer", body: () => Buffer.from(`xx${CSV}`).subarray(2) },
  { what: "a Blob of another type", body: () => new Blob([CSV], { type: "application/vnd.ms-excel" }) },
  { what: "a stream", body: () => new Blob([CSV]).stream() as ReadableStream<Uint8Array> },
])("$what is stored unchanged under its name, with no token and nothing lost of the signature", async ({ body }) => {
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

test("the name stays one segment", async () => {
  const { fetch, sent } = stubFetch(created());
  await uploadCsv(SAS, "a b/c?.csv", CSV, { fetch });
  expect(new URL(sent[0]!.url).pathname).toBe("/5a1/a%20b%2Fc%3F.csv");
});

test.for(["", ".", ".."])("the name %o is refused before anything is sent", async (name) => {
  const { fetch, sent } = stubFetch(created());
  await expect(uploadCsv(SAS, name, CSV, { fetch })).rejects.toThrow("fileName cannot be");
  expect(sent).toEqual([]);
});

test("progress begins at nothing and ends at 100 %, in bytes", async () => {
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
  { what: "HTML", status: 502, headers: {}, body: `<h1>${SAS}</h1>`, code: "unreadableResponse" },
])("a refusal told by $what becomes an error without the signature", async ({ status, headers, body, code }) => {
  const { fetch } = stubFetch(
    new Response(body, { status, headers: { "x-ms-request-id": "r1", ...headers } as HeadersInit }),
  );
  const onProgress = vi.fn();
  const error = await uploadCsv(SAS, "School.csv", CSV, { fetch, onProgress }).catch((e: unknown) => e as Error);
  expect(error).toMatchObject({
    name: "GraphError",
    statusCode: status,
    code,
    requestId: "r1",
    message: `School.csv was not stored: ${status} ${code}`,
  });
  for (const text of [error!.message, error!.stack, JSON.stringify(error)])
    for (const secret of [SIG, decodeURIComponent(SIG), "sig="]) expect(text).not.toContain(secret);
  expect(onProgress).toHaveBeenCalledTimes(1);
});

test("a broken URL does not show its signature either", async () => {
  const error = await uploadCsv(`//store/5a1?sig=${SIG}`, "School.csv", CSV).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(TypeError);
  expect(JSON.stringify([String(error), error])).not.toContain(SIG);
});

test("a name and a password in the URL are not sent, nor shown", async () => {
  const requests: Request[] = [];
  const fetch = (request: Request) => (requests.push(request), Promise.resolve(new Response(null, { status: 201 })));
  await uploadCsv(SAS.replace("://", "://user:word@"), "School.csv", CSV, { fetch });
  expect(requests[0]?.url).toMatch(/^https?:\/\/[^@]+$/);
});

test("abort ends the upload, whether it sends or still reads", async () => {
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

test("the global fetch is the one at the time of the call", async () => {
  const { fetch, sent } = stubFetch(created());
  vi.stubGlobal("fetch", fetch);
  await uploadCsv(SAS, "School.csv", CSV);
  expect(sent).toHaveLength(1);
});
