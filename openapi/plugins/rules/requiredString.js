/** @import { Context, Node, Visitor } from "../redocly.js" */

const lacksMinLength = (/** @type {Node} */ schema) =>
  schema?.type === "string" &&
  schema.minLength === undefined &&
  schema.enum === undefined &&
  schema.const === undefined;

const message = (/** @type {string | number} */ name) =>
  `Add \`minLength: 1\` to \`${name}\`, or \`minLength: 0\` where it may be empty: it is required, and "" is a string.`;

/**
 * A required string says whether it may be empty.
 *
 * @returns {Visitor}
 */
export function requiredString() {
  /** @type {(holder: Node, context: Context) => void} */
  const checkHolder = ({ name, required, schema }, { key, location, report, resolve }) => {
    if (required !== true || !lacksMinLength(resolve(schema ?? {}).node)) return;
    report({ message: message(name ?? key), location: location.child("schema") });
  };

  return {
    Schema: {
      enter({ properties = {}, required = [] }, { location, report, resolve }) {
        for (const name of required) {
          if (!lacksMinLength(resolve(properties[name] ?? {}).node)) continue;
          report({ message: message(name), location: location.child(["properties", name]) });
        }
      },
    },
    Parameter: { enter: checkHolder },
    Header: { enter: checkHolder },
  };
}
