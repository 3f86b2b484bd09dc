import type { Claims } from "../tokens/accessToken.ts";
import { defaultUsername } from "./grants/issueTokens.ts";

/** The one of Graph, to which v2.0 leads; and that of v1. */
export const isUserInfoPath = (path: string): boolean => /^\/(oidc|[^/]+\/openid)\/userinfo\/?$/i.test(path);

/**
 * What OpenID Connect has of the person that a token belongs to.
 *
 * @param claims empty where the token says nothing
 */
export function userInfo({ sub, name, upn, unique_name: uniqueName }: Claims) {
  const email = [upn, uniqueName].find((each) => typeof each === "string") ?? defaultUsername;
  const whole = typeof name === "string" ? name : email;
  const [given, ...family] = whole.split(" ");
  return {
    sub: sub ?? email,
    name: whole,
    given_name: given,
    ...(family.length > 0 ? { family_name: family.join(" ") } : {}),
    email,
  };
}
