import type { Answer } from "../../http/answer.ts";
import { EntraError, oauthError } from "../entraError.ts";
import type { GrantRequest, Grants } from "./grants.ts";
import { defaultUsername } from "../../tokens/administrator.ts";
import { isRedirectUri, redirectTo } from "../redirect.ts";
import { requestedScopes } from "./scopes.ts";
import { type Flow, responseTypes } from "../signInFlows.ts";

/** The words of a `response_type`, which may be in any order. */
function wordsOf(responseType: string): ReadonlySet<string> {
  const words = responseType.trim().split(/\s+/);
  const known = Object.entries<Flow>(responseTypes).find(
    ([name]) => name.split(" ").sort().join() === [...words].sort().join(),
  );
  const error = known ? known[1].error : "responseTypeUnsupported";
  if (error) throw new EntraError(error, responseType);
  return new Set(words);
}

/** The parameters of the redirect to the client: a code, tokens, or both. */
async function issued(request: GrantRequest, words: ReadonlySet<string>, grants: Grants, redirectUri: string) {
  const { version, parameters, tenant, origin } = request;
  const method = parameters.optional("code_challenge_method") ?? "plain";
  if (!/^(S256|plain)$/.test(method)) throw new EntraError("requestMalformed");
  const clientId = parameters.required("client_id");
  const username = parameters.optional("login_hint") ?? defaultUsername;
  const nonce = parameters.optional("nonce");
  const scopes = requestedScopes(parameters, version, origin);
  const wantsIdToken = words.has("id_token");
  const wantsAccessToken = words.has("token");
  if (wantsIdToken && nonce === undefined) throw new EntraError("fieldMissing", "nonce");
  if (wantsIdToken && !scopes.openid.includes("openid")) throw new EntraError("idTokenNeedsOpenid");
  const consent = { tenant, clientId, username, scopes };
  const pkce = { challenge: parameters.optional("code_challenge"), isHashed: method === "S256" };
  const code = words.has("code") ? grants.consentByCode({ ...consent, ...pkce, redirectUri, nonce }) : undefined;
  const withCode = code === undefined ? {} : { code };
  if (!wantsIdToken && !wantsAccessToken) return withCode;
  const wantsClientInfo = parameters.optional("client_info") === "1";
  const besideIdToken = { code, accessToken: wantsAccessToken };
  const signIn = { ...consent, version, proof: "none", nonce, wantsClientInfo, besideIdToken } as const;
  const {
    access_token,
    token_type,
    expires_in,
    scope = "",
    id_token = "",
    client_info,
  } = await grants.issueAtOnce(signIn, request);
  return {
    ...withCode,
    ...(wantsAccessToken ? { access_token, token_type, expires_in: String(expires_in), scope } : {}),
    ...(wantsIdToken ? { id_token } : {}),
    ...(client_info === undefined ? {} : { client_info }),
  };
}

/**
 * Signs in the user named by the client's login hint, consents, and redirects back to the client.
 *
 * @throws {EntraError} if there is no valid address to redirect to
 */
export async function answerAuthorize(request: GrantRequest, grants: Grants): Promise<Answer> {
  const { parameters } = request;
  parameters.required("client_id");
  const redirectUri = parameters.required("redirect_uri");
  if (!isRedirectUri(redirectUri)) throw new EntraError("redirectUriInvalid");
  const state = parameters.optional("state");
  const repeated: Record<string, string> = state === undefined ? {} : { state };
  const asked = parameters.optional("response_mode");
  if (!/^(query|fragment|form_post)$/.test(asked ?? "query")) throw new EntraError("requestMalformed");
  const carriesToken = /\btoken\b|\bid_token\b/.test(parameters.optional("response_type") ?? "");
  // Tokens in a query would end up in server logs.
  if (carriesToken && asked === "query") throw new EntraError("responseModeUnsupported", asked);
  const mode = asked ?? (carriesToken ? "fragment" : "query");
  try {
    const words = wordsOf(parameters.required("response_type"));
    return redirectTo(redirectUri, mode, { ...(await issued(request, words, grants, redirectUri)), ...repeated });
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    return { ...redirectTo(redirectUri, mode, { ...oauthError(error), ...repeated }), errorMessage: error.message };
  }
}
