import { isSent, nameOfType } from "../schemaNames.js";
/** @import { Context, Node, Visitor } from "../redocly.js" */

const property = "@odata.type";

/**
 * @param {Node[]} oneOf
 * @param {Context["resolve"]} resolve
 * @returns {{ index: number; name: string; file: string; types: string[] }[]}
 */
function branchesOf(oneOf, resolve) {
  return oneOf.flatMap((branch, index) => {
    if (!branch?.$ref) return [];
    const { node, location } = resolve(branch);
    const name = location && nameOfType(location);
    if (!name) return [];
    const pin = resolve(node?.properties?.[property] ?? {}, location.source.absoluteRef).node ?? {};
    return [{ index, name, file: branch.$ref, types: pin.enum ?? [pin.const].filter(Boolean) }];
  });
}

/**
 * The branches of a union are all for requests or all for responses, and mapped by the discriminator.
 *
 * @returns {Visitor}
 */
export function unionBranch() {
  return {
    Schema: {
      enter({ discriminator, oneOf }, { location, report, resolve }) {
        if (!Array.isArray(oneOf)) return;
        const branches = branchesOf(oneOf, resolve);

        if (!discriminator) {
          if (branches.filter(({ types }) => types.length > 0).length < 2) return;
          report({
            message: `Add a \`discriminator\` on \`'${property}'\`, with a \`mapping\`: generators use it to choose the branch.`,
            location: location.child("oneOf").key(),
          });
          return;
        }

        const unionIsSent = isSent(nameOfType(location) ?? "");
        for (const { index, name, file, types } of branches) {
          if (isSent(name) !== unionIsSent) {
            report({
              message: isSent(name)
                ? `Reference the type for responses, without Input, Create or Update: \`${name}\` is for requests.`
                : `Reference the type for requests, \`${name}Input\`: \`${name}\` is for responses.`,
              location: location.child(["oneOf", index]),
            });
            continue;
          }
          for (const type of types) {
            if (discriminator.mapping?.[type] === file) continue;
            report({
              message: `Add \`'${type}': ${file}\` to the \`mapping\`: generators use it to choose the branch.`,
              location: location.child(["discriminator", "mapping"]),
            });
          }
        }
      },
    },
  };
}
