import { BusyError } from "./busyError.ts";
import { isControlPath } from "./control/controlService.ts";
import { HttpError, type HttpRequest } from "./http/service.ts";
import { StoreUnavailableError, unavailableMessage } from "./store/storeErrors.ts";

/** The HTTP error for a failure of the store or a lack of room; `undefined` for a bug. */
export function httpErrorOf(
  error: unknown,
  { method, target }: Pick<HttpRequest, "method" | "target">,
): HttpError | undefined {
  const unavailable = (message: string) => new HttpError(503, "ServiceUnavailable", message, { "Retry-After": "1" });
  if (error instanceof BusyError) return unavailable(error.message);
  if (!(error instanceof StoreUnavailableError)) return undefined;
  const changes = /^(GET|HEAD)$/.test(method) ? 0 : isControlPath(target.path) ? "several" : 1;
  return unavailable(unavailableMessage(error, changes));
}
