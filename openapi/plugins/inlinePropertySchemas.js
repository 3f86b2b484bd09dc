import { basename, dirname } from "node:path";
/** @import { Context, Node, Visitor } from "./redocly.js" */

/**
 * @param {Node} holder
 * @param {string} name
 * @param {Context["resolve"]} resolve
 */
function inline(holder, name, resolve) {
  const { node, location } = resolve(holder[name]);
  const isReference = holder[name]?.$ref && location;
  if (!isReference || basename(dirname(location.source.absoluteRef)) !== "properties") return;
  const { $ref: _, ...ownWords } = holder[name];
  holder[name] = { ...node, ...ownWords };
}

/**
 * Removes texts from a schema that its parameter or header already has, since viewers print both.
 *
 * @param {Node} holder
 * @param {Context["resolve"]} resolve
 */
function inlineBare(holder, resolve) {
  inline(holder, "schema", resolve);
  const { description: _, example: __, ...bare } = holder.schema;
  holder.schema = bare;
}

/**
 * Inlines the schemas of `schemas/properties/`. They exist so that request and response types describe a property once;
 * generators and readers see each property inline, and only types among the schemas. Siblings of a reference, such as an
 * example, override the keys of its target.
 *
 * @returns {Visitor}
 */
export function inlinePropertySchemas() {
  return {
    Schema: {
      enter({ properties = {} }, { resolve }) {
        for (const name of Object.keys(properties)) inline(properties, name, resolve);
      },
    },
    Parameter: {
      enter(parameter, { resolve }) {
        inlineBare(parameter, resolve);
      },
    },
    Header: {
      enter(header, { resolve }) {
        inlineBare(header, resolve);
      },
    },
  };
}
