import { readFileSync } from "node:fs";
import { generatedFile } from "../../packageFolder.ts";

/** One way to be allowed an operation: the name of a security scheme, with the permissions that it takes. */
export type SecurityRequirement = Record<string, string[]>;

export interface Contract {
  paths: Record<string, Record<string, { operationId?: string; security?: SecurityRequirement[] }>>;
  components: {
    examples: Record<string, { value: unknown }>;
    responses: { unauthorized: { headers: { "WWW-Authenticate": { example: string } } } };
    securitySchemes: Record<string, { flows?: Record<string, { scopes: Record<string, string> }> }>;
  };
}

/** Where the package keeps the bundled contract. */
export const contractFile = generatedFile("openapi.json");

let read: Contract | undefined;

/** The bundled contract, read once. */
export function readContract(): Contract {
  read ??= JSON.parse(readFileSync(contractFile, "utf8")) as Contract;
  return read;
}

/** A copy of one of the contract's examples. Throws when there is none of that name. */
export function contractExample<T>(name: string): T {
  const example = readContract().components.examples[name];
  if (!example) throw new Error(`The contract has no example ${name}.`);
  return structuredClone(example.value) as T;
}
