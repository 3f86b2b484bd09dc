import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

interface Example {
  key: string;
  value: unknown;
}

/** A parameter, or a header of an answer. */
export interface DocumentedPart {
  name: string;
  schema: { type?: string };
  required?: boolean;
  explode?: boolean;
  examples?: Example[];
}

export interface DocumentedContent {
  mediaType: string;
  schema: object;
  examples?: Example[];
}

/** As much as is read here of an operation as Prism holds it. */
export interface DocumentedOperation {
  /** The operationId. */
  iid: string;
  method: string;
  path: string;
  request?: {
    path?: DocumentedPart[];
    query?: DocumentedPart[];
    headers?: DocumentedPart[];
    body?: { required?: boolean; contents?: DocumentedContent[] };
  };
  responses: { code: string; headers?: DocumentedPart[]; contents?: DocumentedContent[] }[];
}

const generated = (name: string): URL => new URL(`../../../generated/${name}`, import.meta.url);

/** The operations as Prism computed them; built by `npm run generate`, and not committed. */
export const operationsFile = generated("operations.json");
/** What Prism's Ajv compiled out of the contract's schemas; built in the same way. */
export const validatorsFile = generated("validators.cjs");

let operations: DocumentedOperation[] | undefined;

export function readOperations(): DocumentedOperation[] {
  operations ??= JSON.parse(readFileSync(operationsFile, "utf8")) as DocumentedOperation[];
  return operations;
}

/** Names a parameter to the validator of all parameters of an operation. */
export const parameterKey = (place: "path" | "query" | "headers", name: string): string => `${place} ${name}`;

/** Such as `createSynchronizationProfile body`, or `listSynchronizationProfiles 200 items`. */
export type ValidatorName = `${string} ${"parameters" | "headers" | "body" | "items"}`;

export type Validators = Partial<Record<ValidatorName, (value: unknown) => boolean>>;

export const readValidators = (): Validators =>
  createRequire(import.meta.url)(fileURLToPath(validatorsFile)) as Validators;
