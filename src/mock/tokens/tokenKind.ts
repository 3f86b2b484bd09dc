import { decodeToken } from "./accessToken.ts";
import { tokenType } from "./tokenType.ts";
import { bearerToken } from "./bearerToken.ts";

/** The kind of token in a request; `jwt` is a JSON Web Token without permissions. */
export type TokenKind = "none" | "opaque" | "delegated" | "application" | "jwt";

export function tokenKind(authorization: string | undefined): TokenKind {
  const token = bearerToken(authorization);
  if (token === undefined) return "none";
  const decoded = decodeToken(token);
  return decoded ? (tokenType(decoded.claims) ?? "jwt") : "opaque";
}
