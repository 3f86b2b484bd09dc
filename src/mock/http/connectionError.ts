import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { Answer } from "./answer.ts";
import { HttpError } from "./service.ts";

const connectionErrors: Record<string, [status: number, code: string, message: string]> = {
  HPE_HEADER_OVERFLOW: [431, "RequestHeaderFieldsTooLarge", "The headers of the request are too large."],
  ERR_HTTP_REQUEST_TIMEOUT: [408, "RequestTimeout", "The request took too long to arrive."],
  CONNECT: [405, "MethodNotAllowed", "CONNECT is not allowed here: this server is not a proxy."],
};

/** The HTTP error for Node's code of a connection error. */
export const connectionError = (code: string): HttpError =>
  new HttpError(...(connectionErrors[code] ?? ([400, "BadRequest", "The request is not valid HTTP."] as const)));

/** Answers something that Node doesn't accept as a request, and closes its connection. */
export function closeWithError(socket: Duplex, answer: () => Answer): void {
  if (!socket.writable) return void socket.destroy();
  const { status, headers, body = "" } = answer();
  const lines = Object.entries({ ...headers, "content-length": String(Buffer.byteLength(body)), connection: "close" });
  const head = lines.map(([header, value]) => `${header}: ${value}\r\n`).join("");
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n${body.toString()}`);
}
