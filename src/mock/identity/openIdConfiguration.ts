/** What a client has to know of a tenant, as OpenID Connect Discovery has it. */
export const openIdConfiguration = (authority: string, issuer: string) => ({
  issuer,
  authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
  token_endpoint: `${authority}/oauth2/v2.0/token`,
  device_authorization_endpoint: `${authority}/oauth2/v2.0/devicecode`,
  jwks_uri: `${authority}/discovery/v2.0/keys`,
  token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt", "client_secret_basic"],
  response_modes_supported: ["query", "fragment", "form_post"],
  response_types_supported: ["code"],
  code_challenge_methods_supported: ["S256", "plain"],
  grant_types_supported: [
    "client_credentials",
    "authorization_code",
    "refresh_token",
    "urn:ietf:params:oauth:grant-type:device_code",
  ],
  scopes_supported: ["openid", "profile", "email", "offline_access"],
  subject_types_supported: ["pairwise"],
  id_token_signing_alg_values_supported: ["RS256"],
  request_uri_parameter_supported: false,
});
