import type { operations } from "../../../generated/openapi.ts";

export type OperationId = keyof operations;

type Responses<Id extends OperationId> = operations[Id]["responses"];
type Json<Response> = Response extends { content: { "application/json": infer Body } }
  ? { body: Body }
  : { body?: never };

/** A body of the operation's own, for one of the statuses that the contract documents. */
type OwnReply<Id extends OperationId> = {
  [Status in keyof Responses<Id>]: Json<Responses<Id>[Status]> & {
    status: Status;
    /** `undefined` leaves out a header of the contract's example. */
    headers?: Record<string, string | undefined>;
    /** What the body shows beside its annotations, one entity or a page of them: the same objects until they change. */
    entities?: readonly object[];
  };
}[keyof Responses<Id>];

/** One of the contract's examples by its name. */
interface ExampleReply<Id extends OperationId> {
  status: keyof Responses<Id>;
  example: string;
  message?: string;
  target?: string;
}

/** What the engine accepts of any operation, and checks: what was stored before may break the contract of now. */
type UncheckedReply =
  | { status: number; body?: unknown; headers?: Record<string, string | undefined>; entities?: readonly object[] }
  | { status: number; example: string; message?: string; target?: string };

/** What an operation answers, with the statuses and the bodies that the contract documents for it. */
export type Reply<Id extends OperationId | undefined = undefined> = Id extends OperationId
  ? OwnReply<Id> | ExampleReply<Id>
  : UncheckedReply;
