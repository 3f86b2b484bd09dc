import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { gunzipSync } from "node:zlib";
import { builtFile } from "../../packageFolder.ts";
import type { Answer, AnswerIds } from "../http/answer.ts";
import { builtPage } from "../http/builtPage.ts";

const consoleFile = builtFile("pages/console.html.gz");

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

/** The console as one page; or how to build it. */
export function consolePage(sent: IncomingHttpHeaders, ids: AnswerIds): Answer {
  const answer = builtPage({ file: consoleFile, name: "The console" }, sent, ids);
  if (answer.status !== 200) return answer;
  const headers = {
    ...answer.headers,
    "content-security-policy": policyOf(gunzipSync(readFileSync(consoleFile)).toString()),
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    vary: "Accept, Accept-Encoding",
  };
  return { ...answer, headers };
}
