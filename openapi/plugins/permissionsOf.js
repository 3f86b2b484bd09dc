/** @import { Node } from "./redocly.js" */

/**
 * The permissions in an operation's `security` for one scheme, as Markdown, least privileged first.
 *
 * @param {Node} operation
 * @param {string} scheme
 */
export const permissionsOf = (operation, scheme) =>
  (operation.security ?? [])
    .flatMap((/** @type {Node} */ requirement) => requirement[scheme] ?? [])
    .map((/** @type {string} */ scope) => `\`${scope}\``)
    .join(", ") || "Not supported.";
