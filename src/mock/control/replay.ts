import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import type { Exchange } from "../journal/journal.ts";

const hopByHop = ["connection", "content-length", "transfer-encoding", "expect", "keep-alive", "upgrade"];

/** Sends a request again to this mock, at `url`; resolves to the status and id of the answer, if there is one. */
export async function replay(
  url: string,
  method: string,
  { target, requestHeaders, requestBody }: Exchange,
): Promise<{ status: number; requestId: string } | undefined> {
  const { protocol, hostname, port } = new URL(url);
  const headers = Object.fromEntries(
    Object.entries(requestHeaders).filter(([name, value]) => value !== undefined && !hopByHop.includes(name)),
  );
  const options = { host: hostname.replace(/^\[|\]$/g, ""), port, method, path: target, headers, agent: false };
  // The mock's own certificate, whose authority this process may not trust.
  const sent =
    protocol === "https:" ? httpsRequest({ ...options, rejectUnauthorized: false }) : httpRequest({ ...options });
  sent.end(requestBody);
  const response = once(sent, "response").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ECONNRESET") throw error;
    return undefined;
  });
  const [answer] = ((await response) ?? []) as [IncomingMessage?];
  if (!answer) return undefined;
  await once(answer.resume(), "end");
  return { status: answer.statusCode ?? 0, requestId: String(answer.headers["request-id"] ?? "") };
}
