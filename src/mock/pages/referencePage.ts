import type { IncomingHttpHeaders } from "node:http";
import { builtFile, generatedFile } from "../../packageFolder.ts";
import type { Answer, AnswerIds } from "../http/answer.ts";
import { builtPage } from "./builtPage.ts";
import { packageFile } from "./packageFile.ts";

const reference = { file: builtFile("pages/reference.html.gz"), name: "The reference page", addsStyles: true };

/** The reference as one page; or how to build it. */
export const referencePage = (headers: IncomingHttpHeaders, ids: AnswerIds): Answer =>
  builtPage(reference, headers, ids);

export const openApiPath = "/openapi.json";

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
  const body = name === undefined ? undefined : packageFile(generatedFile(name));
  if (name === undefined || !body) return undefined;
  const type = types[name.slice(name.lastIndexOf(".") + 1)] ?? "text/plain";
  return { status: 200, headers: { "content-type": type, "x-content-type-options": "nosniff" }, body };
}
