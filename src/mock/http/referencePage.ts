import { existsSync, readFileSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { gunzipSync } from "node:zlib";
import { contractFile, referenceFile } from "../contract/document.ts";
import type { Answer, AnswerIds } from "./answer.ts";
import { errorAnswer } from "./errorAnswer.ts";

/** The reference as one page, compressed where the browser takes gzip; or how to build it. */
export function referencePage({ "accept-encoding": accepted = "" }: IncomingHttpHeaders, ids: AnswerIds): Answer {
  if (!existsSync(referenceFile)) {
    const message = "The reference page has not been built yet. Run: npm run reference";
    return errorAnswer(404, { code: "ResourceNotFound", message }, ids);
  }
  const headers = { "content-type": "text/html; charset=utf-8", vary: "Accept-Encoding" };
  const compressed = readFileSync(referenceFile);
  if (!/\bgzip\b/i.test(String(accepted))) return { status: 200, headers, body: gunzipSync(compressed) };
  return { status: 200, headers: { ...headers, "content-encoding": "gzip" }, body: compressed };
}

export const openApiPath = "/openapi.json";

/** The contract, for tools that import it by its address. */
export const openApiDocument = (): Answer => ({
  status: 200,
  headers: { "content-type": "application/json" },
  body: readFileSync(contractFile),
});
