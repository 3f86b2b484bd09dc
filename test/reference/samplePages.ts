import { readFile } from "node:fs/promises";
import { operations } from "../contract/bundle.ts";

/** The address that the samples name. */
export const documentedServer = "http://127.0.0.1:4010";

interface Page {
  operationId: string;
  blocks: { language: string; text: string }[];
}

/** The blocks of an operation's page, which is what a language model gets. */
async function readPage(operationId: string): Promise<Page> {
  const text = await readFile(`generated/reference/${operationId}.md`, "utf8");
  const blocks = [...text.matchAll(/^```(\w+)\n([\s\S]*?)\n```$/gm)].map(([, language = "", block = ""]) => ({
    language,
    text: block,
  }));
  return { operationId, blocks };
}

const pages = await Promise.all(operations.map(({ operationId }) => readPage(operationId)));
/** The samples and examples on each operation's page. */
export const samplePages = operations.map(({ operationId, requestBody, responses }, index) => {
  const { blocks } = pages[index] as Page;
  const ofLanguage = (language: string): string[] =>
    blocks.filter((block) => block.language === language).map(({ text }) => text);
  const success = responses.find(({ status }) => status.startsWith("2"));
  const [curl = "", ...moreCurl] = ofLanguage("sh");
  const [typescript = "", ...moreTypescript] = ofLanguage("ts");
  const [powershell = "", ...morePowershell] = ofLanguage("powershell");
  const [python = "", ...morePython] = ofLanguage("python");
  const [csharp = "", ...moreCsharp] = ofLanguage("csharp");
  const examples = [...Object.values(requestBody?.examples ?? {}), ...Object.values(success?.examples ?? {})];
  return {
    operationId,
    curl,
    typescript,
    powershell,
    python,
    csharp,
    json: ofLanguage("json"),
    others: [...moreCurl, ...moreTypescript, ...morePowershell, ...morePython, ...moreCsharp],
    isPaged: curl.includes("nextLink"),
    examples: examples.map(({ value }) => JSON.stringify(value)),
    status: success?.status,
    answer: Object.values(success?.examples ?? {})[0]?.value,
  };
});
