import { basename, dirname } from "node:path";
/** @import { Location } from "./redocly.js" */

/**
 * The name of a schema, by its file or its key in the components, if it has one.
 *
 * @param {Location} location
 */
export function schemaName({ source, pointer }) {
  if (pointer === "#/") return basename(source.absoluteRef, ".yaml");
  return /^#\/components\/schemas\/([^/]+)$/.exec(pointer)?.[1];
}

/**
 * The same for schemas that are types; those in `schemas/properties/` are not.
 *
 * @param {Location} location
 */
export function nameOfType(location) {
  const isProperty = location.pointer === "#/" && basename(dirname(location.source.absoluteRef)) === "properties";
  return isProperty ? undefined : schemaName(location);
}

export const isSent = (/** @type {string} */ name) => /(Input|Create|Update)$/.test(name);

/** Graph's name of a type that the contract describes more than once: for responses, requests or lists. */
export const graphType = (/** @type {string} */ name) =>
  name.replace(/((Base)?(Input)?|Create|Update|ListItem|CollectionResponse)$/, "");
