import { BusyError } from "./busyError.ts";
import { HttpError } from "./http/service.ts";
import { StoreUnavailableError } from "./store/storeErrors.ts";

/** What a failure of the store, or a lack of room, is in the words of HTTP; `undefined` for a bug. */
export const httpErrorOf = (error: unknown): HttpError | undefined =>
  error instanceof StoreUnavailableError || error instanceof BusyError
    ? new HttpError(503, "ServiceUnavailable", error.message, { "Retry-After": "1" })
    : undefined;
