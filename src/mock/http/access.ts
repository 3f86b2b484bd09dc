import { timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { forwardedOf, isForwarded, withPort } from "./forwarded.ts";

/** Who may use the control API. */
export interface ControlAccess {
  /** Whether the server only accepts connections from this machine. */
  isLoopback: boolean;
  /** The required value of the `x-mock-control-token` header; `undefined` allows everyone. */
  token: string | undefined;
  /** Whether to trust a proxy's headers about the host. */
  trustProxy: boolean;
}

const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

/** Whether an origin has this host. Its scheme may be that of a proxy that doesn't forward it. */
function hasHost(origin: string, host: string): boolean {
  const [, protocol = "", name] = /^(https?:)\/\/(.*)$/i.exec(origin) ?? [];
  return name !== undefined && (name === host || name === withPort(host, protocol.toLowerCase(), undefined));
}

function proxiedHost(headers: IncomingHttpHeaders): string {
  const { host = headers.host ?? "", protocol = "", port } = forwardedOf(headers);
  return withPort(host, protocol, port);
}

const equals = (actual: string, expected: string): boolean =>
  actual.length === expected.length && timingSafeEqual(Buffer.from(actual), Buffer.from(expected));

/**
 * Why a request may not use the control API; `undefined` if it may. Pages of other origins may not, even if their host
 * name resolves to this machine (DNS rebinding).
 */
export function accessError(
  headers: IncomingHttpHeaders,
  { isLoopback, token, trustProxy }: ControlAccess,
): string | undefined {
  const { host = "", origin } = headers;
  const isProxied = trustProxy && isForwarded(headers);
  if (isLoopback && !isProxied && !loopbackHost.test(host)) return "The control API can only be used as localhost.";
  if (origin !== undefined && !hasHost(origin, isProxied ? proxiedHost(headers) : host)) {
    return "The control API cannot be used from a web page of another origin.";
  }
  if (token === undefined || equals(String(headers["x-mock-control-token"] ?? ""), token)) return undefined;
  return "The header 'x-mock-control-token' must contain the token that the mock was started with.";
}
