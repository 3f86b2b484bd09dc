import { operationsOf } from "./operationsOf.js";
import { permissionsOf } from "./permissionsOf.js";

const marker = "<!-- permissions of all operations -->";

function row({ operation }) {
  const [person, application] = ["delegated", "application"].map((scheme) => permissionsOf(operation, scheme));
  return `| [${operation.summary}](#operation/${operation.operationId}) | ${person} | ${application} |`;
}

/**
 * Puts a table of all operations and their permissions where the description of the contract asks for it. A decorator,
 * because only the bundle holds the description's text.
 */
export function permissionsOverview() {
  return {
    Root: {
      leave(bundle) {
        const heading = "| Operation | A signed-in person | An application by itself |\n| --- | --- | --- |";
        const table = [heading, ...operationsOf(bundle).map(row)].join("\n");
        bundle.info.description = bundle.info.description.replace(marker, table);
      },
    },
  };
}
