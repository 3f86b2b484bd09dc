import { graphTypes } from "../graphTypes.js";
import { graphType, nameOfType } from "../schemaNames.js";
/** @import { Visitor } from "../redocly.js" */

/**
 * Each type has its Graph name.
 *
 * @returns {Visitor}
 */
export function typeName() {
  const types = new Map();
  const answersOfActions = new Set();

  return {
    PathItem: {
      enter(_, { key }) {
        const action = String(key).split("/").at(-1);
        for (const ending of ["Response", "Failure"]) answersOfActions.add(action + ending);
      },
    },
    Schema: {
      enter(_, { location }) {
        const name = nameOfType(location);
        if (name) types.set(name, location);
      },
    },
    Root: {
      leave(_, { report }) {
        for (const [name, location] of types) {
          if (graphTypes.has(graphType(name)) || answersOfActions.has(name)) continue;
          report({
            message:
              `Rename \`${name}\` to its exact name in Graph. Only the suffixes Input, Create, Update, Base, ` +
              "ListItem and CollectionResponse are allowed; the response of a single action is named after the end of " +
              "its path, for example `uploadUrlResponse`. If Graph has this type, add it to openapi/plugins/graphTypes.js.",
            location: location.key(),
          });
        }
      },
    },
  };
}
