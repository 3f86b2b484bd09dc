import { operationsOf } from "./operationsOf.js";
import { permissionsOf } from "./permissionsOf.js";
/** @import { Node, Visitor } from "./redocly.js" */

const marker = "<!-- permissions of all operations -->";

/** @param {{ operation: Node }} documented */
function row({ operation }) {
  const [person, application] = ["delegated", "application"].map((scheme) => permissionsOf(operation, scheme));
  return `| ${operation.summary} | ${person} | ${application} |`;
}

/**
 * Replaces the marker in the contract's description with a table of all operations and their permissions. A decorator,
 * because only the bundle contains the description's text.
 *
 * @returns {Visitor}
 */
export function permissionsOverview() {
  return {
    Root: {
      leave(bundle) {
        const heading = "| Operation | Delegated (work or school account) | Application |\n| --- | --- | --- |";
        const table = [heading, ...operationsOf(bundle).map(row)].join("\n");
        bundle.info.description = bundle.info.description.replace(marker, table);
      },
    },
  };
}
