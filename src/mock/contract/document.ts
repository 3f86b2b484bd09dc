import { readFileSync } from "node:fs";

/** One way to be allowed an operation: the name of a security scheme, with the permissions that it takes. */
export type SecurityRequirement = Record<string, string[]>;

export interface Contract {
  paths: Record<string, Record<string, { operationId?: string; security?: SecurityRequirement[] }>>;
  components: {
    examples: Record<string, { value: unknown }>;
    headers: Record<string, { example?: unknown }>;
    securitySchemes: Record<string, { flows?: Record<string, { scopes: Record<string, string> }> }>;
  };
}

/** Where the package keeps the bundled contract. */
export const contractFile = new URL("../../../generated/openapi.json", import.meta.url);

/** Where the package keeps the document of the control API. */
export const controlFile = new URL("../../../generated/control.json", import.meta.url);

/** What was compiled out of its schemas; built, not committed. */
export const controlValidatorsFile = new URL("../../../generated/controlValidators.cjs", import.meta.url);

/** Where the package keeps the console, compressed with gzip; built, not committed. */
export const consoleFile = new URL("../../../generated/console.html.gz", import.meta.url);

/** Where the package keeps the reference page, compressed with gzip; built, not committed. */
export const referenceFile = new URL("../../../generated/reference.html.gz", import.meta.url);

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
