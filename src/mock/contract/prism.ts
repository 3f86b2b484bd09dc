import type { PrismHttpComponents } from "@stoplight/prism-http";
import type { EngineRequest, Output } from "./engine.ts";
import type { Violation } from "./errorDetails.ts";
import type { DocumentedOperation } from "./operations.ts";
import { prismModule } from "./prismModule.ts";

type Either<T> = { _tag: "Left"; left: unknown } | { _tag: "Right"; right: T };
type Operation = Parameters<PrismHttpComponents["validateInput"]>[0]["resource"];
type Element = Parameters<PrismHttpComponents["validateInput"]>[0]["element"];

const quiet = () => {};
const silent: Record<string, () => unknown> = {
  trace: quiet,
  debug: quiet,
  info: quiet,
  success: quiet,
  warn: quiet,
  error: quiet,
  fatal: quiet,
  child: () => silent,
};

const violationsIn = (result: Either<unknown>): Violation[] =>
  result._tag === "Left" ? (result.left as Violation[]) : [];

// Prism reads the length to learn whether there is a body, and throws on a type that it can't parse.
function elementOf({ method, path, query, headers: sent, bodyType, body }: EngineRequest): Element {
  const { "content-type": _, "transfer-encoding": __, ...others } = sent;
  const headers = { ...others, "content-length": bodyType ? "1" : "0", ...(bodyType && { "content-type": bodyType }) };
  const shown = bodyType === "application/octet-stream" ? "not JSON" : body;
  return { method: method as "get", url: { path, query }, headers, body: shown };
}

/** The answer as it is sent: what has no body has no type either. */
function outputOf({ statusCode, headers = {}, body }: Parameters<PrismHttpComponents["validateOutput"]>[0]["element"]) {
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
  const judged = (operation: DocumentedOperation, request: EngineRequest) => ({
    resource: operation as Operation,
    element: elementOf(request),
  });

  return {
    /** The operation, or why there is none. */
    route: (operations: DocumentedOperation[], method: string, path: string) => {
      const input = { method: method as "get", url: { path } };
      const routed = route({ resources: operations as Operation[], input });
      if (routed._tag === "Right") return routed.right as DocumentedOperation;
      return routed.left.name.endsWith("#NO_METHOD_MATCHED_ERROR") ? "noSuchMethod" : "noSuchPath";
    },
    securityViolations: (operation: DocumentedOperation, request: EngineRequest) =>
      violationsIn(prism.validateSecurity(judged(operation, request))),
    inputViolations: (operation: DocumentedOperation, request: EngineRequest) =>
      violationsIn(prism.validateInput(judged(operation, request))),
    /** The contract's example for such a request; `undefined` where it has none that the caller accepts. */
    example: (operation: DocumentedOperation, { headers, preferred }: EngineRequest, violations: Violation[]) => {
      const input = { data: { headers }, validations: violations };
      const config = { dynamic: false, ...preferred };
      try {
        const mocked = mock({ resource: operation, input, config } as unknown as Parameters<typeof mock>[0])(silent);
        return mocked._tag === "Right" ? outputOf(mocked.right) : undefined;
      } catch {
        return undefined; // An Accept header that can't be parsed.
      }
    },
    outputViolations: (operation: DocumentedOperation, element: Output): Violation[] =>
      violationsIn(prism.validateOutput({ resource: operation as Operation, element })).filter(
        ({ severity }) => severity === 0,
      ),
  };
}
