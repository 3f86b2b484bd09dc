import type { ErrorDetails } from "../../../generated/types.ts";
import { contractExample, readContract } from "./document.ts";
import { loadPrism, type Prism, type PrismOperation } from "./loadPrism.ts";
import { memo, remembering } from "./cachedValidation.ts";
import { errorDetails, type Violation } from "./errorDetails.ts";
import type { Reply } from "./reply.ts";

export interface EngineRequest {
  method: string;
  /** As it was sent, without query and API version. Its escapes have to be well-formed. */
  path: string;
  query: Record<string, string | string[]>;
  headers: Record<string, string>;
  /** Absent where the request has none. */
  body?: unknown;
  /** Asks for a documented answer, whatever the request is like otherwise. */
  preferred?: { code?: number; exampleKey?: string };
  /** Leaves the body and the parameters unchecked, for a request whose error is known already. */
  unchecked?: boolean;
  /** Answers a valid request; `undefined` leaves the answer to the contract's examples. */
  handle?: (operationId: string) => Promise<Reply>;
}

export interface EngineAnswer {
  kind: "answer";
  operationId: string;
  /** The same object for the same static answer. */
  output: { statusCode: number; headers?: Record<string, string>; body?: unknown };
  /** Why the request was refused by validation; empty for an answer to a valid one. */
  violations: Violation[];
  /** Each violation in words. Worked out when called, because a stateless answer doesn't tell them. */
  details: () => ErrorDetails[];
  /** How the answer itself breaks the contract. */
  responseViolations: Violation[];
}

/** A request that no operation can answer. */
export interface RequestError {
  kind: "noSuchPath" | "noSuchMethod" | "notAcceptable" | "notDocumented";
  /** Methods that the path does answer. */
  allowed: string[];
}

export interface Engine {
  /** Routes, checks, negotiates and answers one request, and validates the answer. Rejects only for a bug. */
  answer: (request: EngineRequest) => Promise<EngineAnswer | RequestError>;
}

type MockCall = Parameters<Prism["mock"]>[0];
type Mocked = ReturnType<ReturnType<Prism["mock"]>>;
type Output = Extract<Mocked, { _tag: "Right" }>["right"];

const quiet = () => {};
const logger = {
  trace: quiet,
  debug: quiet,
  info: quiet,
  success: quiet,
  warn: quiet,
  error: quiet,
  fatal: quiet,
  child: () => logger,
} as unknown as Parameters<ReturnType<Prism["mock"]>>[0];

const idOf = ({ iid = "" }: PrismOperation): string => iid;
const header = (headers: Record<string, string> | undefined, name: string): string => headers?.[name] ?? "";
const violationClass = (violations: Violation[]): string =>
  [401, 415].find((status) => violations.some(({ code }) => code === status))?.toString() ??
  (violations.length > 0 ? "400" : "");

/** An answer with the headers' examples of the name that was asked for; Prism takes the first of each. */
function withNamedHeaders({ resource, config: { exampleKey } }: MockCall, mocked: Mocked): Mocked {
  if (exampleKey === undefined || mocked._tag === "Left") return mocked;
  const { statusCode, headers } = mocked.right;
  const documented = resource.responses.find(({ code }) => code === String(statusCode))?.headers ?? [];
  const named = documented.flatMap(({ name, examples = [] }) => {
    const example = examples.find(({ key }) => key === exampleKey);
    return example && "value" in example ? [[name, String(example.value)]] : [];
  });
  return { ...mocked, right: { ...mocked.right, headers: { ...headers, ...Object.fromEntries(named) } } };
}

