import type { OperationCall } from "../service/operations.ts";
import type { RequestContext } from "./httpServer.ts";
import type { Target } from "./requestParts.ts";

const namesOf = (prefer: string | undefined): string[] =>
  prefer?.split(/[,;]/).map((preference) => (preference.split("=")[0] as string).trim().toLowerCase()) ?? [];

/** A valid request in the service's terms, which know no HTTP. */
export function operationCall(
  { request, origin, version, path }: RequestContext,
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

const lists = ["$select", "$orderby"];

/** The query without blanks around the commas of `$select` and `$orderby`, which Graph accepts. */
export function withoutBlanks(query: Target["query"]): Target["query"] {
  const compact = Object.assign(Object.create(null), query) as Target["query"];
  for (const name of lists) {
    const value = query[name];
    if (typeof value === "string") compact[name] = value.trim().replace(/\s*,\s*/g, ",");
  }
  return compact;
}
