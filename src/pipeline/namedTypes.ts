import ts from "typescript";

const origin = "Generated from the contract by openapi-typescript and src/pipeline/namedTypes.ts; do not edit.";

type Member = ts.PropertySignature & { name: ts.Identifier | ts.StringLiteral; type: ts.TypeNode };

// Removes tags that are noise in an editor, and indentation that Markdown would interpret as code.
const withPlainComments = (generated: string): string =>
  generated
    .replace(/(\/\*\*(?:\n *\*)? )@description /g, "$1")
    .replace(/^( *\*) @description /gm, "$1\n$1 ")
    .replaceAll(" (enum property replaced by openapi-typescript)", "")
    .replace(/^( *\*) {5}/gm, "$1 ")
    .replace(/\n *\* @(enum \{\w+\}|constant)(?=\n)/g, "");

function membersOf(node: ts.Node | undefined): Member[] {
  if (node && (ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node))) return [...node.members] as Member[];
  throw new Error("The types are not built as openapi-typescript 7 builds them.");
}

function schemasIn(source: ts.SourceFile): Member[] {
  const components = source.statements.find(
    (statement): statement is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(statement) && statement.name.text === "components",
  );
  return membersOf(membersOf(components).find(({ name }) => name.text === "schemas")?.type);
}

const typeName = (schemaName: string): string => schemaName.charAt(0).toUpperCase() + schemaName.slice(1);
const named = (code: string): string =>
  code.replace(/components\["schemas"\]\["(\w+)"\]/g, (_, name: string) => typeName(name));
const outdented = (code: string): string => code.trim().replaceAll("\n        ", "\n");

// Compiler messages show an interface by its name, but expand a member of `components`.
function declaration(name: string, type: ts.TypeNode, code: string): string {
  return ts.isTypeLiteralNode(type)
    ? `export interface ${typeName(name)} ${code}`
    : `export type ${typeName(name)} = ${code};`;
}

/** Allows `undefined` for every optional member, for callers who compile with `exactOptionalPropertyTypes`. */
export function withUndefined(generated: string): string {
  const ends: number[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertySignature(node) && node.questionToken && node.type?.kind !== ts.SyntaxKind.NeverKeyword)
      ends.push(node.type?.end ?? node.end);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("openapi.ts", generated, ts.ScriptTarget.Latest));
  return ends
    .sort((a, b) => b - a)
    .reduce((text, end) => `${text.slice(0, end)} | undefined${text.slice(end)}`, generated);
}

/** Moves each schema in openapi-typescript's output to a second file, as a named type. */
export function namedTypes(generated: string, files: { operations: string; types: string }): Record<string, string> {
  const text = withPlainComments(generated);
  const source = ts.createSourceFile("openapi.ts", text, ts.ScriptTarget.Latest);
  const schemas = schemasIn(source);
  const sorted = [...schemas].sort((a, b) => a.name.text.localeCompare(b.name.text, "en"));
  const declarations = sorted.map(({ name, type, pos }) => {
    const docstring = outdented(text.slice(pos, name.getStart(source)));
    return `${docstring}\n${declaration(name.text, type, named(outdented(text.slice(type.pos, type.end))))}`;
  });

  const [first, last] = [schemas[0] as Member, schemas.at(-1) as Member];
  const listed = schemas.map(({ name }) => `\n        ${name.text}: ${typeName(name.text)};`).join("");
  const imports = sorted.map(({ name }) => typeName(name.text)).join(", ");
  return {
    [files.operations]: `// ${origin}
import type { ${imports} } from "./${files.types}";

${named(text.slice(source.statements[0]?.getStart(source), first.pos))}${listed}${named(text.slice(last.end))}`,
    [files.types]: `// ${origin}\n\n${declarations.join("\n\n")}\n`,
  };
}
