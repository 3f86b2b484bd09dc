import { decodeToken, looksLikeJwt } from "./accessToken.ts";
import { bearerToken } from "./bearerToken.ts";

/**
 * Identifies the caller by the token in an `Authorization` header: the same for all tokens that an application gets for one
 * person, or for itself. Any token without these claims counts as a separate caller.
 */
export function callerOf(authorization: string): string {
  const token = bearerToken(authorization) ?? authorization;
  const { tid, appid, azp, oid } = (looksLikeJwt(token) ? decodeToken(token)?.claims : undefined) ?? {};
  const application = appid ?? azp;
  return typeof tid === "string" && typeof oid === "string" ? JSON.stringify([tid, application, oid]) : token;
}
