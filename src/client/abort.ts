type Timer = ReturnType<typeof setTimeout>;

/** What `work` settles to, unless the signal aborts first; then rejects with its reason. Ends the timer in any case. */
export function orAbort<T>(work: Promise<T>, signal: AbortSignal, timer?: Timer): Promise<T> {
  let stop: () => void;
  return new Promise<T>((resolve, reject) => {
    stop = () => reject(signal.reason);
    signal.aborted ? stop() : signal.addEventListener("abort", stop);
    work.then(resolve, reject);
  }).finally(() => {
    signal.removeEventListener("abort", stop);
    clearTimeout(timer);
  });
}

/** Resolves after `delayInMs`; rejects with the signal's reason as soon as it aborts. */
export function sleep(delayInMs: number, signal: AbortSignal): Promise<void> {
  let timer: Timer | undefined;
  const elapsed = new Promise<void>((resolve) => (timer = setTimeout(resolve, delayInMs)));
  return orAbort(elapsed, signal, timer);
}

/**
 * Runs `work` with a signal that follows the caller's and aborts after `timeoutInMs` with a `TimeoutError`; rejects as
 * soon as it aborts, even if `work` goes on. No limit where `timeoutInMs` is undefined, 0, or more than a timer takes.
 */
export function withTimeout<T>(
  timeoutInMs: number | undefined,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (!timeoutInMs || timeoutInMs > 2e9) return orAbort(work(signal), signal);
  const limit = new AbortController();
  const stop = () => limit.abort(new DOMException(`${timeoutInMs} ms elapsed`, "TimeoutError"));
  const timer = setTimeout(stop, timeoutInMs);
  const either = AbortSignal.any([signal, limit.signal]);
  return orAbort(work(either), either, timer);
}
