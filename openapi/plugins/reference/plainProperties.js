/** @import { Node, Visitor } from "../redocly.js" */

const isAnnotation = (/** @type {string} */ name) => name.startsWith("@odata.");

/**
 * Puts a profile's own properties before the annotations, as Graph's documentation does.
 *
 * @param {Node} schema
 */
function annotationsLast(schema) {
  const names = Object.keys(schema.properties);
  const ordered = [...names.filter((name) => !isAnnotation(name)), ...names.filter(isAnnotation)];
  schema.properties = Object.fromEntries(ordered.map((name) => [name, schema.properties[name]]));
}

/**
 * Shows the properties of a request in the order of Graph's documentation, and enum or constant values only once: only
 * generators need an `enum` beside a `const`, and only linters an example.
 *
 * @returns {Visitor}
 */
export function plainProperties() {
  return {
    Schema: {
      leave(/** @type {Node} */ schema) {
        const isBoolean = [schema.type].flat().includes("boolean");
        if (schema.const !== undefined) delete schema.enum;
        if (schema.const !== undefined || schema.enum || isBoolean) delete schema.example;
      },
    },
    Root: {
      leave({ components }) {
        for (const [name, schema] of Object.entries(components.schemas))
          if (/(Create|Update)$/.test(name)) annotationsLast(/** @type {Node} */ (schema));
      },
    },
  };
}
