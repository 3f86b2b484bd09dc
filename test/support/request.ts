import type { HttpRequest } from "../../src/mock/http/service.ts";
import { targetOf } from "../../src/mock/http/requestParts.ts";

interface RequestParts {
  headers?: HttpRequest["headers"];
  body?: string | Uint8Array;
  /** The body in parts, instead of a whole one. */
  parts?: AsyncIterable<Uint8Array>;
  tenant?: string;
}

const ids = { requestId: "r1", clientRequestId: "c1", date: "2026-01-01T00:00:00" };

/** A request to pass to a service without a port; a body gets its Content-Length. */
export function request(
  method: string,
  url: string,
  { headers = {}, body, parts, tenant = "default" }: RequestParts = {},
): HttpRequest {
  const bytes = Buffer.from((body ?? "") as string);
  const length = body === undefined ? {} : { "content-length": String(bytes.length) };
  async function* whole() {
    if (bytes.length > 0) yield bytes;
  }
  return {
    method,
    target: targetOf(url) ?? { path: url.split("?")[0] ?? "", query: {}, search: "" },
    headers: { host: "127.0.0.1:4010", ...length, ...headers },
    origin: "http://127.0.0.1:4010",
    server: { url: "http://127.0.0.1:4010", isLoopback: true, trustProxy: false },
    tenant,
    ids,
    body: {
      bytes: async (limit) => (bytes.length > limit ? undefined : bytes),
      [Symbol.asyncIterator]: () => (parts ?? whole())[Symbol.asyncIterator](),
    },
  };
}
