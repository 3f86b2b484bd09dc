import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { patchRedoc } from "./patchRedoc.ts";

const [output = "generated/reference.html"] = process.argv.slice(2);

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

/** Inlines the parts that the template references, so that the page is one file. */
function inline(page: string): string {
  return Object.entries(parts).reduce((text, [reference, part]) => {
    if (!text.includes(reference)) throw new Error(`src/reference/page.hbs doesn't contain ${reference}`);
    return text.replace(reference, part);
  }, page);
}

function buildDocs(): void {
  const redocly = "npm run --silent redocly -- build-docs generated/openapi.yaml --inlineBundle";
  const options = `--config src/reference/redocly.yaml --template src/reference/page.hbs --output ${output}`;
  try {
    execFileSync(`${redocly} ${options}`, { shell: true, stdio: "pipe" });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: Buffer; stderr: Buffer };
    console.error(`${stdout}${stderr}`);
    process.exit(1);
  }
}

buildDocs();
const page = patchRedoc(inline(readFileSync(output, "utf8")));
writeFileSync(output, page);
// The package contains this one: a quarter of the size, and what a mock sends.
writeFileSync(`${output}.gz`, gzipSync(page, { level: 9 }));
console.log(`${output}: ${(Buffer.byteLength(page) / 1e6).toFixed(1)} MB`);
