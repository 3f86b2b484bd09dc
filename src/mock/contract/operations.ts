import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { PrismHttpComponents } from "@stoplight/prism-http";
import { builtFile } from "../../packageFolder.ts";

/** An operation as Prism holds it; `iid` is its operationId. */
export type DocumentedOperation = Parameters<PrismHttpComponents["route"]>[0]["resources"][number] & { iid: string };
export type DocumentedResponse = DocumentedOperation["responses"][number];

/** The operations as they are kept, with an index in place of each response. */
export interface KeptOperations {
  operations: (Omit<DocumentedOperation, "responses"> & { responses: number[] })[];
  responses: DocumentedResponse[];
}

/** The operations as Prism computed them; built by `npm run build`. */
export const operationsFile = builtFile("contract/operations.json");
/** What Prism's Ajv compiled out of the contract's schemas; built in the same way. */
export const validatorsFile = builtFile("contract/validators.cjs");

let operations: DocumentedOperation[] | undefined;

export function readOperations(): DocumentedOperation[] {
  if (operations) return operations;
  const kept = JSON.parse(readFileSync(operationsFile, "utf8")) as KeptOperations;
  operations = kept.operations.map((operation) => ({
    ...operation,
    responses: operation.responses.map((index) => kept.responses[index] as DocumentedResponse),
  }));
  return operations;
}

/** Names a parameter to the validator of all parameters of an operation. */
export const parameterKey = (place: "path" | "query" | "headers", name: string): string => `${place} ${name}`;

/** Such as `createSynchronizationProfile body`, or `listSynchronizationProfiles 200 items`. */
export type ValidatorName = `${string} ${"parameters" | "headers" | "body" | "items"}`;

export type Validators = Partial<Record<ValidatorName, (value: unknown) => boolean>>;

export const readValidators = (): Validators =>
  createRequire(validatorsFile)(fileURLToPath(validatorsFile)) as Validators;
