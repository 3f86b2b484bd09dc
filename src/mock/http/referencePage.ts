import { existsSync, readFileSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { gunzipSync } from "node:zlib";
import { referenceFile } from "../contract/document.ts";
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

const folder = new URL("../../../generated/", import.meta.url);
const published = /^\/(openapi\.(?:json|yaml)|llms\.txt|reference\.md|reference\/[\w-]+\.md)$/;
const types: Record<string, string> = {
  json: "application/json",
  yaml: "application/yaml",
  md: "text/markdown; charset=utf-8",
  txt: "text/plain; charset=utf-8",
};

/** The contract for tools that import it by its address, and the reference for those that read Markdown. */
export function publishedFile(path: string): Answer | undefined {
  const name = published.exec(path)?.[1];
  if (name === undefined) return undefined;
  const file = new URL(name, folder);
  if (!existsSync(file)) return undefined;
  const type = types[name.slice(name.lastIndexOf(".") + 1)] ?? "text/plain";
  return { status: 200, headers: { "content-type": type }, body: readFileSync(file) };
}
