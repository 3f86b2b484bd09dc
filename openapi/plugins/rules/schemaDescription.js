import { schemaName } from "../schemaNames.js";

const emptyWords = new Set("a an the of this its is are for in odata property value field object type".split(" "));

const words = (text) =>
  text
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((word) => word.replace(/s$/, ""))
    .filter((word) => word && !emptyWords.has(word));

function repeats(name, description) {
  const known = words(name);
  return words(description).every((word) => known.includes(word));
}

/** Every type and every property is described, once and in words that its name doesn't hold already. */
export function schemaDescription() {
  return {
    Schema: {
      enter(schema, { location, report }) {
        const check = (name, description, place) => {
          if (!description) {
            report({ message: `Add a \`description\` that says what \`${name}\` is for.`, location: place.key() });
          } else if (repeats(name, description)) {
            report({
              message: `Say of \`${name}\` what its name doesn't: what it is for, what it may hold, when it is absent.`,
              location: place.child("description"),
            });
          }
        };

        const name = schemaName(location);
        if (name) check(name, schema.description, location);
        for (const [name, property] of Object.entries(schema.properties ?? {})) {
          if (property?.$ref && !property.description) continue;
          check(name, property?.description, location.child(["properties", name]));
        }
      },
    },
  };
}
