import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import type { Answer } from "./answer.ts";

const exposed =
  "ETag, Location, Preference-Applied, Content-Range, request-id, client-request-id, " +
  "ReadWriteConsistencyToken, SdkVersion, WWW-Authenticate, x-ms-client-gcc-tenant, Retry-After, sl-violations, " +
  "Last-Modified, x-ms-request-id, x-ms-client-request-id, x-ms-version, x-ms-error-code";

/** Allows web pages of any origin to read the answer. */
export function setExposedHeaders(response: ServerResponse): void {
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader("Access-Control-Expose-Headers", exposed);
}

/** Answers a CORS preflight request; `undefined` for any other OPTIONS request. */
export function preflight(headers: IncomingHttpHeaders): Answer | undefined {
  if (headers["access-control-request-method"] === undefined) return undefined;
  // Chromium asks this before a public web page may call a server on the local network.
  const isOfPrivateNetwork = headers["access-control-request-private-network"] === "true";
  const allowed = {
    ...(isOfPrivateNetwork ? { "Access-Control-Allow-Private-Network": "true" } : {}),
    "Access-Control-Allow-Methods": "GET, HEAD, POST, PATCH, PUT, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": headers["access-control-request-headers"] ?? "*",
    "Access-Control-Max-Age": "600",
  };
  return { status: 204, headers: allowed, body: undefined };
}
