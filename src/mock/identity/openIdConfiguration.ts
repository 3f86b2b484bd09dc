import { type EndpointVersion, grantTypes, responseTypes, supported } from "./signInFlows.ts";

const common = {
  token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt", "client_secret_basic"],
  response_modes_supported: ["query", "fragment", "form_post"],
  code_challenge_methods_supported: ["S256", "plain"],
  subject_types_supported: ["pairwise"],
  id_token_signing_alg_values_supported: ["RS256"],
  claims_supported: ["sub", "iss", "aud", "exp", "iat", "nonce", "name", "oid", "tid", "ver"],
  request_uri_parameter_supported: false,
  http_logout_supported: true,
  frontchannel_logout_supported: false,
};

const paths = {
  v1: { oauth2: "/oauth2", keys: "/discovery/keys", scopes: ["openid"] },
  "v2.0": {
    oauth2: "/oauth2/v2.0",
    keys: "/discovery/v2.0/keys",
    scopes: ["openid", "profile", "email", "offline_access"],
  },
} as const;

/**
 * A tenant's configuration document, as defined by OpenID Connect Discovery.
 *
 * @param origin the mock's own address
 */
export function openIdConfiguration(version: EndpointVersion, origin: string, tenant: string, issuer: string) {
  const authority = `${origin}/${tenant}`;
  const { oauth2, keys, scopes } = paths[version];
  return {
    issuer,
    authorization_endpoint: `${authority}${oauth2}/authorize`,
    token_endpoint: `${authority}${oauth2}/token`,
    device_authorization_endpoint: `${authority}${oauth2}/devicecode`,
    end_session_endpoint: `${authority}${oauth2}/logout`,
    userinfo_endpoint: version === "v1" ? `${authority}/openid/userinfo` : `${origin}/oidc/userinfo`,
    jwks_uri: `${authority}${keys}`,
    scopes_supported: scopes,
    response_types_supported: supported(responseTypes, version, tenant),
    grant_types_supported: supported(grantTypes, version, tenant),
    ...common,
  };
}
