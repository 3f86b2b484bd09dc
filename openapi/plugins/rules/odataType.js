import { graphType, isSent, nameOfType } from "../schemaNames.js";
/** @import { Visitor } from "../redocly.js" */

const property = "@odata.type";

function pinOf(/** @type {string} */ name) {
  const type = `microsoft.graph.${graphType(name)}`;
  const values = isSent(name) ? [`#${type}`, type] : [`#${type}`];
  return isSent(name)
    ? { values, pin: `enum: ['#${type}', ${type}]`, reason: "callers send it with and without `#`" }
    : { values, pin: `const: '#${type}'\` and \`enum: ['#${type}']`, reason: "the service always writes `#`" };
}

/**
 * Graph states the type of an object in `@odata.type`; nothing else distinguishes the branches of a union.
 *
 * @returns {Visitor}
 */
export function odataType() {
  return {
    Schema: {
      enter(schema, { location, report, resolve }) {
        const name = nameOfType(location) ?? "";
        if (schema.type !== "object" || !/^education/.test(name) || /CollectionResponse$/.test(name)) return;

        const { pin, values, reason } = pinOf(name);
        if (!schema.properties?.[property]) {
          report({
            message: `Add the property \`'${property}'\` with \`${pin}\`: Graph may state the type of any object.`,
            location: location.child("properties").key(),
          });
          return;
        }
        const { enum: found, const: single } = resolve(schema.properties[property]).node ?? {};
        if (String([...(found ?? [single])].sort()) === String(values)) return;
        report({
          message: `Pin \`${property}\` with \`${pin}\`: the schema \`${name}\` describes this type, and ${reason}.`,
          location: location.child(["properties", property]).key(),
        });
      },
    },
  };
}
