/** @import { Visitor } from "./redocly.js" */

const notice =
  "**Deprecated:** Microsoft retired this API at the end of 2024. [Move to the Industry Data API]" +
  "(https://learn.microsoft.com/graph/api/resources/industrydata-overview?view=graph-rest-beta).";

/**
 * Adds a notice of retirement to the start of each operation's description. `deprecated: true` would strike out every call
 * in generated clients, where the contract is used.
 *
 * @returns {Visitor}
 */
export function retirementNotice() {
  return {
    Operation: {
      enter(operation) {
        // Files made from the bundle pass through here again.
        if (operation.description?.startsWith(notice)) return;
        operation.description = `${notice}\n\n${operation.description ?? ""}`;
      },
    },
  };
}
