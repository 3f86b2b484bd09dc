import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

export interface Sent {
  method: string;
  path: string;
  body?: unknown;
  /** The status of its response. */
  expected: number;
}

/** Requests that are sent one after the other; each gets the `Location` of the latest response that had one. */
export type Scenario = (index: number) => ((location: string) => Sent)[];

export interface Load {
  requests: number;
  durationInMs: number;
  /** The 99th percentile of the response times in milliseconds. */
  p99: number;
}

const header = (head: string, name: string): string => new RegExp(`\r\n${name}: *([^\r]*)`, "i").exec(head)?.[1] ?? "";

function bytesOf({ method, path, body }: Sent, host: string): Buffer {
  const text = body === undefined ? "" : JSON.stringify(body);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `host: ${host}`,
    "authorization: Bearer any-token",
    ...(text ? ["content-type: application/json", `content-length: ${Buffer.byteLength(text)}`] : []),
  ];
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${text}`);
}

/** Sends one request, and resolves to the head of its response once all of it has arrived. */
async function exchange(socket: Socket, sent: Sent, host: string): Promise<string> {
  socket.write(bytesOf(sent, host));
  let received: Buffer = Buffer.alloc(0);
  for (;;) {
    const [chunk] = (await once(socket, "data")) as [Buffer];
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const headEnd = received.indexOf("\r\n\r\n");
    if (headEnd < 0) continue;
    const head = received.toString("latin1", 0, headEnd);
    if (received.length < headEnd + 4 + Number(header(head, "content-length"))) continue;
    if (head.startsWith(`HTTP/1.1 ${sent.expected}`)) return head;
    const got = received.toString().slice(0, 400);
    throw new Error(`Expected ${sent.expected} of ${sent.method} ${sent.path}, and got: ${got}`);
  }
}

/** How many are used at a time by default. */
export const defaultConnections = 16;

/** Sends the scenarios of `from` up to `to` over some connections. */
export async function load(
  url: string,
  scenario: Scenario,
  from: number,
  to: number,
  connections = defaultConnections,
): Promise<Load> {
  const { protocol, hostname, port, host } = new URL(url);
  const times: number[] = [];
  let next = from;

  async function connection(): Promise<void> {
    const socket =
      protocol === "https:"
        ? connectTls({ port: Number(port), host: hostname, rejectUnauthorized: false })
        : connect(Number(port), hostname);
    socket.setNoDelay();
    await once(socket, protocol === "https:" ? "secureConnect" : "connect");
    while (next < to) {
      let location = "";
      for (const step of scenario(next++)) {
        const began = performance.now();
        const head = await exchange(socket, step(location), host);
        times.push(performance.now() - began);
        location = header(head, "location").replace(/^https?:\/\/[^/]*(?:\/beta|\/v1\.0)?/, "") || location;
      }
    }
    socket.destroy();
  }

  const began = performance.now();
  await Promise.all(Array.from({ length: connections }, connection));
  const durationInMs = performance.now() - began;
  times.sort((a, b) => a - b);
  return { requests: times.length, durationInMs, p99: times[Math.floor(times.length * 0.99)] ?? Number.NaN };
}
