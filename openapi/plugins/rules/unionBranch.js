import { isSent, nameOfType } from "../schemaNames.js";

const property = "@odata.type";

/** Each branch of a union is on the union's side of the wire, and found by the discriminator. */
export function unionBranch() {
  return {
    Schema: {
      enter({ discriminator, oneOf }, { location, report, resolve }) {
        if (!discriminator || !Array.isArray(oneOf)) return;

        const expected = {};
        for (const [index, branch] of oneOf.entries()) {
          const target = branch?.$ref ? resolve(branch) : {};
          const name = target.location && nameOfType(target.location);
          if (!name) continue;
          if (isSent(name) !== isSent(nameOfType(location) ?? name)) {
            report({
              message: isSent(name)
                ? `Refer to the type as it is read, without Input, Create or Update: \`${name}\` is for requests.`
                : `Refer to the type as it is sent, \`${name}Input\`: \`${name}\` is for answers.`,
              location: location.child(["oneOf", index]),
            });
            continue;
          }
          const pin = resolve(target.node?.properties?.[property] ?? {}, target.location.source.absoluteRef).node ?? {};
          for (const value of pin.enum ?? [pin.const].filter(Boolean)) expected[value] = branch.$ref;
        }

        for (const [value, file] of Object.entries(expected)) {
          if (discriminator.mapping?.[value] === file) continue;
          report({
            message: `Add \`'${value}': ${file}\` to the \`mapping\`: generators find the branch by it.`,
            location: location.child(["discriminator", "mapping"]),
          });
        }
      },
    },
  };
}
