/** @import { Visitor } from "../redocly.js" */

/**
 * Introduces the list of schemas, and sorts it alphabetically.
 *
 * @returns {Visitor}
 */
export function introduceSchemas() {
  return {
    Root: {
      leave({ components, tags }) {
        components.schemas = Object.fromEntries(
          Object.entries(components.schemas).sort(([a], [b]) => a.localeCompare(b, "en")),
        );
        tags.push({
          name: "Schemas",
          description:
            "Each type has its Graph name. Types for requests end in `Input`, `Create` or `Update`. " +
            "`Base` is the type that the others of its family derive from.",
        });
      },
    },
  };
}
