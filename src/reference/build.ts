import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { redocly } from "../pipeline/redocly.ts";
import { writeWhole } from "../pipeline/writeWhole.ts";
import { patchRedoc } from "./patchRedoc.ts";

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8").trim();

function embedded(name: string): string {
  const packed = gzipSync(readFileSync(`generated/${name}`), { level: 9 }).toString("base64");
  return `<script type="text/plain" id="${name}">${packed}</script>`;
}

const parts: Record<string, () => string> = {
  '<link rel="icon" href="favicon.svg">': () =>
    `<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(read("favicon.svg"))}">`,
  '<link rel="stylesheet" href="page.css">': () => `<style>\n${read("page.css")}\n</style>`,
  '<script src="page.js"></script>': () =>
    [embedded("openapi.yaml"), embedded("openapi.json"), `<script>\n${read("page.js")}\n</script>`].join("\n"),
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

const page = patchRedoc(inline(await buildDocs()));
// What the package carries: a quarter of the size, and as a mock sends it.
const packed = gzipSync(page, { level: 9 });
await writeWhole("generated", { "reference.html": page, "reference.html.gz": packed });
console.log(`generated/reference.html: ${(Buffer.byteLength(page) / 1e6).toFixed(1)} MB`);
