import { jsonAnswer } from "../contract/jsonAnswer.ts";
import type { Answer, AnswerIds } from "../http/answer.ts";
import type { Claims } from "../tokens/accessToken.ts";
import { defaultUsername } from "../tokens/administrator.ts";
import type { Authorizer } from "./authorize.ts";
import { deniedAnswer } from "./refusals.ts";

/** Graph's endpoint, which v2.0 refers to, or that of v1. */
export const isUserInfoPath = (path: string): boolean => /^\/(oidc|[^/]+\/openid)\/userinfo\/?$/i.test(path);

/**
 * OpenID Connect's information about the person that a token was issued to.
 *
 * @param claims empty for a token without claims
 */
function userInfo({ sub, name, upn, unique_name: uniqueName }: Claims) {
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

/** Answers a request for the user information. */
export async function userInfoAnswer(
  { authenticate }: Authorizer,
  authorization: string | undefined,
  ids: AnswerIds | undefined,
): Promise<Answer> {
  const authenticated = await authenticate(authorization);
  if ("error" in authenticated) return deniedAnswer(authenticated.error, ids);
  const headers = { "content-type": "application/json" };
  return jsonAnswer({ statusCode: 200, headers, body: userInfo(authenticated.claims) }, ids);
}
