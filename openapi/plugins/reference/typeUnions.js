/** Gives a union of objects their type, since Redoc calls a schema without one `any`. */
export function typeUnions() {
  return {
    Schema: {
      leave(schema, { resolve }) {
        const branches = schema.oneOf?.map((branch) => resolve(branch).node ?? branch) ?? [];
        if (branches.length > 0 && branches.every(({ type }) => type === "object")) schema.type = "object";
      },
    },
  };
}
