import type { IncomingHttpHeaders } from "node:http";

/** The address that a proxy's caller used, according to the proxy. */
export interface Forwarded {
  /** With its port, unless that is the protocol's default. */
  host: string | undefined;
  protocol: "http:" | "https:" | undefined;
  port: string | undefined;
  /** The path prefix that the proxy removed, with a leading slash and no trailing one; may be empty. */
  prefix: string;
}

// Each proxy appends its own value; the first is that of the proxy the caller connected to.
const first = (value: string | string[] | undefined): string | undefined =>
  String(value ?? "")
    .split(",")[0]
    ?.trim() || undefined;

/** The parameters of the first element of a `Forwarded` header (RFC 7239). */
function standard(value: string | undefined): Record<string, string> {
  const parameter = /\s*([\w!#$%&'*+.^`|~-]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*))\s*(;|,|$)/gy;
  const parameters: Record<string, string> = {};
  for (const [, name = "", quoted, plain = "", end] of (value ?? "").matchAll(parameter)) {
    parameters[name.toLowerCase()] = quoted?.replace(/\\(.)/g, "$1") ?? plain;
    if (end !== ";") break;
  }
  return parameters;
}

const names = ["forwarded", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "x-forwarded-for"];

/** Whether a request came through a proxy, according to its headers. */
export const isForwarded = (headers: IncomingHttpHeaders): boolean => names.some((name) => headers[name] !== undefined);

/** Reads `Forwarded` (RFC 7239) and, for anything it omits, `X-Forwarded-Host`, `-Proto`, `-Port` and `-Prefix`. */
export function forwardedOf(headers: IncomingHttpHeaders): Forwarded {
  const { host, proto } = standard(headers.forwarded);
  const protocol = (proto ?? first(headers["x-forwarded-proto"]))?.toLowerCase();
  const port = first(headers["x-forwarded-port"]);
  const prefix = first(headers["x-forwarded-prefix"])?.replace(/\/+$/, "") ?? "";
  return {
    host: host || first(headers["x-forwarded-host"]),
    protocol: protocol === "http" || protocol === "https" ? `${protocol}:` : undefined,
    port: port !== undefined && /^[1-9]\d{0,4}$/.test(port) && Number(port) < 65_536 ? port : undefined,
    prefix: prefix.length <= 200 && /^(\/(?!\.{1,2}(\/|$))[\w.~!$&'()*+;=:@%-]+)*$/.test(prefix) ? prefix : "",
  };
}

/** A host as written in an origin: with the port that the proxy names, unless that is the protocol's default. */
export function withPort(host: string, protocol: string, port: string | undefined): string {
  const own = protocol === "https:" ? "443" : "80";
  const whole = port === undefined || /:\d+$/.test(host) ? host : `${host}:${port}`;
  return whole.endsWith(`:${own}`) ? whole.slice(0, -own.length - 1) : whole;
}
