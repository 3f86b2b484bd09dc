import type { OperationCall } from "../schoolDataSync/operations/operations.ts";
import type { ApiContext } from "../http/httpServer.ts";
import type { Target } from "../http/requestParts.ts";

const namesOf = (prefer: string | undefined): string[] =>
  prefer?.split(/[,;]/).map((preference) => (preference.split("=")[0] as string).trim().toLowerCase()) ?? [];

/** A valid request in the service's terms, which know no HTTP. */
export function operationCall(
  { request, origin, version, path }: ApiContext,
  query: Target["query"],
  body: unknown,
): OperationCall {
  return {
    origin,
    base: origin + version,
    profileId: decodeURIComponent(path.split("/")[3] ?? ""),
    query,
    preferences: namesOf(request.headers.prefer as string | undefined),
    body,
  };
}
