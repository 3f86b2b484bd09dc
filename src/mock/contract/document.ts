import { readFileSync } from "node:fs";
import type { OpenApiDocument } from "../../openapi/document.ts";
import { generatedFile } from "../../packageFolder.ts";

/** Where the package keeps the bundled contract. */
export const contractFile = generatedFile("openapi.json");

let read: OpenApiDocument | undefined;

/** The bundled contract, read once. */
export function readContract(): OpenApiDocument {
  read ??= JSON.parse(readFileSync(contractFile, "utf8")) as OpenApiDocument;
  return read;
}

/** A copy of one of the contract's examples. Throws when there is none of that name. */
export function contractExample<T>(name: string): T {
  const example = readContract().components.examples[name];
  if (!example) throw new Error(`The contract has no example ${name}.`);
  return structuredClone(example.value) as T;
}
