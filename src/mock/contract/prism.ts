import type { PrismHttpComponents } from "@stoplight/prism-http";
import { limits } from "../limits.ts";
import type { EngineRequest, Output } from "./engine.ts";
import type { Violation } from "./errorDetails.ts";
import type { DocumentedOperation } from "./operations.ts";
import { prismModule } from "./prismModule.ts";

type Request = Parameters<PrismHttpComponents["validateInput"]>[0]["element"];
type Response = Parameters<PrismHttpComponents["validateOutput"]>[0]["element"];
type Validation = ReturnType<PrismHttpComponents["validateInput" | "validateOutput"]>;

const silent: Record<string, () => unknown> = new Proxy({}, { get: () => () => silent });

const violationsIn = (result: Validation): Violation[] => (result._tag === "Left" ? result.left : []);

const firstOf = (violations: Violation[]): Violation[] => violations.slice(0, limits.violations.max);

// Prism reads the length to learn whether there is a body, and throws on a type that it can't parse.
function elementOf({ method, path, query, headers: sent, bodyType, body }: EngineRequest): Request {
  const { "content-type": _, "transfer-encoding": __, ...others } = sent;
  const headers = { ...others, "content-length": bodyType ? "1" : "0", ...(bodyType && { "content-type": bodyType }) };
  const shown = bodyType === "application/octet-stream" ? "not JSON" : body;
  return { method: method as "get", url: { path, query }, headers, body: shown };
}

/** The answer as it is sent: what has no body has no type either. */
function outputOf({ statusCode, headers = {}, body }: Response): Output {
  const { "Content-type": type, ...others } = headers;
  const sent = body === undefined || type === undefined ? others : { ...others, "content-type": type };
  const texts = Object.entries(sent).map(([name, value]) => [name, String(value)]);
  return { statusCode, headers: Object.fromEntries(texts) as Output["headers"], body };
}

/** Each loads a part of Prism the first time, which takes its time. */
export const prismParts = {
  route: () => (prismModule("router") as { default: PrismHttpComponents["route"] }).default,
  mock: () => (prismModule("mocker") as { default: PrismHttpComponents["mock"] }).default,
  validator: () => prismModule("validator") as PrismHttpComponents,
};

/** Prism's parts, with results of our own types. */
export function loadPrism() {
  const [route, mock, prism] = [prismParts.route(), prismParts.mock(), prismParts.validator()];

  return {
    /** The operation, or why there is none. */
    route: (operations: DocumentedOperation[], method: string, path: string) => {
      const routed = route({ resources: operations, input: { method: method as "get", url: { path } } });
      if (routed._tag === "Right") return routed.right as DocumentedOperation;
      return routed.left.name.endsWith("#NO_METHOD_MATCHED_ERROR") ? "noSuchMethod" : "noSuchPath";
    },
    securityViolations: (resource: DocumentedOperation, request: EngineRequest) =>
      violationsIn(prism.validateSecurity({ resource, element: elementOf(request) })),
    inputViolations: (resource: DocumentedOperation, request: EngineRequest) =>
      firstOf(violationsIn(prism.validateInput({ resource, element: elementOf(request) }))),
    /** The contract's example for such a request; `undefined` where it has none that the caller accepts. */
    example: (resource: DocumentedOperation, request: EngineRequest, validations: Violation[]) => {
      const config = { dynamic: false, ...request.preferred };
      try {
        const mocked = mock({ resource, input: { data: elementOf(request), validations }, config })(silent);
        return mocked._tag === "Right" ? outputOf(mocked.right) : undefined;
      } catch {
        return undefined; // An Accept header that can't be parsed.
      }
    },
    // A severity of 0 is an error, which is all that counts of an answer.
    outputViolations: (resource: DocumentedOperation, element: Output): Violation[] =>
      firstOf(violationsIn(prism.validateOutput({ resource, element })).filter(({ severity }) => !severity)),
  };
}
