import createClient, { type Client } from "openapi-fetch";
import type { paths } from "../../generated/openapi.ts";
import { pathSegment } from "./pathSegment.ts";
import { createGraphFetch, DEFAULT_BASE_URL, type GraphFetchOptions, requestWithText } from "./transport.ts";

/** Options of `createGraphEducationClient`: all of them concern the transport. */
export type GraphEducationClientOptions = GraphFetchOptions;

/** An openapi-fetch client for the paths of the contract; everything made for openapi-fetch works with it. */
export interface GraphEducationClient extends Client<paths> {}

/**
 * A typed client for the synchronization profiles. Each call resolves to `{ data, error, response }`; see `unwrap`.
 *
 * Calls reject with a `TypeError` for a path parameter that is missing, empty, `.` or `..`, and as described at
 * `createGraphFetch`.
 * @throws {TypeError} when a token would be sent over plain http to another machine.
 */
export function createGraphEducationClient(options?: GraphEducationClientOptions): GraphEducationClient {
  return createClient<paths>({
    baseUrl: options?.baseUrl ?? DEFAULT_BASE_URL,
    fetch: createGraphFetch(options),
    Request: requestWithText(),
    querySerializer: { array: { style: "form", explode: false } },
    pathSerializer: (path, parameters) =>
      path.replace(/{(\w+)}/g, (_, name: string) => pathSegment(name, parameters[name])),
  });
}
