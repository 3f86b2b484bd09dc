import { schemaName } from "../schemaNames.js";
/** @import { Location, Node, Visitor } from "../redocly.js" */

const emptyWords = new Set("a an the of this its is are for in odata property value field object type".split(" "));

const words = (/** @type {string} */ text) =>
  text
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((word) => word.replace(/s$/, ""))
    .filter((word) => word && !emptyWords.has(word));

function repeats(/** @type {string} */ name, /** @type {string} */ description) {
  const known = words(name);
  return words(description).every((word) => known.includes(word));
}

/**
 * Every type and property has one description, which says more than its name.
 *
 * @returns {Visitor}
 */
export function schemaDescription() {
  return {
    Schema: {
      enter(schema, { location, report }) {
        /** @type {(name: string, description: string | undefined, place: Location) => void} */
        const check = (name, description, place) => {
          if (!description) {
            report({ message: `Add a \`description\` that says what \`${name}\` is for.`, location: place.key() });
          } else if (repeats(name, description)) {
            report({
              message: `Describe what \`${name}\` is for, what it may contain, or when it is absent, not just its name.`,
              location: place.child("description"),
            });
          }
        };

        const name = schemaName(location);
        if (name) check(name, schema.description, location);
        for (const [name, property] of Object.entries(/** @type {Record<string, Node>} */ (schema.properties ?? {}))) {
          if (property?.$ref && !property.description) continue;
          check(name, property?.description, location.child(["properties", name]));
        }
      },
    },
  };
}
