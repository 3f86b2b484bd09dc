import { readFileSync, writeFileSync } from "node:fs";
import ts from "typescript";

const generated = "generated/openapi.ts";
const types = "generated/types.ts";
const origin = "Generated from the contract by openapi-typescript and src/pipeline/namedTypes.ts; do not edit.";

// Without the tags that are noise in an editor, and the indents that make Markdown take a paragraph for code.
const text = readFileSync(generated, "utf8")
  .replace(/(\/\*\*(?:\n *\*)? )@description /g, "$1")
  .replace(/^( *\*) @description /gm, "$1\n$1 ")
  .replaceAll(" (enum property replaced by openapi-typescript)", "")
  .replace(/^( *\*) {5}/gm, "$1 ")
  .replace(/\n *\* @(enum \{\w+\}|constant)(?=\n)/g, "");
const source = ts.createSourceFile(generated, text, ts.ScriptTarget.Latest);

type Member = ts.PropertySignature & { name: ts.Identifier | ts.StringLiteral; type: ts.TypeNode };

function membersOf(node: ts.Node | undefined): Member[] {
  if (node && (ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node))) return [...node.members] as Member[];
  throw new Error(`${generated} is not built as openapi-typescript 7 builds it.`);
}

const components = source.statements.find(
  (statement): statement is ts.InterfaceDeclaration =>
    ts.isInterfaceDeclaration(statement) && statement.name.text === "components",
);
const schemas = membersOf(membersOf(components).find(({ name }) => name.text === "schemas")?.type);

const typeName = (schemaName: string): string => schemaName.charAt(0).toUpperCase() + schemaName.slice(1);
const named = (code: string): string =>
  code.replace(/components\["schemas"\]\["(\w+)"\]/g, (_, name: string) => typeName(name));
const outdented = (code: string): string => code.trim().replaceAll("\n        ", "\n");

// An interface keeps its name in a compiler's messages, where a member of `components` is spelled out.
function declaration({ name: { text: name }, type }: Member): string {
  const code = named(outdented(text.slice(type.pos, type.end)));
  return ts.isTypeLiteralNode(type)
    ? `export interface ${typeName(name)} ${code}`
    : `export type ${typeName(name)} = ${code};`;
}

const sorted = [...schemas].sort((a, b) => a.name.text.localeCompare(b.name.text, "en"));
const declarations = sorted.map((schema) => {
  const docstring = outdented(text.slice(schema.pos, schema.name.getStart(source)));
  return `${docstring}\n${declaration(schema)}`;
});
writeFileSync(types, `// ${origin}\n\n${declarations.join("\n\n")}\n`);

const [first, last] = [schemas[0] as Member, schemas.at(-1) as Member];
const listed = schemas.map(({ name: { text: name } }) => `\n        ${name}: ${typeName(name)};`).join("");
const imports = sorted.map(({ name }) => typeName(name.text)).join(", ");
writeFileSync(
  generated,
  `// ${origin}
import type { ${imports} } from "./types.ts";

${named(text.slice(source.statements[0]?.getStart(source), first.pos))}${listed}${named(text.slice(last.end))}`,
);
console.log(`${declarations.length} named types in ${types}`);
