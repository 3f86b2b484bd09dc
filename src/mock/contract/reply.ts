import type { operations } from "../../../generated/openapi.ts";

export type OperationId = keyof operations;

type Responses<Id extends OperationId> = operations[Id]["responses"];
type Json<Response> = Response extends { content: { "application/json": infer Body } }
  ? { body: Body }
  : { body?: never };

/** A reply with its own body, for one of the statuses that the contract documents. */
type OwnReply<Id extends OperationId> = {
  [Status in keyof Responses<Id>]: Json<Responses<Id>[Status]> & {
    status: Status;
    /** `undefined` omits a header of the contract's example. */
    headers?: Record<string, string | undefined>;
    /** The body without its annotations, as one entity or a page of them: the same objects until they change. */
    entities?: readonly object[];
  };
}[keyof Responses<Id>];

/** One of the contract's examples by name. */
interface ExampleReply<Id extends OperationId> {
  status: keyof Responses<Id>;
  example: string;
  message?: string;
  target?: string;
}

/** A reply that the engine accepts from any operation, and checks: stored data may violate a newer contract. */
type UncheckedReply =
  | { status: number; body?: unknown; headers?: Record<string, string | undefined>; entities?: readonly object[] }
  | { status: number; example: string; message?: string; target?: string };

/** An operation's reply, typed by the statuses and bodies that the contract documents for it. */
export type Reply<Id extends OperationId | undefined = undefined> = Id extends OperationId
  ? OwnReply<Id> | ExampleReply<Id>
  : UncheckedReply;
