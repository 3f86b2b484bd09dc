/** @import { Visitor } from "../redocly.js" */

const startsBlock = /^(?:```|[-*+] |\d+\. |#|\||>|<|$)/;
const endsWithLine = /^(?:```|#|\||<|$)/;

/** Markdown with each paragraph on one line. */
function unwrapped(/** @type {string} */ markdown) {
  /** @type {string[]} */
  const lines = [];
  let isCode = false;
  for (const line of markdown.split("\n")) {
    const text = line.trim();
    const before = lines.at(-1);
    if (isCode || before === undefined || startsBlock.test(text) || endsWithLine.test(before.trim())) lines.push(line);
    else lines[lines.length - 1] = `${before} ${text}`;
    if (text.startsWith("```")) isCode = !isCode;
  }
  return lines.join("\n");
}

/** Unwraps each description below a node. */
function unwrapBelow(/** @type {unknown} */ node) {
  if (typeof node !== "object" || node === null) return;
  const record = /** @type {Record<string, unknown>} */ (node);
  for (const [name, value] of Object.entries(record)) {
    if (name === "description" && typeof value === "string") record[name] = unwrapped(value);
    else unwrapBelow(value);
  }
}

/**
 * Puts each paragraph on one line: Redoc's search joins the last word of a line and a link or code after it.
 *
 * @returns {Visitor}
 */
export function unwrapLines() {
  return { Root: { leave: (bundle) => unwrapBelow(bundle) } };
}
