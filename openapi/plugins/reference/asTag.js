import { sectionAsMarkdown } from "../../../src/reference/markdown/pages.ts";
/** @import { Section } from "../../../src/reference/reference.ts" */

/** Makes the addresses of what is in a tag those that Redoc gives it. */
const withLinks = (/** @type {string} */ text) =>
  text.replace(/\]\(#((?:errors|schemas)\/[^)]+)\)/g, (_, id) => `](#/${id.toLowerCase()})`);

/**
 * A chapter of the reference as a tag without operations: Redoc makes a section of it, and of each of its parts.
 *
 * @param {Section} chapter
 */
export function asTag(chapter) {
  const text = sectionAsMarkdown(chapter, 1).replace(/^# .*\n+/, "");
  return { name: chapter.title, description: withLinks(text) };
}
