/** @import { Node } from "../redocly.js" */

/**
 * Follows a `$ref` within the bundle; returns anything else unchanged.
 *
 * @param {Node} node
 * @param {Node} bundle
 * @returns {Node}
 */
export function follow(node, bundle) {
  if (!node?.$ref) return node;
  /** @type {string[]} */
  const keys = node.$ref.split("/").slice(1);
  return keys.reduce((parent, key) => parent[key.replaceAll("~1", "/").replaceAll("~0", "~")], bundle);
}
