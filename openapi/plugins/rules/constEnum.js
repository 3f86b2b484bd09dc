/** @import { Visitor } from "../redocly.js" */

/**
 * Several generators type a `const` as plain string, and lose what tells the branches of a union apart.
 *
 * @returns {Visitor}
 */
export function constEnum() {
  return {
    Schema: {
      enter(schema, { location, report }) {
        if (schema.const === undefined) return;
        if (Array.isArray(schema.enum) && schema.enum.length === 1 && schema.enum[0] === schema.const) return;
        report({
          message: `Add \`enum: ['${schema.const}']\`: several generators type a \`const\` without it as \`string\`.`,
          location: location.child("const").key(),
        });
      },
    },
  };
}
