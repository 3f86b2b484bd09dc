import { schemaName } from "../schemaNames.js";

const envelope = "ODataError";

/** Every error comes in Graph's one envelope, which may be one of several things that the answer holds. */
export function errorEnvelope() {
  return {
    Response: {
      enter(response, { key, location, report, resolve }) {
        if (!/^([45]|default$)/.test(key)) return;

        const holdsEnvelope = (schema, file) => {
          if (!schema?.$ref) return (schema?.oneOf ?? []).some((branch) => holdsEnvelope(branch, file));
          const { node, location } = resolve(schema, file);
          if (!location) return false;
          return schemaName(location) === envelope || holdsEnvelope(node, location.source.absoluteRef);
        };

        const mediaTypes = Object.entries(response.content ?? {});
        if (mediaTypes.length === 0) {
          report({
            message: `Give this error a body, with the schema schemas/${envelope}.yaml.`,
            location: location.key(),
          });
        }
        for (const [name, mediaType] of mediaTypes) {
          if (holdsEnvelope(mediaType?.schema, location.source.absoluteRef)) continue;
          report({
            message:
              `Refer to schemas/${envelope}.yaml here, or from one branch of a \`oneOf\`: ` +
              "callers of Graph read `error.code` and `error.message` whatever went wrong.",
            location: location.child(["content", name, "schema"]),
          });
        }
      },
    },
  };
}
