import type { IncomingHttpHeaders } from "node:http";
import { gunzipSync } from "node:zlib";
import type { Answer, AnswerIds } from "../http/answer.ts";
import { errorAnswer } from "../contract/errorAnswer.ts";
import { packageFile } from "./packageFile.ts";
import { pageHeaders } from "../http/pageHeaders.ts";

export interface BuiltPage {
  /** HTML, compressed with gzip. */
  file: URL;
  /** Such as `The console`, for the error if it is missing. */
  name: string;
  /** Whether its scripts add styles. */
  addsStyles?: boolean;
}

interface LoadedPage {
  html: Buffer;
  headers: Record<string, string>;
}

const pages = new WeakMap<Buffer, LoadedPage>();

/** The decompressed page; all answers share one copy. */
function loadPage(compressed: Buffer, { addsStyles = false }: BuiltPage): LoadedPage {
  const cached = pages.get(compressed);
  if (cached) return cached;
  const html = gunzipSync(compressed);
  const page = { html, headers: pageHeaders(html.toString(), { addsStyles }) };
  pages.set(compressed, page);
  return page;
}

/** A built page, compressed if the browser accepts gzip; or an error that says how to build it. */
export function builtPage(
  page: BuiltPage,
  { "accept-encoding": accepted = "" }: IncomingHttpHeaders,
  ids: AnswerIds,
  vary = "Accept-Encoding",
): Answer {
  const compressed = packageFile(page.file);
  if (!compressed) {
    const message = `${page.name} has not been built yet. Run: npm run build`;
    return errorAnswer(404, { code: "ResourceNotFound", message }, ids);
  }
  const { html, headers: own } = loadPage(compressed, page);
  const headers = { ...own, vary };
  if (!/\bgzip\b/i.test(String(accepted))) return { status: 200, headers, body: html };
  return { status: 200, headers: { ...headers, "content-encoding": "gzip" }, body: compressed };
}
