import type { IncomingHttpHeaders } from "node:http";

export interface OriginOptions {
  /** Address of the server, without a trailing slash. */
  url: string;
  /** Other machines can reach it. */
  isOpen: boolean;
  /** Believes `X-Forwarded-Proto` and `X-Forwarded-Host`. */
  trustProxy: boolean;
}

const onThisMachine = /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d{1,5})?$/i;
const anywhere = /^https?:\/\/([\w.-]{1,253}|\[[\da-f:.]{2,45}\])(:\d{1,5})?$/i;

// Each proxy adds its own at the end; the first is the one that the caller met.
const first = (value: string | string[] | undefined): string | undefined =>
  String(value ?? "")
    .split(",")[0]
    ?.trim() || undefined;

/**
 * Tells the address under which a caller reached the server. A link has to lead back the same way: under a name of this
 * machine; or, where the server is open to other machines, under whatever name and port these know it by.
 */
export function originReader({ url, isOpen, trustProxy }: OriginOptions): (headers: IncomingHttpHeaders) => string {
  const scheme = new URL(url).protocol;
  const known = isOpen ? anywhere : onThisMachine;
  return (headers) => {
    const forwarded = trustProxy ? first(headers["x-forwarded-host"]) : undefined;
    const proto = trustProxy ? first(headers["x-forwarded-proto"]) : undefined;
    const protocol = proto && /^https?$/i.test(proto) ? `${proto.toLowerCase()}:` : scheme;
    const origin = `${protocol}//${forwarded ?? headers.host ?? ""}`;
    if ((forwarded === undefined ? known : anywhere).test(origin)) return origin;
    return url.replace(scheme, protocol);
  };
}
