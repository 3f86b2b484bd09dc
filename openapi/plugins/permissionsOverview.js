import { permissionsOf } from "./permissionsOf.js";

const marker = "<!-- permissions of all operations -->";
const methods = ["get", "post", "patch", "put", "delete"];

function row(operation) {
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
      leave({ info, paths }) {
        const operations = Object.values(paths).flatMap((path) => methods.flatMap((method) => path[method] ?? []));
        const heading = "| Operation | A signed-in person | An application by itself |\n| --- | --- | --- |";
        info.description = info.description.replace(marker, [heading, ...operations.map(row)].join("\n"));
      },
    },
  };
}
