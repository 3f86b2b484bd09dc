import type { Answer } from "../http/answer.ts";
import { pageHeaders } from "../http/pageHeaders.ts";
import { EntraError, oauthError } from "./entraError.ts";
import type { Grants } from "./grants.ts";
import type { Parameters } from "./parameters.ts";
import { parseScopes } from "./scopes.ts";

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

function formPost(redirectUri: string, parameters: Record<string, string>): Answer {
  const inputs = Object.entries(parameters).map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  const form = `<form method="post" action="${escaped(redirectUri)}">${inputs.join("")}<button>Continue</button></form>`;
  const body = `<!doctype html><title>Signed in</title>${form}<script>document.forms[0].submit()</script>`;
  return { status: 200, headers: pageHeaders(body, { sendsForms: true }), body };
}

function redirect(redirectUri: string, mode: string, parameters: Record<string, string>): Answer {
  if (mode === "form_post") return formPost(redirectUri, parameters);
  const target = new URL(redirectUri);
  if (mode === "fragment") target.hash = new URLSearchParams(parameters).toString();
  else for (const [name, value] of Object.entries(parameters)) target.searchParams.append(name, value);
  return { status: 302, headers: { location: target.href, "cache-control": "no-store" }, body: undefined };
}

// A script address would run in the page that posts the form.
const isRedirectUri = (address: string): boolean =>
  URL.canParse(address) && !/^(javascript|data|vbscript):$/.test(new URL(address).protocol);

function codeOf(
  parameters: Parameters,
  grants: Grants,
  consent: { tenant: string; clientId: string; redirectUri: string },
  origin: string,
): string {
  const responseType = parameters.required("response_type");
  if (responseType !== "code") throw new EntraError("responseTypeUnsupported", responseType);
  const method = parameters.optional("code_challenge_method") ?? "plain";
  if (!/^(S256|plain)$/.test(method)) throw new EntraError("requestMalformed");
  return grants.consentByCode({
    ...consent,
    scopes: parseScopes(parameters.optional("scope"), origin),
    challenge: parameters.optional("code_challenge"),
    isHashed: method === "S256",
    nonce: parameters.optional("nonce"),
  });
}

/**
 * Signs the one person there is in, consents, and leads back to the client.
 *
 * @throws {EntraError} as long as there is no address to lead back to
 */
export function answerAuthorize(parameters: Parameters, tenant: string, origin: string, grants: Grants): Answer {
  const clientId = parameters.required("client_id");
  const redirectUri = parameters.required("redirect_uri");
  if (!isRedirectUri(redirectUri)) throw new EntraError("redirectUriInvalid");
  const mode = parameters.optional("response_mode") ?? "query";
  if (!/^(query|fragment|form_post)$/.test(mode)) throw new EntraError("requestMalformed");
  const state = parameters.optional("state");
  const repeated = state === undefined ? {} : { state };
  try {
    const code = codeOf(parameters, grants, { tenant, clientId, redirectUri }, origin);
    return redirect(redirectUri, mode, { code, ...repeated });
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    return { ...redirect(redirectUri, mode, { ...oauthError(error), ...repeated }), errorMessage: error.message };
  }
}
