import { readFileSync } from "node:fs";
/** @import { Visitor } from "../redocly.js" */

const read = (/** @type {string} */ name) =>
  readFileSync(new URL(`../../../src/reference/guide/${name}`, import.meta.url), "utf8").trim();

// At the width of a phone the letters of the wide one could not be read.
const drawings = `<div class="drawing wide" role="region" aria-label="Lifecycle diagram" tabindex="0">
${read("lifecycle.svg")}
</div>
<div class="drawing narrow">
${read("lifecycleNarrow.svg")}
</div>`;
const downloads = "Download the contract: [openapi.yaml](#openapi.yaml), [openapi.json](#openapi.json).";
const firstChapter = "# Getting started";

/**
 * Inserts what only the page has: the lifecycle diagram, in the page's colors, and the downloads.
 *
 * @returns {Visitor}
 */
export function completeIntroduction() {
  return {
    Info: {
      leave(info) {
        info.description = info.description
          .replace("<!-- drawing of the lifecycle -->", drawings)
          .replace(firstChapter, `${downloads}\n\n${firstChapter}`);
      },
    },
  };
}
