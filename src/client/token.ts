/** A bearer token and when it expires. */
export interface AccessToken {
  /** Sent as `Authorization: Bearer <token>`. */
  token: string;
  /** Milliseconds since 1970 (UTC). */
  expiresOnTimestamp: number;
}

/** The part of `TokenCredential` from `@azure/core-auth` that is used here; every `@azure/identity` credential fits. */
export interface GraphCredential {
  getToken(scopes: string | string[]): Promise<AccessToken | null>;
}

/**
 * Gets a token for the scopes. An `AccessToken` is cached until two minutes before it expires; a plain string does not
 * say when it expires, so the function is called again for each request.
 */
export type GetToken = (scopes: string | string[]) => TokenAnswer | Promise<TokenAnswer>;

/** What `getToken` returns: a token with its expiry, a plain one, or none. */
export type TokenAnswer = AccessToken | string | null;

const REFRESH_BEFORE_EXPIRY_IN_MS = 120_000;

// The platform's own error for a header that it cannot send would show the token.
function headerValue(token: string | undefined): string {
  const value = token?.trim();
  if (!value) throw new Error("The credential returned no token");
  if (/[^ -~]/.test(value)) throw new TypeError("The token contains invalid characters");
  return value;
}

/**
 * A function that gives the current token and refreshes it when needed, once for all callers. Pass it the token that
 * was answered with 401 to have that one replaced. Rejects with what `getToken` throws, with an `Error` when there is no
 * token, and with a `TypeError` when a header cannot carry it.
 */
export function createTokenSource(
  getToken: GetToken,
  scopes: string | string[],
): (rejected?: string) => string | Promise<string> {
  let cached: AccessToken | undefined;
  let pending: Promise<string> | undefined;

  const refresh = async () => {
    const answer = await getToken(scopes);
    const { token, expiresOnTimestamp = 0 } = typeof answer === "string" ? { token: answer } : { ...answer };
    cached = { token: headerValue(token), expiresOnTimestamp };
    return cached.token;
  };

  return (rejected) => {
    const isValid = cached && cached.expiresOnTimestamp - Date.now() > REFRESH_BEFORE_EXPIRY_IN_MS;
    if (cached && isValid && cached.token !== rejected) return cached.token;
    pending ??= refresh().finally(() => {
      pending = undefined;
    });
    return pending;
  };
}
