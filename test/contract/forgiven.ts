import { isDeepStrictEqual } from "node:util";
import { readOperations } from "../../src/mock/contract/operations.ts";
import { canonicalBody } from "../../src/mock/graph/forgiven.ts";
import type { DocumentedOperation, Json } from "./bundle.ts";
import { faults } from "./validator.ts";

/** Whether a server that forgives what the live service did accepts a body that violates the contract. */
export function isForgiven({ operationId, requestBody }: DocumentedOperation, body: Json): boolean {
  const schema = readOperations().find(({ id }) => id === operationId)?.body;
  if (!schema || !requestBody) return false;
  const canonical = canonicalBody(schema, body);
  if (isDeepStrictEqual(canonical, body)) return false;
  return canonical === undefined ? !requestBody.required : faults(requestBody.schema, canonical).length === 0;
}
