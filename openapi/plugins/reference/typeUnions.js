/**
 * Adds `type: object` to a union of objects, since Redoc calls a schema without a type `any`; and keeps the description
 * of a property that is nullable, for which Redoc shows that of the type.
 */
export function typeUnions() {
  return {
    Schema: {
      leave(schema, { resolve }) {
        const branches = schema.oneOf?.map((branch) => resolve(branch).node ?? branch) ?? [];
        if (branches.length > 0 && branches.every(({ type }) => type === "object")) schema.type = "object";
        for (const property of Object.values(schema.properties ?? {})) {
          const { oneOf, description } = property;
          if (oneOf && description) property.oneOf = oneOf.map((branch) => ({ ...branch, description }));
        }
      },
    },
  };
}
