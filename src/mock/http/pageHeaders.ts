import { createHash } from "node:crypto";

/** Elements that run or are applied; scripts of type text/plain hold data. */
const hashesOf = (html: string, element: string): string =>
  [...html.matchAll(new RegExp(`<${element}(?![^>]*text/plain)[^>]*>([^]*?)</${element}>`, "g"))]
    .map(([, text = ""]) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`)
    .join(" ") || "'none'";

interface PageSources {
  /** Allows styles that the page's scripts add, and fonts in them. */
  addsStyles?: boolean;
  /** Allows forms that are sent elsewhere. */
  sendsForms?: boolean;
}

/** Headers of a page that runs what was built, talks to this server only, and is framed by nobody. */
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
