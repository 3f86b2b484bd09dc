import type { EngineRequest } from "./engine.ts";
import { type DocumentedOperation, parameterKey, type Validators } from "./operations.ts";
import { pathPattern } from "./pathPattern.ts";

function routeOf(operation: DocumentedOperation) {
  const { path, request = {} } = operation;
  const parameters = (["path", "query", "headers"] as const).flatMap((place) =>
    (request[place] ?? []).map(({ name, schema, explode }) => ({
      place,
      name: place === "headers" ? name.toLowerCase() : name,
      key: parameterKey(place, name),
      isList: schema?.type === "array" && !explode,
    })),
  );
  const queryOptions = new Set(request.query?.map(({ name }) => name));
  return { operation, pattern: pathPattern(path, "[\\w-]+"), parameters, queryOptions };
}

type Route = ReturnType<typeof routeOf>;

const plainAccept = /^(?:\*\/\*|application\/json)(?:, ?(?:[\w-]+|\*)\/(?:[\w-]+|\*))*$/;
const bearer = /^Bearer\s.+$/;

/** As Prism shows the parameters to its validators; `undefined` where one of them is not plain. */
function readParameters(route: Route, { query, headers }: EngineRequest, path: Record<string, string>) {
  // Another option may be one that Prism knows in lower case.
  for (const name in query) if (!route.queryOptions.has(name)) return undefined;
  const sent = { path, query, headers };
  const values: Record<string, string | string[]> = {};
  for (const { place, name, key, isList } of route.parameters) {
    const text = sent[place][name];
    if (text === undefined) continue;
    if (typeof text !== "string" || text === "") return undefined;
    values[key] = isList ? text.split(",") : text;
  }
  return values;
}

function hasPlainBody({ request }: DocumentedOperation, { bodyType, body }: EngineRequest): boolean {
  if (bodyType === undefined) return !request?.body?.required;
  return bodyType === "application/json" && typeof body === "object" && body !== null;
}

export interface PlainRequest {
  operation: DocumentedOperation;
  /** Otherwise its body or its parameters violate the contract, which it answers with 400. */
  isValid: boolean;
}

/** Makes the function that finds the operation of a request where there is no doubt about it, and of no other. */
export function createPlainRouter(operations: DocumentedOperation[], validators: Validators) {
  const routes = operations.map(routeOf);

  return (request: EngineRequest): PlainRequest | undefined => {
    const { accept = "*/*", authorization = "" } = request.headers;
    if (request.preferred || request.unchecked || !plainAccept.test(accept) || !bearer.test(authorization)) return;
    const method = request.method.toLowerCase();
    let route: Route | undefined;
    let path: Record<string, string> = {};
    for (const candidate of routes) {
      if (candidate.operation.method !== method) continue;
      const found = candidate.pattern.exec(request.path);
      if (!found) continue;
      // Which of two Prism prefers is its own affair.
      if (route) return;
      route = candidate;
      path = found.groups ?? {};
    }
    if (!route || !hasPlainBody(route.operation, request)) return;
    const { operation } = route;
    const parameters = readParameters(route, request, path);
    if (!parameters) return;
    const isValid =
      validators[`${operation.iid} parameters`]?.(parameters) === true &&
      (!request.bodyType || validators[`${operation.iid} body`]?.(request.body) === true);
    return { operation, isValid };
  };
}
