/** A bearer token and when it expires. */
export interface AccessToken {
  /** Sent as `Authorization: Bearer <token>`. */
  token: string;
  /** Milliseconds since the Unix epoch. */
  expiresOnTimestamp: number;
}

/** The part of `TokenCredential` from `@azure/core-auth` that is used here; every `@azure/identity` credential works. */
export interface GraphCredential {
  getToken(scopes: string | string[]): Promise<AccessToken | null>;
}

/**
 * Gets a token for the scopes. An `AccessToken` is cached until two minutes before it expires; a plain string has no
 * expiry, so the function is called for each request.
 */
export type GetToken = (scopes: string | string[]) => TokenAnswer | Promise<TokenAnswer>;

/** What `getToken` returns: a token with its expiry, a plain one, or none. */
export type TokenAnswer = AccessToken | string | null;

const REFRESH_BEFORE_EXPIRY_IN_MS = 120_000;

// The platform's own error for an invalid header would reveal the token.
function headerValue(token: string | undefined): string {
  const value = token?.trim();
  if (!value) throw new Error("The credential returned no token");
  if (/[^ -~]/.test(value)) throw new TypeError("The token contains invalid characters");
  return value;
}

/**
 * Creates a function that returns the current token and refreshes it when needed, once for all callers. Pass it a token
 * that was rejected with 401 to have that one replaced. It rejects with what `getToken` throws, with an `Error` if there is
 * no token, and with a `TypeError` if a header cannot carry it.
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
