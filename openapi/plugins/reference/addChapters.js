import { readFileSync } from "node:fs";
import { changeLogChapter, readReference } from "../../../src/reference/reference.ts";
import { asTag } from "./asTag.js";
/** @import { Visitor } from "../redocly.js" */

const changelog = readFileSync(new URL("../../../CHANGELOG.md", import.meta.url), "utf8");

/**
 * Adds the chapters after the operations, each as a tag without operations: those of the reference in Markdown, and the
 * change log, which is the package's. Redoc fills that of the schemas itself.
 *
 * @returns {Visitor}
 */
export function addChapters() {
  return {
    Root: {
      leave(bundle) {
        const { chapters } = readReference(bundle);
        const known = chapters.findLastIndex(({ parts = [] }) => parts.some(({ operation }) => operation));
        const last = chapters.slice(known + 1);
        last.splice(-1, 0, changeLogChapter(changelog));
        for (const chapter of last) {
          const isSchemas = chapter.id === "schemas";
          bundle.tags.push(asTag(isSchemas ? { ...chapter, parts: [] } : chapter));
        }
        // Most readers never need how the source is read, so it comes last.
        const [first] = bundle.info.description.split(`# ${last.at(-1)?.title}\n`);
        bundle.info.description = first.trim();
      },
    },
  };
}
