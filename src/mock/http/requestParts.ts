import type { IncomingMessage } from "node:http";
import { shapeError } from "./bodyShape.ts";

export interface Target {
  /** As it was sent, without scheme, host and query. */
  path: string;
  query: Record<string, string | string[]>;
  /** The query as it was sent, with its question mark; empty without one. */
  search: string;
}

function isWellFormed(escaped: string): boolean {
  if (!escaped.includes("%")) return true;
  try {
    return decodeURIComponent(escaped) !== undefined;
  } catch {
    return false;
  }
}

/** The parts of a request's target, or `undefined` if its percent-encoding is invalid. */
export function targetOf(url: string): Target | undefined {
  const relative = url.replace(/^https?:\/\/[^/?#]*/i, "").replace(/#.*$/s, "");
  const at = relative.indexOf("?");
  const path = (at < 0 ? relative : relative.slice(0, at)) || "/";
  const search = at < 0 ? "" : relative.slice(at);
  if (!isWellFormed(path) || !isWellFormed(search)) return undefined;
  const query = Object.create(null) as Target["query"];
  if (search === "") return { path, query, search };
  const parameters = new URLSearchParams(search);
  for (const name of parameters.keys()) {
    const values = parameters.getAll(name);
    query[name] = values.length > 1 ? values : (values[0] as string);
  }
  return { path, query, search };
}

/** A JSON.parse message without parts of the body, which may contain a secret, and without the position. */
const withoutQuote = (message: string): string =>
  message.replace(/, ?(\.\.\.)?".*$/s, "").replace(/ \(line \d+ column \d+\)$/, "");

export type ParsedBody =
  | { kind: "none" }
  | { kind: "json"; value: unknown }
  | { kind: "notJson" }
  | { kind: "encoded"; encoding: string }
  /** The reason doesn't reveal the body's content. */
  | { kind: "malformed" | "tooMuch"; reason: string };

const utf8 = new TextDecoder("utf-8", { fatal: true });
const jsonType = /^application\/(?:[\w.!#$&^-]+\+)?json\s*(?:;|$)/i;
const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i;

/**
 * Parses the bytes as JSON, if the headers declare them as such. A byte order mark is skipped.
 *
 * @param maxValues maximum number of values in the JSON
 */
export function parseBody(bytes: Buffer, headers: IncomingMessage["headers"], maxValues = Infinity): ParsedBody {
  if (bytes.length === 0) return { kind: "none" };
  const type = headers["content-type"] ?? "";
  const encoding = headers["content-encoding"] ?? "identity";
  const isUtf8 = /^(utf-?8|us-ascii)$/i.test(charset.exec(type)?.[1] ?? "utf-8");
  if (!jsonType.test(type) || !isUtf8) return { kind: "notJson" };
  if (encoding.toLowerCase() !== "identity") return { kind: "encoded", encoding: encoding.slice(0, 100) };
  const tooMuch = shapeError(bytes, maxValues);
  if (tooMuch !== undefined) return { kind: "tooMuch", reason: tooMuch };
  try {
    return { kind: "json", value: JSON.parse(utf8.decode(bytes)) };
  } catch (error) {
    return {
      kind: "malformed",
      reason: error instanceof SyntaxError ? withoutQuote(error.message) : "it is not UTF-8",
    };
  }
}

/** What a `Prefer` header requests from the mock, such as `code=429, example=tooManyRequests`; `undefined` if nothing. */
export function parsePrefer(
  prefer: string | undefined,
): { code?: number; exampleKey?: string } | "malformed" | undefined {
  if (!prefer) return undefined;
  const preference = (name: string) =>
    new RegExp(`(?:^|[,;])\\s*${name}\\s*=\\s*"?([^",;\\s]+)`, "i").exec(prefer)?.[1];
  const code = preference("code");
  const exampleKey = preference("example");
  if (code !== undefined && !/^[1-5]\d\d$/.test(code)) return "malformed";
  if (code === undefined && exampleKey === undefined) return undefined;
  return { ...(code === undefined ? {} : { code: Number(code) }), ...(exampleKey === undefined ? {} : { exampleKey }) };
}
