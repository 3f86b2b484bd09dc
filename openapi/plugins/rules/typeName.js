import { graphTypes } from "../graphTypes.js";
import { graphType, nameOfType } from "../schemaNames.js";

/** Whoever knows Graph finds each type under its Graph name. */
export function typeName() {
  const types = new Map();
  const answersOfActions = new Set();

  return {
    PathItem: {
      enter(pathItem, { key }) {
        const action = String(key).split("/").at(-1);
        for (const ending of ["Response", "Failure"]) answersOfActions.add(action + ending);
      },
    },
    Schema: {
      enter(schema, { location }) {
        const name = nameOfType(location);
        if (name) types.set(name, location);
      },
    },
    Root: {
      leave(root, { report }) {
        for (const [name, location] of types) {
          if (graphTypes.has(graphType(name)) || answersOfActions.has(name)) continue;
          report({
            message:
              `Rename \`${name}\` to what Graph calls it, letter by letter. Only Input, Create, Update, Base, ` +
              "ListItem and CollectionResponse may follow; what one action alone answers is named after the end of " +
              "its path, as in `uploadUrlResponse`. If Graph has such a type, add it to openapi/plugins/graphTypes.js.",
            location: location.key(),
          });
        }
      },
    },
  };
}
