import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { writeWhole } from "../pipeline/writeWhole.ts";
import type { Contract } from "./contract.ts";
import { tryOperation } from "./html/operation.ts";
import { page } from "./html/page.ts";
import { markdownFiles, sectionAsMarkdown, sectionsOf } from "./markdown/pages.ts";
import { changeLogChapter, readReference } from "./reference.ts";
import { profileId } from "./samples/sampleCall.ts";

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8").trim();

const packed = (text: string): string => gzipSync(text, { level: 9 }).toString("base64");

async function program(): Promise<string> {
  const entryPoints = [new URL("browser/main.ts", import.meta.url).pathname];
  const { outputFiles } = await build({
    entryPoints,
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    target: "es2022",
  });
  return outputFiles[0]?.text.trim() ?? "";
}

const contract = JSON.parse(readFileSync("generated/openapi.json", "utf8")) as Contract;
const reference = readReference(contract);
// The change log is the package's, and not a part of what is made from the contract.
reference.chapters.splice(-1, 0, changeLogChapter(readFileSync("CHANGELOG.md", "utf8")));

const operations = sectionsOf(reference.chapters).flatMap((section) =>
  section.operation ? { section, operation: section.operation } : [],
);
const asMarkdown = operations.map(({ section, operation }) => [operation.id, sectionAsMarkdown(section, 1)] as const);
const forms = operations.map(({ operation }) => [operation.id, tryOperation(operation, profileId(contract))] as const);
const files = {
  "openapi.yaml": readFileSync("generated/openapi.yaml", "utf8"),
  "openapi.json": readFileSync("generated/openapi.json", "utf8"),
  "reference.md": markdownFiles(reference)["reference.md"] ?? "",
  "operations.md.json": JSON.stringify(Object.fromEntries(asMarkdown)),
};

const html = page(reference, {
  styles: read("page.css"),
  program: await program(),
  icon: read("favicon.svg"),
  drawing: `<div class="drawing wide">${read("guide/lifecycle.svg")}</div><div class="drawing narrow">${read("guide/lifecycleNarrow.svg")}</div>`,
  data: [
    ...Object.entries(files).map(([id, text]) => ({ id, type: "text/plain", text: packed(text) })),
    {
      id: "operations.json",
      type: "application/json",
      text: JSON.stringify(Object.fromEntries(forms)).replaceAll("<", "\\u003c"),
    },
  ],
});
// What the package carries: a quarter of the size, and as a mock sends it.
await writeWhole("generated", { "reference.html": html, "reference.html.gz": gzipSync(html, { level: 9 }) });
console.log(`generated/reference.html: ${Math.round(Buffer.byteLength(html) / 1e3)} kB`);
