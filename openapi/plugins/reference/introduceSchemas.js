/** Says what the list of schemas is, and puts them in the order in which one looks them up: by the alphabet. */
export function introduceSchemas() {
  return {
    Root: {
      leave({ components, tags }) {
        components.schemas = Object.fromEntries(
          Object.entries(components.schemas).sort(([a], [b]) => a.localeCompare(b, "en")),
        );
        tags.push({
          name: "Schemas",
          description:
            "Each type by the name that Graph gives it. What is read has that name alone; what is sent ends in " +
            "`Input`, `Create` or `Update`. `Base` is the type that the others of its family derive from.",
        });
      },
    },
  };
}
