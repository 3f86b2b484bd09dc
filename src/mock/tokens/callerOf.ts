import { decodeToken, looksLikeJwt } from "./accessToken.ts";
import { bearerToken } from "./bearerToken.ts";

/**
 * Whom the token of an `Authorization` header belongs to: the same for each token that an application gets for a person,
 * or for itself. Any token that doesn't say so stands for a caller of its own.
 */
export function callerOf(authorization: string): string {
  const token = bearerToken(authorization) ?? authorization;
  const { tid, appid, azp, oid } = (looksLikeJwt(token) ? decodeToken(token)?.claims : undefined) ?? {};
  const application = appid ?? azp;
  return typeof tid === "string" && typeof oid === "string" ? JSON.stringify([tid, application, oid]) : token;
}
