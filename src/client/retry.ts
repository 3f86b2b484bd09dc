/** How often and when a failed request is retried. */
export interface RetryOptions {
  /** Further attempts after the first; 0 means none. Default 3. */
  maxRetries?: number | undefined;
  /** Base of the exponential backoff used when the service does not say how long to wait. Default 1000. */
  retryDelayInMs?: number | undefined;
  /** Longest delay. A `Retry-After` above it ends the retries and the response is returned. Default 120000. */
  maxRetryDelayInMs?: number | undefined;
  /**
   * Decides whether to retry after each failure (status 400 and above, or no response). Default: `context.isRetryable`.
   * To retry a POST that was answered with 503: `(c) => c.isRetryable || c.response?.status === 503`.
   */
  shouldRetry?: ((context: RetryContext) => boolean) | undefined;
}

/** A failed attempt, before the decision whether to retry it. */
export interface FailedAttempt {
  /** The request as the caller made it, without the token; its body has been read. */
  request: Request;
  /** Retries made so far: 0 after the first attempt. */
  retryCount: number;
  /** The response, if there was one. */
  response?: Response | undefined;
  /** What `fetch` rejected with, if it did. */
  error?: unknown;
}

/** A failed attempt, as `shouldRetry` sees it. */
export interface RetryContext extends FailedAttempt {
  /** True for 429, and for 503, 504 and network errors of a request that is safe to repeat. */
  isRetryable: boolean;
}

/** How long `Retry-After` says to wait, in milliseconds; undefined if it is absent or invalid. */
export function retryAfterInMs(headers: Headers): number | undefined {
  const value = headers.get("retry-after");
  if (!value) return undefined;
  const wait = /^[\d.]+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return wait >= 0 ? Math.ceil(wait) : undefined;
}

/** Milliseconds to wait before the next attempt, or undefined to give up. */
export function retryDelay(options: RetryOptions, attempt: FailedAttempt): number | undefined {
  const { maxRetries = 3, retryDelayInMs = 1000, maxRetryDelayInMs = 120_000, shouldRetry } = options;
  const { request, retryCount, response } = attempt;
  const status = response?.status;
  if (retryCount >= maxRetries || (status && status < 400)) return undefined;

  // A POST may have been carried out even if its response was lost.
  const isIdempotent = !/^P(OST|ATCH)/.test(request.method);
  const isRetryable = status === 429 || (isIdempotent && (!status || status === 503 || status === 504));
  const isWanted = shouldRetry ? shouldRetry({ ...attempt, isRetryable }) : isRetryable;
  if (!isWanted) return undefined;

  // Cross-origin pages often can't read Retry-After, so a throttled caller always waits at least the base delay.
  const floor = status === 429 ? 1 : 0;
  const backoff = retryDelayInMs * (floor + Math.random() * 2 ** retryCount);
  const delay = (response && retryAfterInMs(response.headers)) ?? Math.min(maxRetryDelayInMs, backoff);
  return delay <= maxRetryDelayInMs ? delay : undefined;
}
