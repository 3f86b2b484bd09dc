import type { Violation } from "../http/answer.ts";
import type { Operation } from "./operations.ts";
import type { Reply } from "./reply.ts";

/** One request to an operation of the contract. */
export interface ContractRequest {
  operation: Operation;
  /** As the contract spells it, with the caller's parameters. Its percent-encoding must be valid. */
  path: string;
  query: Record<string, string | string[]>;
  headers: Record<string, string>;
  /** The media type of the body; absent if the request has none. */
  bodyType?: "application/json" | "application/octet-stream";
  /** Parsed; absent if it is not valid JSON. */
  body?: unknown;
  /** Requests a documented answer, even if the request is invalid. */
  preferred?: { code?: number; exampleKey?: string };
  /** Validates only the branch of a union that `@odata.type` names, which reports fewer violations for the same bodies. */
  narrow?: boolean;
}

export interface Output {
  statusCode: number;
  headers: Record<string, string>;
  body?: unknown;
  /** The body without its annotations: the same object until it changes. */
  entity?: object | undefined;
  /** The entities of a page, the body's `value`: the same objects until they change. */
  page?: readonly object[];
}

export interface EngineAnswer {
  kind: "answer";
  /** The same object for the same static answer. */
  output: Output;
  /** Why the request was refused; empty for an answer to a valid one. */
  violations: Violation[];
  /** How the answer itself violates the contract. */
  faults: Violation[];
}

/** The contract has no answer of a media type that the caller accepts, or not the one named by its `Prefer` header. */
export type NotOffered = { kind: "notAcceptable" | "notDocumented" };

/** How to answer a request before the contract judges it, and after. */
export interface Handling {
  /** The error that answers the request, if it has a token. */
  known?: Reply | undefined;
  /** Answers a valid request; `undefined` means one of the contract's examples. */
  operate?: (() => Promise<Reply | undefined> | Reply | undefined) | undefined;
}

export interface Engine {
  /** Checks, negotiates and answers one request, and validates the answer. Rejects only if there is a bug. */
  answer: (request: ContractRequest, handling?: Handling) => Promise<EngineAnswer | NotOffered>;
  /** Prepares for invalid requests, step by step; all callers share the same steps. */
  warmUp?: Generator<unknown, void>;
}

/** Judges a request and its answer step by step. */
export interface Judge {
  /** Why a request lacks the token that the contract requires. */
  security: (request: ContractRequest) => Violation[];
  input: (request: ContractRequest) => Violation[];
  /** The contract's example for such a request; `undefined` if it has none that the caller accepts. */
  documented: (request: ContractRequest, violations: Violation[]) => Output | undefined;
  output: (operation: Operation, output: Output) => Violation[];
}
