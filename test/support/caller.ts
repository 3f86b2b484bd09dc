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
  text: string;
  /** An empty object if the answer is not JSON. */
  body: Body;
}

export interface RequestParts {
  headers?: Record<string, string>;
  /** A text is sent as it is, anything else as JSON. */
  body?: unknown;
}

export interface CallParts extends RequestParts {
  id?: string;
  query?: string;
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

/** Sends a request with a token, and with JSON as its body unless its headers say otherwise. */
export async function send(method: string, url: string, { headers = {}, body }: RequestParts = {}): Promise<Reply> {
  const answer = await fetch(url, {
    method,
    headers: {
      authorization: "Bearer any-token",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const isJson = answer.headers.get("content-type")?.includes("json");
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    body: JSON.parse(isJson ? text || "{}" : "{}") as Body,
  };
}

/** Calls the control API of a mock. */
export const control = ({ url }: { url: string }, method: string, path: string, parts?: RequestParts): Promise<Reply> =>
  send(method, `${url}/_mock${path}`, parts);

/** Puts a file to an upload URL, which needs no token. */
export function upload(
  uploadUrl: string,
  fileName: string,
  content: string | Uint8Array,
  headers = {},
): Promise<Response> {
  const target = new URL(uploadUrl);
  target.pathname += `/${fileName}`;
  return fetch(target, {
    method: "PUT",
    headers: { "x-ms-blob-type": "BlockBlob", ...headers },
    body: content as string,
  });
}

/** Calls one operation at `url`, and expects a response that is valid by the contract. */
export async function call(
  url: string,
  operationId: string,
  { id, body, query = "", headers = {} }: CallParts = {},
): Promise<Reply> {
  const { path, method } = operation(operationId);
  const target = url + path.replace(/\{.+?\}/, encodeURIComponent(id ?? "")) + query;
  const reply = await send(method, target, { headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  expectDocumented(operationId, reply.status, reply.text);
  return reply;
}
