import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
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

async function script(entry: string): Promise<string> {
  const entryPoints = [fileURLToPath(new URL(entry, import.meta.url))];
  const options = { bundle: true, write: false, minify: true, format: "iife", target: "es2022" } as const;
  const { outputFiles } = await build({ entryPoints, ...options });
  return `<script>\n${outputFiles[0]?.text.trim() ?? ""}\n</script>`;
}

/** The files embedded for the page's scripts, by name. */
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

const parts: Record<string, () => string | Promise<string>> = {
  '<link rel="icon" href="favicon.svg">': () =>
    `<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(read("favicon.svg"))}">`,
  '<link rel="stylesheet" href="page.css">': () => `<style>\n${read("page.css")}\n</style>`,
  '<script src="browser/main.ts"></script>': async () =>
    [...Object.entries(embeddedFiles()).map(embedded), await script("browser/main.ts")].join("\n"),
  '<script src="browser/beforeRedoc.ts"></script>': () => script("browser/beforeRedoc.ts"),
};

/** Inlines everything that the template references, so that the page is a single file. */
async function inline(page: string): Promise<string> {
  let inlined = page;
  for (const [reference, part] of Object.entries(parts)) {
    if (!inlined.includes(reference)) throw new Error(`src/reference/page.hbs has no ${reference}`);
    const text = await part();
    inlined = inlined.replace(reference, () => text);
  }
  return inlined;
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

const start = "hydrate(__redoc_definition, __redoc_options, document.getElementById('redoc'));";

/** Makes the page's own script start Redoc. */
function startByProgram(html: string): string {
  if (!html.includes(start)) throw new Error("Redoc has changed: the page doesn't start it as before.");
  return html.replace(start, "startRedoc(hydrate, __redoc_definition, __redoc_options);");
}

/**
 * Minifies Redoc. As pure ASCII, browsers parse it faster and need half the memory. Its banner is removed because logging it
 * would make the browser parse the whole script again to find the line.
 */
async function minifyRedoc(html: string): Promise<string> {
  const module = /(?<=<script type="module">).*?(?=<\/script>)/s;
  const [redoc] = module.exec(html) ?? [];
  if (!redoc) throw new Error("Redoc has changed: the page has no module script.");
  const { code } = await transform(redoc, {
    charset: "ascii",
    minify: true,
    legalComments: "inline",
    pure: ["console.info"],
  });
  return html.replace(module, () => code);
}

/** Builds the reference as one page, also compressed, as it is packaged and served. */
export async function buildReference(): Promise<void> {
  const page = await minifyRedoc(patchRedoc(startByProgram(await inline(await buildDocs()))));
  const packed = gzipSync(page, { level: 9 });
  await writeWhole("dist/pages", { "reference.html": page, "reference.html.gz": packed });
}
