import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parse } from "yaml";
/** @import { Node, Visitor } from "./redocly.js" */

/**
 * @param {string} reference
 * @param {string} folder
 * @returns {Node}
 */
function readPart(reference, folder) {
  const [file = "", pointer = ""] = reference.split("#");
  const path = resolve(folder, file);
  const keys = pointer.split("/").slice(1);
  const part = keys.reduce((node, key) => node?.[key], parse(readFileSync(path, "utf8")));
  if (part === undefined) throw new Error(`${reference} does not exist`);
  return compose(part, dirname(path));
}

/**
 * @param {Node} value
 * @param {string} folder
 * @returns {Node}
 */
function compose(value, folder) {
  if (Array.isArray(value)) return value.map((item) => compose(item, folder));
  if (value === null || typeof value !== "object") return value;
  return Object.entries(value).reduce(
    (composed, [name, part]) =>
      name === "$ref" ? { ...composed, ...readPart(part, folder) } : { ...composed, [name]: compose(part, folder) },
    {},
  );
}

/**
 * Allows the value of an example to reference a part of another one: `$ref` is replaced by its target, and sibling keys
 * override the target's, so each district is written only once. Redocly itself doesn't resolve references in examples.
 *
 * @returns {Visitor}
 */
export function composeExamples() {
  return {
    Example: {
      enter(example, { location, report }) {
        try {
          example.value = compose(example.value, dirname(location.source.absoluteRef));
        } catch (error) {
          report({
            message: `Can't compose this example: ${/** @type {Error} */ (error).message}.`,
            location: location.child("value"),
          });
        }
      },
    },
  };
}
