import { nameOfType } from "../schemaNames.js";
/** @import { Node, Visitor } from "../redocly.js" */

const variant = /(Create|Update|ListItem)$/;
const namesIn = (/** @type {Node} */ schema) =>
  Object.keys(schema?.properties ?? {}).filter((name) => !name.startsWith("@odata."));

/**
 * A type, what a create and an update of it accept, its item of a list and the list's `$select` have the same properties.
 *
 * @returns {Visitor}
 */
export function sameProperties() {
  const types = new Map();

  return {
    Schema: {
      enter(schema, { location }) {
        const name = nameOfType(location);
        if (name) types.set(name, { names: namesIn(schema), location });
      },
    },
    Operation: {
      enter({ parameters = [], responses }, { location, report, resolve }) {
        const follow = (
          /** @type {{ node: Node; location: typeof location | undefined }} */ from,
          /** @type {string[]} */ ...path
        ) => {
          let at = from;
          for (const key of path) {
            const next = at.node?.[key] ?? {};
            const resolved = resolve(next, at.location?.source.absoluteRef);
            at = { node: resolved.node, location: next.$ref ? resolved.location : at.location };
          }
          return at;
        };
        const select = parameters
          .map((/** @type {Node} */ parameter) => resolve(parameter))
          .find((/** @type {{ node: Node }} */ { node }) => node?.name === "$select");
        const start = { node: responses, location };
        const list = follow(start, "200", "content", "application/json", "schema", "properties", "value", "items");
        if (!select || !list.node?.properties) return;
        const listed = select.node.schema?.items?.enum ?? [];
        const missing = namesIn(list.node).filter((name) => !listed.includes(name));
        if (missing.length === 0) return;
        report({
          message: `Add ${missing.map((name) => `\`${name}\``).join(", ")} to the \`enum\` of \`$select\`, and raise its \`maxItems\`: the list has this property.`,
          location: (select.location ?? location).child(["schema", "items", "enum"]),
        });
      },
    },
    Root: {
      leave(_, { report }) {
        for (const [name, { names, location }] of types) {
          const type = types.get(name.replace(variant, ""));
          if (!variant.test(name) || !type) continue;
          const missing = type.names.filter((/** @type {string} */ property) => !names.includes(property));
          if (missing.length === 0) continue;
          report({
            message: `Add ${missing.map((/** @type {string} */ property) => `\`${property}\``).join(", ")} to \`${name}\`: a profile that was read can be posted back, and a list shows whole profiles.`,
            location: location.child("properties"),
          });
        }
      },
    },
  };
}
