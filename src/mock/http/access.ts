import { timingSafeEqual } from "node:crypto";

/** Who may use the control API. */
export interface ControlAccess {
  /** Whether the server listens to this machine only. */
  isLoopback: boolean;
  /** What the header `x-mock-control-token` has to be; without one, nobody is asked. */
  token: string | undefined;
}

const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

const equals = (given: string, wanted: string): boolean =>
  given.length === wanted.length && timingSafeEqual(Buffer.from(given), Buffer.from(wanted));

/**
 * Why a request may not use the control API; `undefined` if it may. A web page elsewhere may not, even where it has
 * its own name resolve to this machine.
 */
export function accessError(
  headers: { host?: string | undefined; origin?: string | undefined; "x-mock-control-token"?: unknown },
  { isLoopback, token }: ControlAccess,
): string | undefined {
  const { host = "", origin } = headers;
  if (isLoopback && !loopbackHost.test(host)) return "The control API can only be reached as localhost.";
  if (origin !== undefined && origin.replace(/^https?:\/\//, "") !== host) {
    return "The control API cannot be used from a web page of another origin.";
  }
  if (token === undefined || equals(String(headers["x-mock-control-token"] ?? ""), token)) return undefined;
  return "The header 'x-mock-control-token' must hold the token that the mock was started with.";
}
