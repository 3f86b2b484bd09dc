import { readFileSync } from "node:fs";

const read = (/** @type {string} */ name) =>
  readFileSync(new URL(`../../../src/reference/guide/${name}`, import.meta.url), "utf8").trim();

// On a phone, the text of the wide drawing would be unreadable.
export const drawings = `<div class="drawing wide" role="region" aria-label="Lifecycle diagram" tabindex="0">
${read("lifecycle.svg")}
</div>
<div class="drawing narrow">
${read("lifecycleNarrow.svg")}
</div>`;
export const marker = "<!-- drawing of the lifecycle -->";
