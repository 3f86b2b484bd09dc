import type { EntraErrorName } from "./entraError.ts";

/** The v1 endpoints (`/oauth2/token`) expect a `resource`, those of v2.0 (`/oauth2/v2.0/token`) a `scope`. */
export type EndpointVersion = "v1" | "v2.0";

/** `error`: always refused with it. `sharedTenants`: refused with it by v2.0 at `/common` and `/consumers`. */
export interface Flow {
  readonly error?: EntraErrorName;
  readonly sharedTenants?: EntraErrorName;
}

/**
 * Every `grant_type` that Microsoft's libraries and published requests send. The discovery documents list those without
 * an error; any other value is refused as unsupported.
 */
export const grantTypes = {
  authorization_code: {},
  client_credentials: {},
  device_code: {},
  password: { sharedTenants: "grantTypeOfTenant" },
  refresh_token: {},
  "urn:ietf:params:oauth:grant-type:device_code": {},
  "urn:ietf:params:oauth:grant-type:jwt-bearer": {},
  // MSAL sends these for a user of a federated domain; here every domain is managed.
  "urn:ietf:params:oauth:grant-type:saml1_1-bearer": { error: "realmUnknown" },
  "urn:ietf:params:oauth:grant-type:saml2-bearer": { error: "realmUnknown" },
} as const satisfies Record<string, Flow>;

export type GrantType = keyof typeof grantTypes;

/** Every `response_type` of OAuth 2.0 and OpenID Connect. The order of the words does not matter. */
export const responseTypes = {
  code: {},
  id_token: {},
  token: {},
  "code id_token": {},
  "id_token token": {},
  "code token": { error: "responseTypeUnsupported" },
  "code id_token token": { error: "responseTypeUnsupported" },
  none: { error: "responseTypeUnsupported" },
} as const satisfies Record<string, Flow>;

/** The names for any tenant, and for personal accounts. */
const sharedTenants = ["common", "consumers"];

/** The error with which a flow is refused; `undefined` if it is supported. */
export const flowError = (flow: Flow, version: EndpointVersion, tenant: string): EntraErrorName | undefined =>
  flow.error ?? (version === "v2.0" && sharedTenants.includes(tenant) ? flow.sharedTenants : undefined);

/** The names of the supported flows, for a discovery document. */
export const supported = (flows: Readonly<Record<string, Flow>>, version: EndpointVersion, tenant: string): string[] =>
  Object.entries(flows).flatMap(([name, flow]) => (flowError(flow, version, tenant) ? [] : [name]));
