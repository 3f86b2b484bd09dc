import { documentedAnswer } from "./documentedAnswer.ts";
import type { Judge } from "./exchange.ts";
import { withUnionsNarrowed } from "./narrowUnions.ts";
import { loadPrism } from "./prism.ts";

/** Prism's verdict on each step. */
export function createPrismJudge(): Judge {
  const prism = loadPrism();
  return {
    security: (request) => prism.securityViolations(request.operation.documented, request),
    input: (request) => {
      const { operation, narrow, body } = request;
      const judged = narrow ? withUnionsNarrowed(operation.documented, body) : operation.documented;
      return prism.inputViolations(judged, request);
    },
    documented: (request, violations) => {
      const { operation, preferred } = request;
      const example = prism.example(operation.documented, request, violations);
      // Prism always uses the first example of a header, whichever example was preferred.
      const named =
        preferred?.exampleKey && example && documentedAnswer(operation, example.statusCode, preferred.exampleKey);
      return named || example;
    },
    output: ({ documented }, output) => prism.outputViolations(documented, output),
  };
}
