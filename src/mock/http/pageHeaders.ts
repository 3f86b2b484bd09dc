import { createHash } from "node:crypto";

/** Hashes of the elements that are executed or applied; scripts of type text/plain only hold data. */
const hashesOf = (html: string, element: string): string =>
  [...html.matchAll(new RegExp(`<${element}(?![^>]*text/plain)[^>]*>([^]*?)</${element}>`, "g"))]
    .map(([, text = ""]) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`)
    .join(" ") || "'none'";

interface PageSources {
  /** Allows styles added by the page's scripts, and fonts in them. */
  addsStyles?: boolean;
  /** Allows forms that are submitted to other origins. */
  sendsForms?: boolean;
}

/** Headers for a page that runs only its own code, connects only to this server, and can't be framed. */
export function pageHeaders(html: string, { addsStyles, sendsForms }: PageSources = {}): Record<string, string> {
  const policy = [
    "default-src 'none'",
    `script-src ${hashesOf(html, "script")}`,
    `style-src ${addsStyles ? "'unsafe-inline'" : hashesOf(html, "style")}`,
    "img-src data:",
    ...(addsStyles ? ["font-src data:"] : []),
    "connect-src 'self'",
    "base-uri 'none'",
    ...(sendsForms ? [] : ["form-action 'none'"]),
    "frame-ancestors 'none'",
  ];
  return {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": policy.join("; "),
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  };
}
