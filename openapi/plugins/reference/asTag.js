import { sectionAsMarkdown } from "../../../src/reference/markdown/pages.ts";
/** @import { Section } from "../../../src/reference/reference.ts" */

/** Makes links to places of the reference those of the page. Redoc finds operations by their ids itself. */
export const withPageLinks = (/** @type {string} */ text) =>
  text.replace(/\]\(#(?!operation\/)([^)]+)\)/g, (_, id) => `](#/${id.toLowerCase()})`);

/**
 * A chapter of the reference as a tag without operations: Redoc makes a section of it, and of each of its parts.
 *
 * @param {Section} chapter
 */
export function asTag(chapter) {
  const text = sectionAsMarkdown(chapter, 1).replace(/^# .*\n+/, "");
  return { name: chapter.title, description: withPageLinks(text) };
}
