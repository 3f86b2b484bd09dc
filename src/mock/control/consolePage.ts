import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { gunzipSync } from "node:zlib";
import { consoleFile } from "../contract/document.ts";
import type { Answer, AnswerIds } from "../http/answer.ts";
import { errorAnswer } from "../http/errorAnswer.ts";

interface Page {
  packed: Buffer;
  html: Buffer;
  policy: string;
}

let page: Page | undefined;

const hashesOf = (html: string, element: string): string =>
  [...html.matchAll(new RegExp(`<${element}[^>]*>([^]*?)</${element}>`, "g"))]
    .map(([, text = ""]) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`)
    .join(" ");

// What runs is what was built, and it talks to this mock only.
const policyOf = (html: string): string =>
  [
    "default-src 'none'",
    `script-src ${hashesOf(html, "script")}`,
    `style-src ${hashesOf(html, "style")}`,
    "img-src data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");

function readPage(): Page {
  const packed = readFileSync(consoleFile);
  const html = gunzipSync(packed);
  return { packed, html, policy: policyOf(html.toString()) };
}

/** The console as one page, compressed where the browser takes gzip; or how to build it. */
export function consolePage({ "accept-encoding": accepted = "" }: IncomingHttpHeaders, ids: AnswerIds): Answer {
  if (!existsSync(consoleFile)) {
    const message = "The console has not been built yet. Run: npm run console";
    return errorAnswer(404, { code: "ResourceNotFound", message }, ids);
  }
  page ??= readPage();
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": page.policy,
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    vary: "Accept, Accept-Encoding",
  };
  if (!/\bgzip\b/i.test(String(accepted))) return { status: 200, headers, body: page.html };
  return { status: 200, headers: { ...headers, "content-encoding": "gzip" }, body: page.packed };
}
