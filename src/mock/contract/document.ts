import { readFileSync } from "node:fs";
import type { OpenApiDocument } from "../../openapi/document.ts";
import { generatedFile } from "../../packageFolder.ts";

/** The bundled contract's file. */
export const contractFile = generatedFile("openapi.json");

let contract: OpenApiDocument | undefined;

/** The bundled contract, read once. */
export function readContract(): OpenApiDocument {
  contract ??= JSON.parse(readFileSync(contractFile, "utf8")) as OpenApiDocument;
  return contract;
}

/** A copy of one of the contract's examples. Throws if there is no example with that name. */
export function contractExample<T>(name: string): T {
  const example = readContract().components.examples[name];
  if (!example) throw new Error(`The contract has no example ${name}.`);
  return structuredClone(example.value) as T;
}
