/** @import { Node, Visitor } from "../redocly.js" */

/**
 * Adds `type: object` to a union of objects, since Redoc calls a schema without a type `any`; and keeps the description of
 * a nullable property, which Redoc would replace with that of its type.
 *
 * @returns {Visitor}
 */
export function typeUnions() {
  return {
    Schema: {
      leave(schema, { resolve }) {
        const branches = schema.oneOf?.map((/** @type {Node} */ branch) => resolve(branch).node ?? branch) ?? [];
        if (branches.length > 0 && branches.every((/** @type {Node} */ { type }) => type === "object"))
          schema.type = "object";
        for (const property of Object.values(/** @type {Record<string, Node>} */ (schema.properties ?? {}))) {
          const { oneOf, description } = property;
          if (oneOf && description)
            property.oneOf = oneOf.map((/** @type {Node} */ branch) => ({ ...branch, description }));
        }
      },
    },
  };
}
