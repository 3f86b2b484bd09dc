/** What an operation answers: a body of its own, or one of the contract's examples by its name. */
export type Reply =
  | {
      status: number;
      body?: unknown;
      /** `undefined` leaves out a header of the contract's example. */
      headers?: Record<string, string | undefined>;
      /** What the body shows beside its annotations, one entity or a page of them: the same objects until they change. */
      entities?: readonly object[];
    }
  | { status: number; example: string; message?: string; target?: string };
