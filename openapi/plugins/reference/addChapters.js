import { readFileSync } from "node:fs";
import { changeLogChapter, readReference } from "../../../src/reference/reference.ts";
import { asTag, withPageLinks } from "./asTag.js";
import { drawings, marker } from "./drawings.js";
/** @import { Node, Visitor } from "../redocly.js" */

const changelog = readFileSync(new URL("../../../CHANGELOG.md", import.meta.url), "utf8");
const downloads = "Download the contract: [openapi.yaml](#openapi.yaml), [openapi.json](#openapi.json).";

/**
 * Turns each chapter of the reference, and the package's change log, into a tag, so that all of them have the same kind of
 * anchors. Redoc fills the chapters of operations and schemas itself.
 *
 * @returns {Visitor}
 */
export function addChapters() {
  return {
    Root: {
      leave(bundle) {
        const { introduction, chapters } = readReference(bundle);
        const known = new Map(bundle.tags.map((/** @type {Node} */ tag) => [tag.name, tag]));
        const all = [...chapters.slice(0, -1), changeLogChapter(changelog), ...chapters.slice(-1)];
        bundle.info.description = `${withPageLinks(introduction)}\n\n${downloads}`;
        bundle.tags = all.map(({ index: _, ...chapter }) => {
          const parts = chapter.id === "schemas" ? [] : chapter.parts;
          const text = chapter.text.replace(marker, drawings);
          return known.get(chapter.title) ?? asTag({ ...chapter, text, parts });
        });
      },
    },
  };
}
