/** @import { Node, Visitor } from "../redocly.js" */

const isAnnotation = (/** @type {string} */ name) => name.startsWith("@odata.");

/**
 * Shows the properties as Graph's documentation does: in the order of the schema, annotations last; and a value
 * that is listed or constant once, for which generators need an `enum`, and linters an example.
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
        const names = Object.keys(schema.properties ?? {});
        const ordered = [...names.filter((name) => !isAnnotation(name)), ...names.filter(isAnnotation)];
        if (names.length > 0) schema.properties = Object.fromEntries(ordered.map((name) => [name, schema.properties[name]]));
      },
    },
  };
}
