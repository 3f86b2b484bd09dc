import { readFileSync } from "node:fs";
/** @import { Visitor } from "../redocly.js" */

const drawing = readFileSync(new URL("lifecycle.svg", import.meta.url), "utf8").trim();
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
          .replace("<!-- drawing of the lifecycle -->", drawing)
          .replace(firstChapter, `${downloads}\n\n${firstChapter}`);
      },
    },
  };
}
