import createClient, { type Client } from "openapi-fetch";
import type { paths } from "../generated/openapi.ts";

export interface GraphEducationClientOptions {
  /** Address of the API, without a trailing slash. */
  baseUrl?: string;
  /** Called before each request; resolves to the access token, without `Bearer`. */
  getToken: () => Promise<string> | string;
}

/** An openapi-fetch client for the contract's operations, which sends a bearer token with each request. */
export type GraphEducationClient = Client<paths>;

/** Makes a client whose paths, bodies and answers are typed by the contract. */
export function createGraphEducationClient({
  baseUrl = "https://graph.microsoft.com/beta",
  getToken,
}: GraphEducationClientOptions): GraphEducationClient {
  const client = createClient<paths>({ baseUrl, fetch: (request) => globalThis.fetch(request) });
  client.use({
    onRequest: async ({ request }) => {
      request.headers.set("Authorization", `Bearer ${await getToken()}`);
      return request;
    },
  });
  return client;
}
