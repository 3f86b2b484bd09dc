import { once } from "node:events";
import { connect } from "node:net";

export interface Sent {
  method: string;
  path: string;
  body?: unknown;
}

export interface Measured {
  /** Answers per second. */
  rate: number;
  /** Milliseconds that 99 of 100 answers took at most. */
  p99: number;
}

const lengthOf = (head: string): number => Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);

/** Sends one request over and over on each of `connections` connections, and expects one status of each answer. */
export async function load(
  url: string,
  sent: Sent,
  expected: number,
  connections: number,
  ms: number,
): Promise<Measured> {
  const { hostname, port, host } = new URL(url);
  const text = sent.body === undefined ? "" : JSON.stringify(sent.body);
  const lines = [
    `${sent.method} ${sent.path} HTTP/1.1`,
    `host: ${host}`,
    "authorization: Bearer any-token",
    ...(text ? ["content-type: application/json", `content-length: ${Buffer.byteLength(text)}`] : []),
  ];
  const bytes = Buffer.from(`${lines.join("\r\n")}\r\n\r\n${text}`);
  const times: number[] = [];
  const end = performance.now() + ms;

  async function connection(): Promise<void> {
    const socket = connect(Number(port), hostname).setNoDelay();
    let received: Buffer = Buffer.alloc(0);
    let began = 0;
    const next = (): void => {
      began = performance.now();
      if (began > end) socket.end();
      else socket.write(bytes);
    };
    socket.on("data", (chunk: Buffer) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      const headEnd = received.indexOf("\r\n\r\n");
      if (headEnd < 0) return;
      const head = received.toString("latin1", 0, headEnd);
      if (received.length < headEnd + 4 + lengthOf(head)) return;
      if (!head.startsWith(`HTTP/1.1 ${expected}`)) {
        socket.destroy(
          new Error(`Expected ${expected} of ${url}${sent.path}, and got: ${received.toString().slice(0, 400)}`),
        );
        return;
      }
      times.push(performance.now() - began);
      received = Buffer.alloc(0);
      next();
    });
    await once(socket, "connect");
    next();
    await once(socket, "close");
  }

  await Promise.all(Array.from({ length: connections }, connection));
  times.sort((a, b) => a - b);
  return { rate: (times.length / ms) * 1000, p99: times[Math.floor(times.length * 0.99)] ?? Number.NaN };
}
