import { decodeToken, type TokenSigner } from "../../tokens/accessToken.ts";
import { tokenType } from "../../tokens/tokenType.ts";
import { EntraError } from "../entraError.ts";
import { graphAudiences } from "../../tokens/graphResource.ts";
import { defaultUsername } from "../../tokens/administrator.ts";

/**
 * The person whose token a middle-tier application presents to call Graph on their behalf.
 *
 * @param now milliseconds since the Unix epoch
 * @throws {EntraError} for an assertion that is not a person's valid token for that application
 */
export async function assertedUsername(
  assertion: string,
  clientId: string,
  { signer, now }: { signer: TokenSigner; now: number },
): Promise<string> {
  const token = decodeToken(assertion);
  if (!token) throw new EntraError("userAssertionMalformed");
  if (signer.hasKey(token.kid) && !(await signer.hasSigned(assertion))) throw new EntraError("userAssertionSignature");
  const { exp, aud, upn, preferred_username: name } = token.claims;
  if (typeof exp !== "number" || exp * 1000 <= now) throw new EntraError("userAssertionExpired");
  // No application is registered here, so any audience except Graph's may be one of its URIs.
  if ([aud].flat().some((audience) => graphAudiences.includes(String(audience))))
    throw new EntraError("userAssertionAudience");
  if (tokenType(token.claims) === "application") throw new EntraError("userAssertionOfApplication", clientId);
  const username = upn ?? name;
  return typeof username === "string" ? username : defaultUsername;
}
