import { basename, dirname } from "node:path";

/** The name that a schema has by its file or by its key among the components, if it has one. */
export function schemaName({ source, pointer }) {
  if (pointer === "#/") return basename(source.absoluteRef, ".yaml");
  return /^#\/components\/schemas\/([^/]+)$/.exec(pointer)?.[1];
}

/** The same for the schemas that are types, as those in `schemas/properties/` are not. */
export function nameOfType(location) {
  const isProperty = location.pointer === "#/" && basename(dirname(location.source.absoluteRef)) === "properties";
  return isProperty ? undefined : schemaName(location);
}

export const isSent = (name) => /(Input|Create|Update)$/.test(name);

/** Graph's name for a type that the contract describes more than once: as it is read, sent or listed. */
export const graphType = (name) => name.replace(/((Base)?(Input)?|Create|Update|ListItem|CollectionResponse)$/, "");
