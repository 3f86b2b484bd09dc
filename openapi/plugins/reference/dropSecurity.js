/** @import { Visitor } from "../redocly.js" */

/**
 * Hides Redoc's own list of an operation's permissions: its description already has them, as in Graph's documentation.
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
