import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { writeWhole } from "../pipeline/writeWhole.ts";

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const read = (name: string): string => readFileSync(here(name), "utf8").trim();

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [here("main.tsx")],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    loader: { ".svg": "text" },
    legalComments: "none",
  });
  return (outputFiles[0]?.text ?? "").trim();
}

async function minified(css: string): Promise<string> {
  const { outputFiles } = await build({ entryPoints: [here(css)], minify: true, write: false });
  return (outputFiles[0]?.text ?? "").trim();
}

const parts: Record<string, () => Promise<string> | string> = {
  '<link rel="icon" href="favicon.svg" />': () =>
    `<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(read("../reference/favicon.svg"))}">`,
  '<link rel="stylesheet" href="page.css" />': async () => `<style>${await minified("page.css")}</style>`,
  '<script src="main.tsx"></script>': async () => `<script>${await bundle()}</script>`,
};

/** The page with everything it references inlined, as a single file. */
async function inlined(): Promise<string> {
  let page = read("page.html");
  for (const [reference, part] of Object.entries(parts)) {
    if (!page.includes(reference)) throw new Error(`src/console/page.html has no ${reference}`);
    const text = await part();
    page = page.replace(reference, () => text);
  }
  return page;
}

/** Builds the console as one page. */
export async function buildConsole(): Promise<void> {
  await writeWhole("dist/pages", { "console.html.gz": gzipSync(await inlined(), { level: 9 }) });
}
