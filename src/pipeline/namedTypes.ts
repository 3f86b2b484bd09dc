import { readFileSync, writeFileSync } from "node:fs";

interface Schema {
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  oneOf?: { $ref?: string }[];
}

const document = JSON.parse(readFileSync("generated/openapi.json", "utf8")) as {
  components: { schemas: Record<string, Schema> };
};

const typeName = (schemaName: string): string => schemaName.charAt(0).toUpperCase() + schemaName.slice(1);

const docstring = (description = ""): string =>
  description.includes("\n")
    ? `/**\n * ${description.trimEnd().replaceAll("\n", "\n * ")}\n */`
    : `/** ${description} */`;

const unionMembers = (members: { $ref?: string }[]): string =>
  members.map(({ $ref = "" }) => typeName($ref.split("/").pop() ?? "")).join(" | ");

// An interface keeps its name in an editor's messages, where an alias is spelled out.
function declaration(name: string, schema: Schema): string | undefined {
  if (schema.oneOf) return `export type ${typeName(name)} = ${unionMembers(schema.oneOf)};`;
  if (schema.type === "object") return `export interface ${typeName(name)} extends Schema<"${name}"> {}`;
  if (schema.enum) return `export type ${typeName(name)} = Schema<"${name}">;`;
  return undefined;
}

const declarations = Object.entries(document.components.schemas)
  .sort(([a], [b]) => a.localeCompare(b, "en"))
  .flatMap(([name, schema]) => {
    const type = declaration(name, schema);
    return type ? [`${docstring(schema.description)}\n${type}`] : [];
  });

writeFileSync(
  "generated/types.ts",
  `// Generated from the contract by src/pipeline/namedTypes.ts; do not edit.
import type { components } from "./openapi.ts";

type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];

${declarations.join("\n\n")}
`,
);
console.log(`${declarations.length} named types in generated/types.ts`);
