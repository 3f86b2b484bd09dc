// The maximum delay of a timer: a longer one would fire immediately.
const LONGEST_DELAY_IN_MS = 2 ** 31 - 1;

/** Settles as `work` does; if the signal aborts first, rejects with its reason. */
export function orAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- a signal's reason may be any value
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop);
    work.finally(() => signal.removeEventListener("abort", stop)).then(resolve, reject);
  });
}

/** Resolves after `delayInMs`; rejects with the signal's reason as soon as it aborts. */
export function sleep(delayInMs: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout>;
  const elapsed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.min(delayInMs, LONGEST_DELAY_IN_MS));
  });
  return orAbort(elapsed, signal).finally(() => clearTimeout(timer));
}

/**
 * Runs `work` with a signal that follows the caller's and aborts after `timeoutInMs` with a `TimeoutError`; rejects as soon
 * as it aborts, even if `work` continues. No limit if `timeoutInMs` is undefined, 0, or longer than a timer can wait.
 */
export function withTimeout<T>(
  timeoutInMs: number | undefined,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (!timeoutInMs || timeoutInMs > LONGEST_DELAY_IN_MS) return orAbort(work(signal), signal);
  const limit = new AbortController();
  const stop = () => limit.abort(new DOMException(`Timed out after ${timeoutInMs} ms`, "TimeoutError"));
  const timer = setTimeout(stop, timeoutInMs);
  const either = AbortSignal.any([signal, limit.signal]);
  return orAbort(work(either), either).finally(() => clearTimeout(timer));
}
