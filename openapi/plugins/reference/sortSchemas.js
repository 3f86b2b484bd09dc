/** @import { Visitor } from "../redocly.js" */

/**
 * Sorts the list of schemas alphabetically.
 *
 * @returns {Visitor}
 */
export function sortSchemas() {
  return {
    Root: {
      leave({ components }) {
        components.schemas = Object.fromEntries(
          Object.entries(components.schemas).sort(([a], [b]) => a.localeCompare(b, "en")),
        );
      },
    },
  };
}
