import { expect } from "vitest";
import { contract, type Json, operation, operations } from "../contract/bundle.ts";
import { faults } from "../contract/validator.ts";

export type Body = { [name: string]: Json } & {
  error: {
    code: string;
    message: string;
    target?: string;
    details?: { target: string; message: string }[];
    innerError: Record<string, string>;
  };
} & { value: Body[] };

export interface Reply {
  status: number;
  headers: Headers;
  /** An empty object if there is no body. */
  body: Body;
}

export interface CallParts {
  id?: string;
  body?: unknown;
  query?: string;
  headers?: Record<string, string>;
}

/** Expects a response that the contract documents for the operation, or its error envelope. */
export function expectDocumented(operationId: string | undefined, status: number, text: string): void {
  const documented = operations.find((candidate) => candidate.operationId === operationId);
  const response = documented?.responses.find((candidate) => candidate.status === String(status));
  const schema = response ? response.schema : contract.components.schemas["ODataError"];
  if (schema) expect(faults(schema, JSON.parse(text)), text).toEqual([]);
  else expect(text).toBe("");
}

/** The body of a create, from the contract's examples. */
export const createBody = (name: string): Json =>
  operation("createSynchronizationProfile").requestBody?.examples[name]?.value as Json;

/** Calls one operation at `url`, and expects a response that is valid by the contract. */
export async function call(
  url: string,
  operationId: string,
  { id, body, query = "", headers = {} }: CallParts = {},
): Promise<Reply> {
  const { path, method } = operation(operationId);
  const answer = await fetch(url + path.replace(/\{.+?\}/, encodeURIComponent(id ?? "")) + query, {
    method,
    headers: {
      authorization: "Bearer any-token",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  expectDocumented(operationId, answer.status, text);
  return { status: answer.status, headers: answer.headers, body: JSON.parse(text || "{}") as Body };
}
