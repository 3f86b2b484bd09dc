/** A bearer token and the moment it ends. */
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
 * Gets a token for the scopes. An `AccessToken` is kept until two minutes before it ends; a plain string says
 * nothing of its end, so it is asked for again with each request.
 */
export type GetToken = (scopes: string | string[]) => TokenAnswer | Promise<TokenAnswer>;

/** What may come in place of a token: one with its end, a bare one, or none. */
export type TokenAnswer = AccessToken | string | null;

const REFRESH_BEFORE_END_IN_MS = 120_000;

/**
 * A function that gives the current token, refreshed when needed, and once for all who wait. Pass it the token that
 * was answered with 401 to have that one replaced. Rejects with what `getToken` throws, or an `Error` without a token.
 */
export function createTokenSource(
  source: { getToken: GetToken },
  scopes: string | string[],
): (refused?: string) => Promise<string> {
  let cached: AccessToken | null | undefined;
  let pending: Promise<string> | undefined;

  const ask = async () => {
    const answer = await source.getToken(scopes);
    // A string has no end, so it never passes for a cached token that is still good.
    cached = answer as AccessToken | null;
    const token = cached?.token ?? answer;
    if (!token) throw new Error("No token");
    return token as string;
  };

  return async (refused) =>
    cached && cached.token !== refused && cached.expiresOnTimestamp - Date.now() > REFRESH_BEFORE_END_IN_MS
      ? cached.token
      : (pending ??= ask().finally(() => (pending = undefined)));
}
