/** What an operation answers: a body of its own, or one of the contract's examples by its name. */
export type Reply =
  | {
      status: number;
      body?: unknown;
      /** `undefined` leaves out a header of the contract's example. */
      headers?: Record<string, string | undefined>;
      /** As in an `Output`. */
      entities?: readonly object[];
    }
  | { status: number; example: string; message?: string; target?: string };
