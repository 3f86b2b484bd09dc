import { randomUUID } from "node:crypto";
import type { Answer } from "../http/answer.ts";

interface EntraErrorKind {
  /** Absent for 400. */
  status?: number;
  /** Of RFC 6749 and RFC 8628. */
  error: string;
  /** The number after `AADSTS`. */
  number: number;
  /** With `{0}` as a placeholder for a part of the request. */
  text: string;
}

/** The errors of the token endpoint, in Microsoft Entra's words. */
const kinds = {
  parameterMissing: {
    error: "invalid_request",
    number: 900144,
    text: "The request body must contain the following parameter: '{0}'.",
  },
  requestMalformed: {
    error: "invalid_request",
    number: 9002313,
    text: "Invalid request. Request is malformed or invalid.",
  },
  requestInvalid: { error: "invalid_request", number: 90013, text: "Invalid input received from the user. {0}" },
  unavailable: {
    status: 503,
    error: "temporarily_unavailable",
    number: 90033,
    text: "A transient error has occurred. Please try again. {0}",
  },
  failed: { status: 500, error: "server_error", number: 90000, text: "{0}" },
  tenantInvalid: {
    error: "invalid_request",
    number: 900023,
    text: "Specified tenant identifier '{0}' is neither a valid DNS name, nor a valid external domain.",
  },
  methodWrong: {
    status: 405,
    error: "invalid_request",
    number: 900561,
    text: "The endpoint only accepts {1} requests. Received a {0} request.",
  },
  grantTypeUnsupported: {
    error: "unsupported_grant_type",
    number: 70003,
    text: "The app requested an unsupported grant type '{0}'.",
  },
  grantTypeOfTenant: {
    error: "invalid_request",
    number: 9001023,
    text:
      "The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations or " +
      "tenant-specific endpoint.",
  },
  realmUnknown: {
    error: "invalid_grant",
    number: 50107,
    text: "The requested federation realm object does not exist. Every domain of the mock is managed.",
  },
  instanceUnknown: { error: "invalid_instance", number: 50049, text: "Unknown or invalid instance." },
  secretMissing: {
    status: 401,
    error: "invalid_client",
    number: 7000218,
    text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  },
  assertionMalformed: {
    status: 401,
    error: "invalid_client",
    number: 50027,
    text: "JWT token is invalid or malformed.",
  },
  assertionOfAnother: {
    status: 401,
    error: "invalid_client",
    number: 700021,
    text: "Client assertion application identifier doesn't match 'client_id' parameter.",
  },
  assertionAudience: {
    status: 401,
    error: "invalid_client",
    number: 700023,
    text: "Client assertion audience claim does not match Realm issuer.",
  },
  assertionExpired: {
    status: 401,
    error: "invalid_client",
    number: 700024,
    text: "Client assertion is not within its valid time range.",
  },
  scopeInvalid: {
    error: "invalid_scope",
    number: 70011,
    text: "The provided value for the input parameter 'scope' is not valid. The scope '{0}' is not valid.",
  },
  scopeNotDefault: {
    error: "invalid_scope",
    number: 1002012,
    text:
      "The provided value for scope {0} is not valid. Client credential flows must have a scope value with " +
      "/.default suffixed to the resource identifier (application ID URI).",
  },
  scopeOfManyResources: {
    error: "invalid_scope",
    number: 28000,
    text:
      "Provided value for the input parameter scope is not valid because it contains more than one resource. " +
      "Scope {0} is not valid.",
  },
  resourceUnsupported: {
    error: "invalid_request",
    number: 901002,
    text: "The 'resource' request parameter is not supported.",
  },
  resourceDiffers: {
    error: "invalid_request",
    number: 9010010,
    text: "The resource parameter provided in the request doesn't match with the requested scopes.",
  },
  redirectUriInvalid: {
    error: "invalid_request",
    number: 90102,
    text: "'redirect_uri' value must be a valid absolute URI.",
  },
  responseTypeUnsupported: {
    error: "unsupported_response_type",
    number: 700054,
    text: "response_type '{0}' is not enabled for the application.",
  },
  idTokenNeedsOpenid: {
    error: "unsupported_response_type",
    number: 70005,
    text: "response_type 'id_token' requires the 'openid' scope.",
  },
  responseModeUnsupported: {
    error: "invalid_request",
    number: 70007,
    text: "'{0}' is not a supported value of 'response_mode' when requesting a token.",
  },
  fieldMissing: { error: "invalid_request", number: 90014, text: "The required field '{0}' is missing." },
  grantInvalid: { error: "invalid_grant", number: 70000, text: "Provided grant is invalid or malformed." },
  codeRedeemed: {
    error: "invalid_grant",
    number: 54005,
    text:
      "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing " +
      "refresh token.",
  },
  grantExpired: {
    error: "invalid_grant",
    number: 70008,
    text:
      "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive " +
      "authorization request for this user and resource.",
  },
  redirectUriDiffers: {
    error: "invalid_grant",
    number: 500112,
    text: "The reply address does not match the reply address provided when requesting Authorization code.",
  },
  verifierDiffers: {
    error: "invalid_grant",
    number: 501481,
    text: "The Code_Verifier does not match the code_challenge supplied in the authorization request.",
  },
  userAssertionMalformed: { error: "invalid_request", number: 50027, text: "JWT token is invalid or malformed." },
  userAssertionSignature: {
    error: "invalid_grant",
    number: 50013,
    text: "Assertion failed signature validation.",
  },
  userAssertionAudience: {
    error: "invalid_grant",
    number: 500131,
    text:
      "Assertion audience does not match the Client app presenting the assertion. The downstream client must request a " +
      "token for the expected audience (the application that made the OBO request) and this application should use " +
      "that token as the assertion.",
  },
  userAssertionExpired: {
    error: "invalid_grant",
    number: 500133,
    text:
      "Assertion is not within its valid time range. Ensure that the access token is not expired before using it for " +
      "user assertion, or request a new token.",
  },
  userAssertionOfApplication: {
    error: "invalid_grant",
    number: 7000114,
    text: "Application '{0}' is not allowed to make application on-behalf-of calls.",
  },
  authorizationPending: {
    error: "authorization_pending",
    number: 70016,
    text: "OAuth 2.0 device flow error. Authorization is pending. Continue polling.",
  },
  deviceCodeInvalid: {
    error: "bad_verification_code",
    number: 70018,
    text: "Invalid verification code due to user typing in wrong user code for device code flow.",
  },
  deviceCodeExpired: {
    error: "expired_token",
    number: 70020,
    text: "The provided value for the input parameter 'device_code' is not valid. This device code has expired.",
  },
} satisfies Record<string, EntraErrorKind>;

