import { readFileSync } from "node:fs";
import {
  type DocumentedOperation,
  follow,
  type OpenApiDocument,
  operationsOf,
  type Reference,
} from "../../src/openapi/document.ts";

export type {
  DocumentedOperation,
  DocumentedResponse,
  Example,
  Header,
  Json,
  Parameter,
  Reference,
  Schema,
} from "../../src/openapi/document.ts";

export type Contract = OpenApiDocument;

/** The bundle, as consumers get it. */
export const contract = JSON.parse(readFileSync("generated/openapi.json", "utf8")) as Contract;

/** Follows a `$ref` within the bundle; anything else is returned unchanged. */
export const resolve = <T extends object>(node: T | Reference, document: object = contract): T =>
  follow(node, document);

/** Every operation of the contract, with its references followed; schemas keep theirs. */
export const operations: DocumentedOperation[] = operationsOf(contract);

/** The operation with this id. Throws if the contract has none. */
export function operation(operationId: string): DocumentedOperation {
  const found = operations.find((candidate) => candidate.operationId === operationId);
  if (!found) throw new Error(`The contract has no operation ${operationId}.`);
  return found;
}

/** The query options that an operation documents, in the contract's order. */
export const queryOptionsOf = (operationId: string): string[] =>
  operation(operationId).parameters.flatMap((parameter) => (parameter.in === "query" ? [parameter.name] : []));
