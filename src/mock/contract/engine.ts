import { answerOf, documentedAnswer } from "./documentedAnswer.ts";
import type { Violation } from "./errorDetails.ts";
import {
  type DocumentedOperation,
  readOperations,
  readValidators,
  type ValidatorName,
  type Validators,
} from "./operations.ts";
import { createPlainRouter } from "./plainRequest.ts";
import { createPrismEngine, warmUp } from "./prismEngine.ts";
import type { Reply } from "./reply.ts";

export interface EngineRequest {
  method: string;
  /** As it was sent, without query and API version. Its escapes have to be well-formed. */
  path: string;
  query: Record<string, string | string[]>;
  headers: Record<string, string>;
  /** What the body is; absent where the request has none. */
  bodyType?: "application/json" | "application/octet-stream";
  /** Parsed; absent where it is not valid JSON. */
  body?: unknown;
  /** Asks for a documented answer, whatever the request is like otherwise. */
  preferred?: { code?: number; exampleKey?: string };
  /** Leaves the body and the parameters unchecked, for a request whose error is known already. */
  unchecked?: boolean;
  /** Its operation, where there is no doubt about that, about its token, and that its caller accepts JSON. */
  operation?: DocumentedOperation;
  /** Judges a union by the branch that `@odata.type` names, which finds fewer violations in the same bodies. */
  narrow?: boolean;
  /** Answers a valid request; nothing leaves the answer to the contract's examples. */
  handle?: (operationId: string) => Promise<Reply | undefined> | Reply | undefined;
}

export interface Output {
  statusCode: number;
  headers: Record<string, string>;
  body?: unknown;
  /** What the body shows beside its annotations: the same object until it changes. */
  entity?: object | undefined;
  /** The entities of a page, which is the body's `value`: the same objects until they change. */
  page?: readonly object[];
}

export interface EngineAnswer {
  kind: "answer";
  operationId: string;
  /** The same object for the same static answer. */
  output: Output;
  /** Why validation refused the request; empty for an answer to a valid one. */
  violations: Violation[];
  /** How the answer itself breaks the contract. */
  responseViolations: Violation[];
}

/** A request that no operation can answer. */
export interface RequestError {
  kind: "noSuchPath" | "noSuchMethod" | "notAcceptable" | "notDocumented";
  /** Methods that the path does answer, or what a `Prefer` header may name. */
  allowed: string[];
}

/** @param reply what the answer was made of; absent for an example of the contract, which is the same object each time */
export type OutputCheck = (operation: DocumentedOperation, output: Output, reply?: Reply) => boolean;

export interface Engine {
  /** Routes, checks, negotiates and answers one request, and validates the answer. Rejects only for a bug. */
  answer: (request: EngineRequest) => Promise<EngineAnswer | RequestError>;
  /** Prepares for invalid requests, step by step; all callers get the same steps. */
  warmUp?: Generator<unknown, void>;
}

const lowestSuccess = ({ responses }: DocumentedOperation): number =>
  Math.min(...responses.map(({ code }) => Number(code)).filter((code) => code >= 200 && code < 300));

type Validate = NonNullable<Validators[ValidatorName]>;

/** Says whether an answer is valid. A validator checks an example once, and an entity once until it changes. */
function outputCheck(validators: Validators): OutputCheck {
  const valid = new Map<Validate, WeakSet<object>>();

  function knownTo(check: Validate): WeakSet<object> {
    const known = valid.get(check) ?? new WeakSet();
    valid.set(check, known);
    return known;
  }

  function isValidBody(name: string, { body, entity, page }: Output): boolean {
    const check = validators[`${name} body`];
    const entities = page ?? (entity ? [entity] : []);
    if (!check || entities.length === 0) return check?.(body) ?? true;
    const known = knownTo((page && validators[`${name} items`]) || check);
    const unknown = entities.filter((each) => !known.has(each));
    if (!page && unknown.length === 0) return true;
    if (!check(page ? { ...(body as object), value: unknown } : body)) return false;
    for (const each of unknown) known.add(each);
    return true;
  }

  return ({ iid }, output, reply) => {
    const name = `${iid} ${output.statusCode}`;
    const checkHeaders = validators[`${name} headers`];
    if (!checkHeaders) return false;
    const isExample = !reply || ("example" in reply && reply.message === undefined);
    if (isExample && knownTo(checkHeaders).has(output)) return true;
    if (!checkHeaders(output.headers) || !isValidBody(name, output)) return false;
    if (isExample) knownTo(checkHeaders).add(output);
    return true;
  };
}

/**
 * Makes the engine. A plainly valid request is judged by validators that were compiled beforehand, and so is its
 * answer; anything else goes to Prism, which is loaded for it.
 */
export function createEngine({ validators = readValidators(), loadPrism = createPrismEngine } = {}): Engine {
  const findPlain = createPlainRouter(readOperations(), validators);
  const isValid = outputCheck(validators);
  let loaded: Engine | undefined;
  const prism = (): Engine => (loaded ??= loadPrism(isValid));

  async function answer(request: EngineRequest): Promise<EngineAnswer | RequestError> {
    const plain = findPlain(request);
    if (!plain?.isValid) return prism().answer(plain ? { ...request, operation: plain.operation } : request);
    const { operation } = plain;
    const reply = await request.handle?.(operation.iid);
    const output = reply ? answerOf(operation, reply) : documentedAnswer(operation, lowestSuccess(operation));
    // What the operation did is done: it must not run again.
    if (!output || !isValid(operation, output, reply)) return prism().answer({ ...request, handle: () => reply });
    return { kind: "answer", operationId: operation.iid, output, violations: [], responseViolations: [] };
  }

  return { answer, warmUp: warmUp(prism) };
}
