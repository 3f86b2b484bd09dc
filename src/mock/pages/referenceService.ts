import { builtFile, generatedFile } from "../../packageFolder.ts";
import { httpErrorAnswer } from "../contract/errorAnswer.ts";
import type { Answer } from "../http/answer.ts";
import type { Service } from "../http/service.ts";
import { builtPage } from "./builtPage.ts";
import { packageFile } from "./packageFile.ts";

const reference = { file: builtFile("pages/reference.html.gz"), name: "The reference page", addsStyles: true };

const published = /^\/(openapi\.(?:json|yaml)|llms\.txt|reference\.md|reference\/[\w-]+\.md)$/;
const types: Record<string, string> = {
  json: "application/json",
  yaml: "application/yaml",
  md: "text/markdown; charset=utf-8",
  txt: "text/plain; charset=utf-8",
};

/** The contract for tools that import it by URL, and the reference for those that read Markdown. */
function publishedFile(path: string): Answer | undefined {
  const name = published.exec(path)?.[1];
  const body = name === undefined ? undefined : packageFile(generatedFile(name));
  if (name === undefined || !body) return undefined;
  const type = types[name.slice(name.lastIndexOf(".") + 1)] ?? "text/plain";
  return { status: 200, headers: { "content-type": type, "x-content-type-options": "nosniff" }, body };
}

/** The reference as a page at `/`, and the files it is generated from. */
export function referenceService(): Service {
  return {
    has: ({ method, target: { path } }) =>
      /^(GET|HEAD)$/.test(method) && (path === "/" || publishedFile(path) !== undefined),
    isOpenToWebPages: true,
    answer: async ({ target, headers, ids }) => publishedFile(target.path) ?? builtPage(reference, headers, ids),
    refuse: httpErrorAnswer,
  };
}
