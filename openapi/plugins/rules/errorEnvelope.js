import { schemaName } from "../schemaNames.js";
/** @import { Node, Visitor } from "../redocly.js" */

const envelope = "ODataError";

/**
 * Every error has Graph's envelope, possibly as one branch of a union.
 *
 * @returns {Visitor}
 */
export function errorEnvelope() {
  return {
    Response: {
      enter(response, { key, location, report, resolve }) {
        if (!/^([45]|default$)/.test(String(key))) return;

        /** @type {(schema: Node, file: string) => boolean} */
        const holdsEnvelope = (schema, file) => {
          if (!schema?.$ref)
            return (schema?.oneOf ?? []).some((/** @type {Node} */ branch) => holdsEnvelope(branch, file));
          const { node, location } = resolve(schema, file);
          if (!location) return false;
          return schemaName(location) === envelope || holdsEnvelope(node, location.source.absoluteRef);
        };

        const mediaTypes = Object.entries(response.content ?? {});
        if (mediaTypes.length === 0) {
          report({
            message: `Add a body with the schema schemas/${envelope}.yaml to this error.`,
            location: location.key(),
          });
        }
        for (const [name, mediaType] of mediaTypes) {
          if (holdsEnvelope(mediaType?.schema, location.source.absoluteRef)) continue;
          report({
            message:
              `Reference schemas/${envelope}.yaml here, or in a branch of a \`oneOf\`: ` +
              "Graph's callers read `error.code` and `error.message` of every error.",
            location: location.child(["content", name, "schema"]),
          });
        }
      },
    },
  };
}
