import { permissionsOf } from "./permissionsOf.js";

const callers = {
  delegated: "A signed-in person, work or school account",
  personal: "A signed-in person, personal Microsoft account",
  application: "An application by itself",
};

const heading = "| Who calls | Permission, from least to most privileged |\n| --- | --- |";

/** Ends each operation's description with a table of who may call it, made from its `security`. */
export function permissionsTable() {
  return {
    Operation: {
      enter(operation) {
        // What is made from the bundle, such as the types and the reference page, passes through here once more.
        if (operation.description?.includes(heading)) return;
        const rows = Object.entries(callers).map(
          ([scheme, caller]) => `| ${caller} | ${permissionsOf(operation, scheme)} |`,
        );
        operation.description = `${operation.description?.trimEnd() ?? ""}\n\n${heading}\n${rows.join("\n")}\n`;
      },
    },
  };
}
