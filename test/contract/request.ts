import { inject } from "vitest";
import type { DocumentedOperation, Json } from "./bundle.ts";

/** The server that the contract suite runs against. */
export const server = inject("server");

/** Whether it returns the response that `Prefer` asks for. */
export const honorsPrefer = process.env["CONTRACT_PREFER"] !== "false";

/** The body documented under `name`, or the first one; absent if the operation has none. */
export function exampleBody({ requestBody }: DocumentedOperation, name?: string): Json | undefined {
  const examples = requestBody?.examples ?? {};
  return (name === undefined ? undefined : examples[name]?.value) ?? Object.values(examples)[0]?.value;
}

export interface RequestParts {
  body?: Json | undefined;
  /** Sent in place of a JSON body, byte for byte. */
  text?: string;
  /** `undefined` leaves a header out. */
  headers?: Record<string, string | undefined>;
  query?: Record<string, string>;
  pathParameters?: Record<string, string>;
}

/** Sends a request that is valid except for the given parts. */
export async function send(documented: DocumentedOperation, parts: RequestParts = {}): Promise<Response> {
  const path = documented.path.replaceAll(/\{(.+?)\}/g, (_, name: string) => {
    const parameter = documented.parameters.find((candidate) => candidate.in === "path" && candidate.name === name);
    return encodeURIComponent(parts.pathParameters?.[name] ?? String(parameter?.example));
  });
  const query = new URLSearchParams(parts.query).toString();
  const text = parts.text ?? (parts.body === undefined ? undefined : JSON.stringify(parts.body));
  const headers = {
    authorization: `Bearer ${process.env["CONTRACT_TOKEN"] ?? "any-token"}`,
    "content-type": text === undefined ? undefined : "application/json",
    ...parts.headers,
  };
  return fetch(`${server.url}${path}${query && `?${query}`}`, {
    method: documented.method,
    headers: Object.entries(headers).filter((header): header is [string, string] => header[1] !== undefined),
    ...(text === undefined ? {} : { body: new TextEncoder().encode(text) }),
  });
}