/** Prism's `mock` component, which notes a valid call, and what makes an answer out of a reply. */
function mockWithHandlers(
  prism: Prism,
  plain: boolean,
): { mock: Prism["mock"]; answerOf: (call: MockCall, reply: Reply) => Output } {
  const mocked = memo<Mocked>(plain);

  // Prism's own mock looks at the operation, what was asked for, what is accepted, and the kind of the violations only.
  const fromExamples = (call: MockCall): Mocked => {
    const { code, exampleKey } = call.config;
    const { headers } = call.input.data;
    const key = [
      call.resource.iid,
      code,
      exampleKey,
      header(headers, "accept"),
      violationClass(call.input.validations as Violation[]),
    ];
    return mocked(JSON.stringify(key), () => {
      try {
        return withNamedHeaders(call, prism.mock({ ...call, config: { ...call.config } })(logger));
      } catch (left) {
        // An Accept header that can't be parsed.
        return { _tag: "Left", left: left as Error };
      }
    });
  };

  // What is accepted was settled before the handler ran.
  const askFor = (call: MockCall, code: number, exampleKey?: string): Mocked => {
    const data = { ...call.input.data, headers: {} };
    const config = { ...call.config, code, ...(exampleKey === undefined ? {} : { exampleKey }) };
    return fromExamples({ ...call, input: { ...call.input, data }, config });
  };

  function documentedExample(call: MockCall, reply: Extract<Reply, { example: string }>): Output {
    const { status, example, message, target } = reply;
    const found = askFor(call, status, example);
    const documented = found._tag === "Right" && found.right.statusCode === status ? found.right : undefined;
    const output = documented ?? {
      statusCode: status,
      headers: { "Content-type": "application/json" },
      body: contractExample(example),
    };
    if (message === undefined) return output;
    const { error } = output.body as { error: object };
    return { ...output, body: { error: { ...error, message, ...(target === undefined ? {} : { target }) } } };
  }

  function answerOf(call: MockCall, reply: Reply): Output {
    if ("example" in reply) return documentedExample(call, reply);
    const frame = askFor(call, reply.status);
    const headers = { ...(frame._tag === "Right" ? frame.right.headers : {}), ...reply.headers };
    const sent = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return {
      statusCode: reply.status,
      headers: Object.fromEntries(sent),
      ...("body" in reply ? { body: reply.body } : {}),
    };
  }

  const mock: Prism["mock"] = (call) => () => {
    const example = fromExamples(call);
    const { note } = call.input.data as { note?: (call: MockCall) => void };
    if (example._tag === "Right" && call.input.validations.length === 0) note?.(call);
    return example;
  };
  return { mock, answerOf };
}

const noSuch = (error: Error): RequestError["kind"] => {
  if (error.name.endsWith("#NO_PATH_MATCHED_ERROR")) return "noSuchPath";
  if (error.name.endsWith("#NO_METHOD_MATCHED_ERROR")) return "noSuchMethod";
  return "notAcceptable";
};

const methods = ["get", "post", "put", "patch", "delete"] as const;

/**
 * Makes the engine: Prism's, with a `mock` component that asks a handler first.
 *
 * @param options.plain leaves every memo out; the answers have to be the same
 */
export async function createEngine({ plain = false } = {}): Promise<Engine> {
  const prism = loadPrism();
  const operations: PrismOperation[] = await prism.operationsOf(readContract());
  const { route, validateInput, validateSecurity, validateOutput } = plain ? prism : remembering(prism);
  const { mock, answerOf } = mockWithHandlers(prism, plain);
  const base = { isProxy: false, errors: false, upstreamProxy: undefined, validateResponse: true } as const;
  const instance = prism.createInstance(
    { ...base, checkSecurity: true, validateRequest: true, mock: { dynamic: false } },
    { route, validateInput, validateSecurity, validateOutput, mock, logger },
  );

  const routed = (method: string, path: string) =>
    route({ resources: operations, input: { method: method as "get", url: { path } } });
  const allowedAt = (path: string): string[] =>
    methods.filter((method) => routed(method, path)._tag === "Right").map((method) => method.toUpperCase());

  async function answer({
    method,
    path,
    query,
    headers,
    body,
    preferred,
    unchecked,
    handle,
  }: EngineRequest): Promise<EngineAnswer | RequestError> {
    // Prism's own part is synchronous; what answers a valid call is not.
    let valid: MockCall | undefined;
    const note = (call: MockCall): void => void (valid = call);
    const input = { method: method as "get", url: { path, query }, headers, body, note };
    const config = {
      ...base,
      checkSecurity: !preferred,
      validateRequest: !preferred && !unchecked,
      mock: { dynamic: false, ...preferred },
    };
    const result = await instance.request(input, operations, config)();
    if (result._tag === "Left") {
      const kind = preferred && noSuch(result.left) === "notAcceptable" ? "notDocumented" : noSuch(result.left);
      return { kind, allowed: kind === "noSuchMethod" ? allowedAt(path) : [] };
    }
    const operation = (routed(method, path) as { right: PrismOperation }).right;
    const violations = result.right.validations.input as Violation[];
    let { output } = result.right as { output: Output };
    let checked = result.right.validations.output as { severity: number }[];
    if (valid && handle && !preferred) {
      output = answerOf(valid, await handle(idOf(operation)));
      const found = validateOutput({ resource: operation, element: output });
      checked = found._tag === "Left" ? found.left : [];
    }
    return {
      kind: "answer",
      operationId: idOf(operation),
      output: output as EngineAnswer["output"],
      violations,
      details: () => errorDetails(prism, operation, input, violations),
      responseViolations: checked.filter(({ severity }) => severity === 0) as unknown as Violation[],
    };
  }

  return { answer };
}
