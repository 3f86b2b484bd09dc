import { X509Certificate } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { isIP } from "node:net";
import { forwardedOf, withPort } from "./forwarded.ts";

export interface OriginOptions {
  /** Address of the server, without a trailing slash. */
  url: string;
  /** Other machines can reach it. */
  isOpen: boolean;
  /** Trusts a proxy's `Forwarded`, or `X-Forwarded-Host`, `-Proto`, `-Port` and `-Prefix`. */
  trustProxy: boolean;
  /** The server's certificate, as PEM. The server can be reached under the names in it. */
  cert?: string | undefined;
}

const onThisMachine = /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d{1,5})?$/i;
const anywhere = /^https?:\/\/([\w.-]{1,253}|\[[\da-f:.]{2,45}\])(:\d{1,5})?$/i;

/** Creates a function that checks whether a certificate is valid for an origin. */
function certifiedNames(cert: string): (origin: string) => boolean {
  const certificate = new X509Certificate(cert);
  return (origin) => {
    if (!URL.canParse(origin)) return false;
    const name = new URL(origin).hostname.replace(/^\[|\]$/g, "");
    return (isIP(name) ? certificate.checkIP(name) : certificate.checkHost(name)) !== undefined;
  };
}

/**
 * Creates a function that returns the address by which a caller reached the server, so that links lead back the same way:
 * a name of this machine or of the server's certificate; or, if the server is open to other machines, any name and port.
 * A path prefix that a proxy has removed is appended.
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
    if (!trustProxy) {
      const origin = `${scheme}//${headers.host ?? ""}`;
      return isKnown(origin) ? origin : url;
    }
    const { host: forwarded, protocol = scheme, port, prefix } = forwardedOf(headers);
    const host = forwarded ?? headers.host ?? "";
    const origin = `${protocol}//${port === undefined && forwarded === undefined ? host : withPort(host, protocol, port)}`;
    if (forwarded === undefined ? isKnown(origin) : anywhere.test(origin)) return origin + prefix;
    return url.replace(scheme, protocol) + prefix;
  };
}
