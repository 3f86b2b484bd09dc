import { sectionAsMarkdown } from "../../../src/reference/markdown/pages.ts";
/** @import { Section } from "../../../src/reference/reference.ts" */

/** Converts links within the reference to the page's anchors. Redoc finds operations by id itself. */
export const withPageLinks = (/** @type {string} */ text) =>
  text.replace(/\]\(#(?!operation\/)([^)]+)\)/g, (_, id) => `](#/${id.toLowerCase()})`);

/**
 * A chapter of the reference as a tag without operations: Redoc renders it, and each of its parts, as a section.
 *
 * @param {Section} chapter
 */
export function asTag(chapter) {
  const text = sectionAsMarkdown(chapter, 1).replace(/^# .*\n+/, "");
  return { name: chapter.title, description: withPageLinks(text) };
}
