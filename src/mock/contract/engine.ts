import { createCompiledJudge } from "./compiledJudge.ts";
import { answerOf, documentedAnswer } from "./documentedAnswer.ts";
import type { ContractRequest, Engine, EngineAnswer, Handling, Judge, NotOffered } from "./exchange.ts";
import { readValidators } from "./operations.ts";
import { createPrismJudge } from "./prismJudge.ts";
import { warmUp } from "./warmUp.ts";

interface EngineOptions {
  validators?: ReturnType<typeof readValidators>;
  compiled?: ReturnType<typeof createCompiledJudge>;
  loadPrism?: () => Judge;
}

/**
 * Creates the engine. At each step, plain requests and answers are judged by precompiled validators, everything else by
 * Prism, which is loaded on demand.
 */
export function createEngine({
  validators = readValidators(),
  compiled = createCompiledJudge(validators),
  loadPrism = createPrismJudge,
}: EngineOptions = {}): Engine {
  let loaded: Judge | undefined;
  const prism = (): Judge => (loaded ??= loadPrism());

  async function answer(
    request: ContractRequest,
    { known, operate }: Handling = {},
  ): Promise<EngineAnswer | NotOffered> {
    const { operation, preferred } = request;
    const plain = compiled.plainParameters(request);
    const violations = preferred || plain ? [] : prism().security(request);
    if (!preferred && !known && !(plain && compiled.isValid(request, plain)))
      violations.push(...prism().input(request));
    const documented = plain
      ? documentedAnswer(operation, violations.length > 0 ? 400 : operation.success)
      : prism().documented(request, violations);
    if (!documented) return { kind: preferred ? "notDocumented" : "notAcceptable" };

    const reply = preferred || violations.length > 0 ? undefined : (known ?? (await operate?.()));
    const output = reply ? answerOf(operation, reply) : documented;
    const faults = compiled.isValidOutput(operation, output, reply) ? [] : prism().output(operation, output);
    return { kind: "answer", output, violations, faults };
  }

  return { answer, warmUp: warmUp(answer) };
}
