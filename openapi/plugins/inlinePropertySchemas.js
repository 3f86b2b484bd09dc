const isPropertySchema = /(^|\/)schemas\/properties\//;

/**
 * Puts the schemas of `schemas/properties/` where they are referred to. They exist so that what is read and what is sent
 * describe a property once; generators and readers see it in its place, with its description.
 */
export function inlinePropertySchemas() {
  return {
    Schema: {
      enter(schema, { resolve }) {
        for (const [name, property] of Object.entries(schema.properties ?? {})) {
          const { node, location } = resolve(property);
          if (property.$ref && isPropertySchema.test(location.source.absoluteRef)) schema.properties[name] = node;
        }
      },
    },
  };
}
