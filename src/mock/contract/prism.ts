import type { PrismHttpComponents } from "@stoplight/prism-http";
import type { Violation } from "../http/answer.ts";
import { limits } from "../limits.ts";
import type { ContractRequest, Output } from "./exchange.ts";
import type { DocumentedOperation } from "./operations.ts";
import { prismModule } from "./prismModule.ts";

type Request = Parameters<PrismHttpComponents["validateInput"]>[0]["element"];
type Response = Parameters<PrismHttpComponents["validateOutput"]>[0]["element"];
type Validation = ReturnType<PrismHttpComponents["validateInput" | "validateOutput"]>;
type Diagnostic = Extract<Validation, { left: unknown }>["left"][number];

const silent: Record<string, () => unknown> = new Proxy({}, { get: () => () => silent });

const diagnosticsIn = (result: Validation): Diagnostic[] => (result._tag === "Left" ? result.left : []);

const firstOf = (violations: Diagnostic[]): Diagnostic[] => violations.slice(0, limits.violations.max);

// Prism reads the length to find out whether there is a body, and throws on a media type that it can't parse.
function elementOf({ operation, path, query, headers: sent, bodyType, body }: ContractRequest): Request {
  const { "content-type": _, "transfer-encoding": __, ...others } = sent;
  const headers = { ...others, "content-length": bodyType ? "1" : "0", ...(bodyType && { "content-type": bodyType }) };
  const content = bodyType === "application/octet-stream" ? "not JSON" : body;
  return { method: operation.documented.method as "get", url: { path, query }, headers, body: content };
}

/** The answer as it is sent: without a body, it has no content type. */
function outputOf({ statusCode, headers = {}, body }: Response): Output {
  const { "Content-type": type, ...others } = headers;
  const sent = body === undefined || type === undefined ? others : { ...others, "content-type": type };
  const texts = Object.entries(sent).map(([name, value]) => [name, String(value)]);
  return { statusCode, headers: Object.fromEntries(texts) as Output["headers"], body };
}

/** Each loads a part of Prism when first called, which is slow. */
export const prismParts = {
  mock: () => (prismModule("mocker") as { default: PrismHttpComponents["mock"] }).default,
  validator: () => prismModule("validator") as PrismHttpComponents,
};

/** Prism's parts, with results of our own types. */
export function loadPrism() {
  const [mock, prism] = [prismParts.mock(), prismParts.validator()];

  return {
    securityViolations: (resource: DocumentedOperation, request: ContractRequest) =>
      diagnosticsIn(prism.validateSecurity({ resource, element: elementOf(request) })),
    inputViolations: (resource: DocumentedOperation, request: ContractRequest) =>
      firstOf(diagnosticsIn(prism.validateInput({ resource, element: elementOf(request) }))),
    /** The contract's example for such a request; `undefined` if it has none that the caller accepts. */
    example: (resource: DocumentedOperation, request: ContractRequest, violations: Violation[]) => {
      const config = { dynamic: false, ...request.preferred };
      try {
        const mocked = mock({
          resource,
          input: { data: elementOf(request), validations: violations as Diagnostic[] },
          config,
        })(silent);
        return mocked._tag === "Right" ? outputOf(mocked.right) : undefined;
      } catch {
        return undefined; // An Accept header that can't be parsed.
      }
    },
    // For answers, only errors count: severity 0.
    outputViolations: (resource: DocumentedOperation, element: Output) =>
      firstOf(diagnosticsIn(prism.validateOutput({ resource, element })).filter(({ severity }) => !severity)),
  };
}
