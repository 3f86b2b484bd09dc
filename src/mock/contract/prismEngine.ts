import { answerOf, documentedAnswer, documentedPreferences } from "./documentedAnswer.ts";
import type { Engine, EngineAnswer, EngineRequest, OutputCheck, RequestError } from "./engine.ts";
import { withUnionsNarrowed } from "./narrowUnions.ts";
import { readOperations } from "./operations.ts";
import { loadPrism, prismParts } from "./prism.ts";

const methods = ["get", "post", "put", "patch", "delete"];

/**
 * Makes an engine that has Prism judge every request.
 *
 * @param isValid spares Prism an answer that is known to be valid
 */
export function createPrismEngine(isValid: OutputCheck = () => false): Engine {
  const prism = loadPrism();
  const operations = readOperations();

  const allowedAt = (path: string): string[] =>
    methods
      .filter((method) => typeof prism.route(operations, method, path) === "object")
      .map((method) => method.toUpperCase());

  async function answer(request: EngineRequest): Promise<EngineAnswer | RequestError> {
    const { method, path, body, preferred, unchecked, narrow, handle, operation: known } = request;
    const operation = known ?? prism.route(operations, method, path);
    if (typeof operation === "string")
      return { kind: operation, allowed: operation === "noSuchMethod" ? allowedAt(path) : [] };

    const ofSecurity = preferred || known ? [] : prism.securityViolations(operation, request);
    const judge = () => (narrow ? withUnionsNarrowed(operation, body) : operation);
    const ofInput = preferred || unchecked ? [] : prism.inputViolations(judge(), request);
    const violations = [...ofSecurity, ...ofInput];
    const documented = known && violations.length > 0 ? documentedAnswer(operation, 400) : undefined;
    const example = documented ?? prism.example(operation, request, violations);
    if (!example && preferred) return { kind: "notDocumented", allowed: documentedPreferences(operation) };
    if (!example) return { kind: "notAcceptable", allowed: [] };

    const reply = preferred || violations.length > 0 ? undefined : await handle?.(operation.iid);
    // Prism takes the first example of each header, whichever was preferred.
    const named = preferred?.exampleKey && documentedAnswer(operation, example.statusCode, preferred.exampleKey);
    const output = reply ? answerOf(operation, reply) : named || example;
    return {
      kind: "answer",
      operationId: operation.iid,
      output,
      violations,
      responseViolations: isValid(operation, output, reply) ? [] : prism.outputViolations(operation, output),
    };
  }

  return { answer };
}

/** Loads Prism, and has it compile what most of the invalid requests take. */
export function* warmUp(engine: () => Engine): Generator<unknown, void> {
  for (const load of Object.values(prismParts)) yield load();
  const headers = { authorization: "Bearer warm-up" };
  for (const { method, path, request } of readOperations()) {
    const [example] = request?.body?.contents?.[0]?.examples ?? [];
    if (!example || !("value" in example)) continue;
    const body = { ...(example.value as object), unknown: true };
    const invalid = { method, path, query: {}, headers, body, bodyType: "application/json" } as const;
    for (const narrow of [true, false]) yield engine().answer({ ...invalid, narrow });
  }
}
