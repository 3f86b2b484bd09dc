import { existsSync, readFileSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { gunzipSync } from "node:zlib";
import type { Answer, AnswerIds } from "./answer.ts";
import { errorAnswer } from "./errorAnswer.ts";

export interface BuiltPage {
  /** HTML, compressed with gzip. */
  file: URL;
  /** Such as `The console`, in the error where it is missing. */
  name: string;
}

/** A page that was built, compressed where the browser takes gzip; or how to build it. */
export function builtPage(
  { file, name }: BuiltPage,
  { "accept-encoding": accepted = "" }: IncomingHttpHeaders,
  ids: AnswerIds,
): Answer {
  if (!existsSync(file)) {
    const message = `${name} has not been built yet. Run: npm run build`;
    return errorAnswer(404, { code: "ResourceNotFound", message }, ids);
  }
  const headers = { "content-type": "text/html; charset=utf-8", vary: "Accept-Encoding" };
  const compressed = readFileSync(file);
  if (!/\bgzip\b/i.test(String(accepted))) return { status: 200, headers, body: gunzipSync(compressed) };
  return { status: 200, headers: { ...headers, "content-encoding": "gzip" }, body: compressed };
}
