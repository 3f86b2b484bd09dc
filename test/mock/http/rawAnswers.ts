import { once } from "node:events";
import { connect } from "node:net";

export interface RawAnswer {
  status: number;
  /** By lower-case name. */
  headers: Record<string, string>;
  body: string;
}

function parse(text: string): RawAnswer[] {
  const [head = "", rest = ""] = text.split(/\r\n\r\n(.*)/s);
  const [statusLine = "", ...lines] = head.split("\r\n");
  if (statusLine === "") return [];
  const headers = Object.fromEntries(
    lines.map((line) =>
      line
        .toLowerCase()
        .split(/: (.*)/s)
        .slice(0, 2),
    ),
  );
  const length = Number(headers["content-length"] ?? 0);
  return [
    { status: Number(statusLine.split(" ")[1]), headers, body: rest.slice(0, length) },
    ...parse(rest.slice(length)),
  ];
}

/** The bytes of a request that closes its connection; a body is declared as JSON. */
export const rawRequest = (
  method: string,
  target: string,
  body: string | Buffer = "",
  headers: string[] = [],
): Buffer =>
  Buffer.concat([
    Buffer.from(
      [
        `${method} ${target} HTTP/1.1`,
        "host: localhost",
        "connection: close",
        "authorization: Bearer x",
        ...(body.length > 0 ? ["content-type: application/json", `content-length: ${Buffer.byteLength(body)}`] : []),
        ...headers,
        "",
        "",
      ].join("\r\n"),
    ),
    Buffer.from(body),
  ]);

/** Writes raw bytes to one connection and reads answers until the server closes it. */
export async function rawAnswers(url: string, ...parts: (string | Buffer)[]): Promise<RawAnswer[]> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  let received = "";
  socket.on("data", (chunk: Buffer) => (received += chunk.toString("latin1")));
  socket.on("error", () => {});
  for (const part of parts) {
    const before = received.length;
    socket.write(part);
    while (part !== parts.at(-1) && received.length === before) await once(socket, "data");
  }
  if (!socket.closed) await new Promise((closed) => socket.once("close", closed));
  return parse(received);
}
