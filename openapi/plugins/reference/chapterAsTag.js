import { sectionAsMarkdown } from "../../../src/reference/markdown/pages.ts";
/** @import { Section } from "../../../src/reference/reference.ts" */

/** Makes the addresses of errors and schemas those that Redoc gives them. */
const withLinks = (/** @type {string} */ text) =>
  text.replace(/\]\(#((?:errors|schemas)\/[^)]+)\)/g, (_, id) => `](#/${id.toLowerCase()})`);

/**
 * A chapter of the reference as a tag without operations: Redoc makes a section of it, and of each of its parts.
 *
 * @param {Section} chapter
 */
export function chapterAsTag(chapter) {
  const [, text = ""] = sectionAsMarkdown(chapter, 1).split(/(?<=^# .*\n)\n/);
  return { name: chapter.title, description: withLinks(text) };
}
