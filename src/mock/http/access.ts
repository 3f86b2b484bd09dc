import { timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { forwardedOf, isForwarded, withPort } from "./forwarded.ts";

/** Who may use the control API. */
export interface ControlAccess {
  /** Whether the server listens to this machine only. */
  isLoopback: boolean;
  /** What the header `x-mock-control-token` has to be; without one, nobody is asked. */
  token: string | undefined;
  /** Whether what a proxy says of the host is believed. */
  trustProxy: boolean;
}

const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

/** Whether an origin has the host. Its scheme may be that of a proxy that doesn't name it. */
function isOf(origin: string, host: string): boolean {
  const [, protocol = "", name] = /^(https?:)\/\/(.*)$/i.exec(origin) ?? [];
  return name !== undefined && (name === host || name === withPort(host, protocol.toLowerCase(), undefined));
}

function proxiedHost(headers: IncomingHttpHeaders): string {
  const { host = headers.host ?? "", protocol = "", port } = forwardedOf(headers);
  return withPort(host, protocol, port);
}

const equals = (given: string, wanted: string): boolean =>
  given.length === wanted.length && timingSafeEqual(Buffer.from(given), Buffer.from(wanted));

/**
 * Why a request may not use the control API; `undefined` if it may. A web page elsewhere may not, even where it has
 * its own name resolve to this machine.
 */
export function accessError(
  headers: IncomingHttpHeaders,
  { isLoopback, token, trustProxy }: ControlAccess,
): string | undefined {
  const { host = "", origin } = headers;
  const isProxied = trustProxy && isForwarded(headers);
  if (isLoopback && !isProxied && !loopbackHost.test(host)) return "The control API can only be reached as localhost.";
  if (origin !== undefined && !isOf(origin, isProxied ? proxiedHost(headers) : host)) {
    return "The control API cannot be used from a web page of another origin.";
  }
  if (token === undefined || equals(String(headers["x-mock-control-token"] ?? ""), token)) return undefined;
  return "The header 'x-mock-control-token' must hold the token that the mock was started with.";
}
