import type { Violation } from "../http/answer.ts";
import type { Operation } from "./operations.ts";
import type { Reply } from "./reply.ts";

/** One request to an operation of the contract. */
export interface ContractRequest {
  operation: Operation;
  /** As the contract spells it, with the caller's parameters. Its escapes have to be well-formed. */
  path: string;
  query: Record<string, string | string[]>;
  headers: Record<string, string>;
  /** What the body is; absent if the request has none. */
  bodyType?: "application/json" | "application/octet-stream";
  /** Parsed; absent if it is not valid JSON. */
  body?: unknown;
  /** Asks for a documented answer, whatever the request is like otherwise. */
  preferred?: { code?: number; exampleKey?: string };
  /** Judges a union by the branch that `@odata.type` names, which finds fewer violations in the same bodies. */
  narrow?: boolean;
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
  /** The same object for the same static answer. */
  output: Output;
  /** Why the request was refused; empty for an answer to a valid one. */
  violations: Violation[];
  /** How the answer itself breaks the contract. */
  faults: Violation[];
}

/** The contract has no answer of a type that the caller accepts, or none that its `Prefer` header names. */
export type NotOffered = { kind: "notAcceptable" | "notDocumented" };

/** What comes of a request before the contract judges it, and after. */
export interface Handling {
  /** The error that answers the request, if it has a token. */
  known?: Reply | undefined;
  /** Answers a valid request; nothing leaves the answer to the contract's examples. */
  operate?: (() => Promise<Reply | undefined> | Reply | undefined) | undefined;
}

export interface Engine {
  /** Checks, negotiates and answers one request, and validates the answer. Rejects only for a bug. */
  answer: (request: ContractRequest, handling?: Handling) => Promise<EngineAnswer | NotOffered>;
  /** Prepares for invalid requests, step by step; all callers get the same steps. */
  warmUp?: Generator<unknown, void>;
}

/** Judges a request and its answer step by step. */
export interface Judge {
  /** Why a request has no token, as far as the contract is concerned. */
  security: (request: ContractRequest) => Violation[];
  input: (request: ContractRequest) => Violation[];
  /** The contract's example for such a request; `undefined` if there is none that the caller accepts. */
  documented: (request: ContractRequest, violations: Violation[]) => Output | undefined;
  output: (operation: Operation, output: Output) => Violation[];
}
