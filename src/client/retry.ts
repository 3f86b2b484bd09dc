/** How often and when a failed request is sent again. */
export interface RetryOptions {
  /** Further attempts after the first; 0 means none. Default 3. */
  maxRetries?: number | undefined;
  /** Base of the exponential delay used when the service does not say how long to wait. Default 1000. */
  retryDelayInMs?: number | undefined;
  /** Longest wait. A `Retry-After` above it ends the retrying and the answer is returned. Default 120000. */
  maxRetryDelayInMs?: number | undefined;
  /**
   * Has the last word on each failure (status 400 and above, or no answer). Default: `context.isRetryable`.
   * To repeat a POST that met a 503: `(c) => c.isRetryable || c.response?.status === 503`.
   */
  shouldRetry?: ((context: RetryContext) => boolean) | undefined;
}

/** A failed attempt, as `shouldRetry` sees it. */
export interface RetryContext {
  /** The request as the caller made it, without the token; its body has been read. */
  request: Request;
  /** Retries made so far: 0 after the first attempt. */
  retryCount: number;
  /** The answer, if there was one. */
  response?: Response | undefined;
  /** What `fetch` rejected with, if it did. */
  error?: unknown;
  /** True for 429, and for 503, 504 and network failures of a request that is safe to repeat. */
  isRetryable: boolean;
}

/** The wait that `Retry-After` asks for, in milliseconds; undefined when there is none or it cannot be read. */
export function retryAfterInMs(headers: Headers): number | undefined {
  const value = headers.get("retry-after")!;
  const wait = Math.ceil(/^[\d.]+$/.test(value) ? +value * 1000 : Date.parse(value) - Date.now());
  if (wait >= 0) return wait;
}

/** Milliseconds to wait before the next attempt, or undefined when there is to be none. */
export function retryDelay(
  options: RetryOptions,
  request: Request,
  retryCount: number,
  response: Response | undefined,
  error: unknown,
): number | undefined {
  const { maxRetries = 3, retryDelayInMs = 1000, maxRetryDelayInMs = 120_000, shouldRetry } = options;
  const status = response?.status;
  // A POST may have been carried out although its answer was lost.
  const isRetryable =
    status === 429 || (!/^P(OST|ATCH)/.test(request.method) && (!status || status === 503 || status === 504));
  if (retryCount >= maxRetries || status! < 400) return;
  if (!(shouldRetry ? shouldRetry({ request, retryCount, response, error, isRetryable }) : isRetryable)) return;

  // A page of another origin often cannot read Retry-After, so a throttled caller never starts from zero.
  const jitter = +(status === 429) + Math.random() * 2 ** retryCount;
  const delay = (response && retryAfterInMs(response.headers)) ?? Math.min(maxRetryDelayInMs, retryDelayInMs * jitter);
  if (delay <= maxRetryDelayInMs) return delay;
}
