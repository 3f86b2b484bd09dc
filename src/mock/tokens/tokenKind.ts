import { decodeToken } from "./accessToken.ts";
import { tokenType } from "./tokenType.ts";
import { bearerToken } from "./bearerToken.ts";

/** What kind of token a request carried; `jwt` is one without permissions. */
export type TokenKind = "none" | "opaque" | "delegated" | "application" | "jwt";

export function tokenKind(authorization: string | undefined): TokenKind {
  const token = bearerToken(authorization);
  if (token === undefined) return "none";
  const decoded = decodeToken(token);
  return decoded ? (tokenType(decoded.claims) ?? "jwt") : "opaque";
}
