import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";
import { redocly } from "../pipeline/redocly.ts";
import { writeWhole } from "../pipeline/writeWhole.ts";
import type { Contract } from "./contract.ts";
import { sectionAsMarkdown, sectionsOf } from "./markdown/pages.ts";
import { patchRedoc } from "./patchRedoc.ts";
import { readReference } from "./reference.ts";
import { profileId } from "./samples/sampleCall.ts";
import { tryOperation } from "./samples/tryOperation.ts";

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8").trim();

async function program(entry: string): Promise<string> {
  const entryPoints = [new URL(entry, import.meta.url).pathname];
  const options = { bundle: true, write: false, minify: true, format: "iife", target: "es2022" } as const;
  const { outputFiles } = await build({ entryPoints, ...options });
  return outputFiles[0]?.text.trim() ?? "";
}

/** What the page's program reads, by the name of the file that it stands for. */
function embeddedFiles(): Record<string, string> {
  const [yaml, json] = ["yaml", "json"].map((type) => readFileSync(`generated/openapi.${type}`, "utf8")) as [
    string,
    string,
  ];
  const contract = JSON.parse(json) as Contract;
  const sections = sectionsOf(readReference(contract).chapters).filter(({ operation }) => operation);
  const byOperation = <T>(entry: (section: (typeof sections)[number]) => T): string =>
    JSON.stringify(Object.fromEntries(sections.map((section) => [section.operation?.id, entry(section)])));
  return {
    "openapi.yaml": yaml,
    "openapi.json": json,
    "operations.md.json": byOperation((section) => sectionAsMarkdown(section, 1)),
    "operations.json": byOperation(({ operation }) => operation && tryOperation(operation, profileId(contract))),
  };
}

function embedded([name, text]: [string, string]): string {
  const packed = gzipSync(text, { level: 9 }).toString("base64");
  return `<script type="text/plain" id="${name}">${packed}</script>`;
}

const [partsScript, mainScript] = await Promise.all(["browser/parts.ts", "browser/main.ts"].map(program));
const parts: Record<string, () => string> = {
  '<link rel="icon" href="favicon.svg">': () =>
    `<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(read("favicon.svg"))}">`,
  '<link rel="stylesheet" href="page.css">': () => `<style>\n${read("page.css")}\n</style>`,
  '<script src="browser/main.ts"></script>': () =>
    [...Object.entries(embeddedFiles()).map(embedded), `<script>\n${mainScript}\n</script>`].join("\n"),
  '<script src="browser/parts.ts"></script>': () => `<script>\n${partsScript}\n</script>`,
};

/** Puts each part that the template refers to into the page, so that the page is one file. */
function inline(page: string): string {
  return Object.entries(parts).reduce((text, [reference, part]) => {
    if (!text.includes(reference)) throw new Error(`src/reference/page.hbs has no ${reference}`);
    return text.replace(reference, part);
  }, page);
}

async function buildDocs(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "graph-education-sync-reference-"));
  try {
    const output = join(folder, "reference.html");
    const options = [
      "--config",
      "src/reference/redocly.yaml",
      "--template",
      "src/reference/page.hbs",
      "--output",
      output,
    ];
    const { code, stdout, stderr } = await redocly(
      ["build-docs", "generated/openapi.yaml", "--inlineBundle", ...options],
      { loadsTypeScript: true },
    );
    if (code !== 0) throw new Error(stdout + stderr);
    return await readFile(output, "utf8");
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A browser parses Redoc faster, and keeps it in half the memory, where it has ASCII only. */
async function escapeRedoc(html: string): Promise<string> {
  const module = /(?<=<script type="module">).*?(?=<\/script>)/s;
  const [redoc] = module.exec(html) ?? [];
  if (!redoc) throw new Error("Redoc has changed: the page has no module script.");
  const { code } = await transform(redoc, { charset: "ascii", minify: true, legalComments: "inline" });
  return html.replace(module, () => code);
}

const page = await escapeRedoc(patchRedoc(inline(await buildDocs())));
// What the package carries: a quarter of the size, and as a mock sends it.
const packed = gzipSync(page, { level: 9 });
await writeWhole("generated", { "reference.html": page, "reference.html.gz": packed });
console.log(`generated/reference.html: ${(Buffer.byteLength(page) / 1e6).toFixed(1)} MB`);
