import { basename, dirname } from "node:path";

function inline(holder, name, resolve) {
  const { node, location } = resolve(holder[name]);
  const isReference = holder[name]?.$ref && location;
  if (!isReference || basename(dirname(location.source.absoluteRef)) !== "properties") return;
  const { $ref: _, ...ownWords } = holder[name];
  holder[name] = { ...node, ...ownWords };
}

/**
 * Puts the schemas of `schemas/properties/` where they are referred to. They exist so that what is read and what is
 * sent describe a property once; generators and readers see it in its place, with its description, and find nothing
 * but types among the schemas. What stands beside a reference, such as an example, goes before what it refers to.
 */
export function inlinePropertySchemas() {
  return {
    Schema: {
      enter({ properties = {} }, { resolve }) {
        for (const name of Object.keys(properties)) inline(properties, name, resolve);
      },
    },
    Parameter: {
      enter(parameter, { resolve }) {
        inline(parameter, "schema", resolve);
      },
    },
    Header: {
      enter(header, { resolve }) {
        inline(header, "schema", resolve);
      },
    },
  };
}
