import { X509Certificate } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { isIP } from "node:net";

export interface OriginOptions {
  /** Address of the server, without a trailing slash. */
  url: string;
  /** Other machines can reach it. */
  isOpen: boolean;
  /** Believes `X-Forwarded-Proto` and `X-Forwarded-Host`. */
  trustProxy: boolean;
  /** The server's certificate, as PEM. Whom it names can be reached by that name. */
  cert?: string | undefined;
}

const onThisMachine = /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d{1,5})?$/i;
const anywhere = /^https?:\/\/([\w.-]{1,253}|\[[\da-f:.]{2,45}\])(:\d{1,5})?$/i;

// Each proxy adds its own at the end; the first is the one that the caller met.
const first = (value: string | string[] | undefined): string | undefined =>
  String(value ?? "")
    .split(",")[0]
    ?.trim() || undefined;

/** Whether a certificate is good for an origin. */
function certifiedNames(cert: string): (origin: string) => boolean {
  const certificate = new X509Certificate(cert);
  return (origin) => {
    if (!URL.canParse(origin)) return false;
    const name = new URL(origin).hostname.replace(/^\[|\]$/g, "");
    return (isIP(name) ? certificate.checkIP(name) : certificate.checkHost(name)) !== undefined;
  };
}

/**
 * Tells the address under which a caller reached the server. A link has to lead back the same way: under a name of this
 * machine or of the server's certificate; or, where the server is open to other machines, under whatever name and port
 * these know it by.
 */
export function originReader({
  url,
  isOpen,
  trustProxy,
  cert,
}: OriginOptions): (headers: IncomingHttpHeaders) => string {
  const scheme = new URL(url).protocol;
  const isCertified = cert === undefined ? () => false : certifiedNames(cert);
  const isKnown = (origin: string): boolean =>
    isOpen ? anywhere.test(origin) : onThisMachine.test(origin) || (anywhere.test(origin) && isCertified(origin));
  return (headers) => {
    const forwarded = trustProxy ? first(headers["x-forwarded-host"]) : undefined;
    const proto = trustProxy ? first(headers["x-forwarded-proto"]) : undefined;
    const protocol = proto && /^https?$/i.test(proto) ? `${proto.toLowerCase()}:` : scheme;
    const origin = `${protocol}//${forwarded ?? headers.host ?? ""}`;
    if (forwarded === undefined ? isKnown(origin) : anywhere.test(origin)) return origin;
    return url.replace(scheme, protocol);
  };
}
