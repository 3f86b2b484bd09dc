import { permissionsOf } from "./permissionsOf.js";
/** @import { Visitor } from "./redocly.js" */

const callers = {
  delegated: "Delegated (work or school account)",
  personal: "Delegated (personal Microsoft account)",
  application: "Application",
};

const heading = "| Permission type | Permissions (from least to most privileged) |\n| --- | --- |";

/**
 * Appends a table of permissions to each operation's description, made from its `security`.
 *
 * @returns {Visitor}
 */
export function permissionsTable() {
  return {
    Operation: {
      enter(operation) {
        // Types and the reference page are made from the bundle, which then passes through here again.
        if (operation.description?.includes(heading)) return;
        const rows = Object.entries(callers).map(
          ([scheme, caller]) => `| ${caller} | ${permissionsOf(operation, scheme)} |`,
        );
        operation.description = `${operation.description?.trimEnd() ?? ""}\n\n${heading}\n${rows.join("\n")}\n`;
      },
    },
  };
}