export type EntraErrorName = keyof typeof kinds;

/** An error of the token endpoint. Its parts are sent to the caller and logged, so they must not contain secrets. */
export class EntraError extends Error {
  readonly kind: EntraErrorKind;
  constructor(name: EntraErrorName, ...parts: string[]) {
    const kind: EntraErrorKind = kinds[name];
    super(
      `AADSTS${kind.number}: ${kind.text.replace(/\{(\d)\}/g, (_, index: string) => parts[Number(index)]?.slice(0, 200) ?? "")}`,
    );
    this.name = "EntraError";
    this.kind = kind;
  }
}

/** The members of an error that Entra sends both in JSON and in a redirect. */
export const oauthError = ({ kind: { error }, message }: EntraError) => ({ error, error_description: message });

/** The answer to an invalid request. */
export function entraErrorAnswer(error: EntraError, now: number, correlationId: string): Answer {
  const { status = 400, number } = error.kind;
  const timestamp = new Date(now).toISOString().replace("T", " ").replace(/\.\d+/, "");
  const traceId = randomUUID();
  const body = {
    error: error.kind.error,
    error_description: `${error.message} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [number],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `https://login.microsoftonline.com/error?code=${number}`,
  };
  const headers = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" };
  return { status, headers, body: JSON.stringify(body), errorMessage: error.message };
}
