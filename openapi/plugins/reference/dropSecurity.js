/** @import { Visitor } from "../redocly.js" */

/**
 * Leaves out what Redoc would show of an operation's permissions: its description has them already, as Graph's
 * documentation does.
 *
 * @returns {Visitor}
 */
export function dropSecurity() {
  return {
    Operation: {
      leave(operation) {
        delete operation.security;
      },
    },
    Root: {
      leave(bundle) {
        delete bundle.security;
      },
    },
  };
}
