/** @import { Node, Visitor } from "../redocly.js" */

const isAction = (/** @type {string} */ path, /** @type {string | number} */ method) =>
  method === "post" && /\{[^{}/]+\}\/[^/]+$/.test(path);

function isEmptyObject(/** @type {Node} */ schema) {
  return (
    schema?.type === "object" &&
    schema.additionalProperties === false &&
    Object.keys(schema.properties ?? {}).length === 0
  );
}

/**
 * A body that says something is required. An action without parameters takes no body or an empty object: OData lets a
 * caller leave the body out, and some of Graph's clients send `{}`.
 *
 * @returns {Visitor}
 */
export function requestBody() {
  let path = "";

  return {
    PathItem: {
      enter(_, { key }) {
        path = String(key);
      },
    },
    Operation: {
      enter(operation, { key: method, location, report, resolve }) {
        const { requestBody: body } = operation;
        const { node, location: at = location } = resolve(body ?? {});
        if (isAction(path, method)) {
          const { schema } = node?.content?.["application/json"] ?? {};
          const isOptional = body && node?.required !== true;
          if (isOptional && isEmptyObject(resolve(schema ?? {}, at.source.absoluteRef).node)) return;
          report({
            message:
              "An action takes no body or an empty object. " +
              "Add `requestBody: {$ref: ../requestBodies/noParameters.yaml}`.",
            location: body ? location.child("requestBody") : location.key(),
          });
        } else if (body && node?.required !== true) {
          report({
            message: "Add `required: true`: without it a request without a body is valid.",
            location: location.child("requestBody"),
          });
        }
      },
    },
  };
}
