/** @import { Visitor } from "./redocly.js" */

const notice =
  "**Deprecated:** Microsoft retired this API at the end of 2024. [Move to the Industry Data API]" +
  "(https://learn.microsoft.com/graph/api/resources/industrydata-overview?view=graph-rest-beta).";

/**
 * Begins each operation's description with its retirement. `deprecated: true` would strike out every call in generated
 * clients, where the contract is used.
 *
 * @returns {Visitor}
 */
export function retirementNotice() {
  return {
    Operation: {
      enter(operation) {
        // What is made from the bundle passes through here again.
        if (operation.description?.startsWith(notice)) return;
        operation.description = `${notice}\n\n${operation.description ?? ""}`;
      },
    },
  };
}
