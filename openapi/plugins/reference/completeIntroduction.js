import { readFileSync } from "node:fs";

const drawing = readFileSync(new URL("lifecycle.svg", import.meta.url), "utf8").trim();
const downloads = "The whole contract as a file: [openapi.yaml](#openapi.yaml), [openapi.json](#openapi.json).";
const firstChapter = "# Getting started";

/** Puts in what only the page has: the drawing of the lifecycle, in the page's colours, and the downloads. */
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
