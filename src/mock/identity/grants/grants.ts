import { createHash } from "node:crypto";
import type { Clock } from "../../schoolDataSync/clock.ts";
import type { Pace } from "../../schoolDataSync/profiles/lifecycle.ts";
import { authenticateClient } from "./clientAuthentication.ts";
import type { TokenSigner } from "../../tokens/accessToken.ts";
import { EntraError } from "../entraError.ts";
import { type SignIn, type TokenAnswer, type TokenIssuer, tenantIdOf } from "./issueTokens.ts";
import type { Parameters } from "../parameters.ts";
import { createPendingGrants } from "./pendingGrants.ts";
import type { Permission } from "../../contract/permissions.ts";
import { namesScopes, requestedScopes, type RequestedScopes } from "./scopes.ts";
import { type EndpointVersion, flowError, type GrantType, grantTypes } from "../signInFlows.ts";
import { assertedUsername } from "./userAssertion.ts";

/** One request to a tenant's endpoint. */
export interface GrantRequest {
  version: EndpointVersion;
  parameters: Parameters;
  authorization: string | undefined;
  tenant: string;
  origin: string;
  /** The tenant's issuer in ID tokens. */
  issuer: string;
  granted: Permission[];
}

/** What a person has consented to, and for whom. */
interface Consent {
  tenant: string;
  clientId: string;
  username: string;
  scopes: RequestedScopes;
  /** Milliseconds since the Unix epoch. */
  expiresAt: number;
}

interface CodeConsent extends Consent {
  redirectUri: string;
  challenge: string | undefined;
  isHashed: boolean;
  nonce: string | undefined;
  isRedeemed: boolean;
}

type Grant = (request: GrantRequest) => Promise<TokenAnswer>;

interface DeviceConsent extends Consent {
  /** By the clock's `elapsed`. */
  since: number;
  polls: number;
}

const minute = 60 * 1000;
const codeLifetime = 10 * minute;
const refreshTokenLifetime = 90 * 24 * 60 * minute;
export const deviceCodeLifetime = 15 * minute;

const hashed = (verifier: string): string => createHash("sha256").update(verifier).digest("base64url");

export interface GrantsOptions {
  issuer: TokenIssuer;
  signer: TokenSigner;
  clock: Clock;
  pace: Pace;
}

/** Issues tokens for a client's own secret or a person's consent. Consent is always given immediately. */
export function createGrants({ issuer, signer, clock, pace }: GrantsOptions) {
  const codes = createPendingGrants<CodeConsent>();
  const devices = createPendingGrants<DeviceConsent>();
  const refreshTokens = createPendingGrants<Consent>();

  function checkHolder(consent: Consent, { clientId, tenant }: { clientId: string; tenant: string }): void {
    // A tenant can be named by its id or by one of its domains.
    if (consent.clientId !== clientId || tenantIdOf(consent.tenant) !== tenantIdOf(tenant))
      throw new EntraError("grantInvalid");
  }

  function forPerson(request: GrantRequest, consent: Consent, nonce?: string): Promise<TokenAnswer> {
    const { version, parameters, authorization, tenant, granted } = request;
    const { clientId, proof } = authenticateClient(parameters, authorization, tenant);
    const { scopes, username } = consent;
    const renewable = { tenant, clientId, username, scopes, expiresAt: clock.now() + refreshTokenLifetime };
    const signIn: SignIn = {
      version,
      tenant,
      clientId,
      proof,
      username,
      scopes,
      nonce,
      wantsClientInfo: parameters.optional("client_info") === "1",
      refreshToken: scopes.openid.includes("offline_access") ? refreshTokens.add(renewable) : undefined,
    };
    return issuer.forPerson(signIn, granted, request.issuer);
  }

  async function clientCredentials(request: GrantRequest): Promise<TokenAnswer> {
    const { version, parameters, authorization, tenant, origin, granted } = request;
    const { clientId, proof } = authenticateClient(parameters, authorization, tenant);
    if (proof === "none") throw new EntraError("secretMissing");
    const scopes = requestedScopes(parameters, version, origin);
    const wrong = scopes.permissions.find(({ name }) => name.toLowerCase() !== ".default");
    if (wrong || scopes.permissions.length === 0) {
      throw new EntraError("scopeNotDefault", wrong?.sent ?? parameters.required("scope"));
    }
    return issuer.forApplication({ version, tenant, clientId, proof, scopes }, granted);
  }

  /** For a person who has consented to the scopes in the request itself. */
  function forRequested(request: GrantRequest, username: string): Promise<TokenAnswer> {
    const { version, parameters, authorization, tenant, origin } = request;
    const { clientId } = authenticateClient(parameters, authorization, tenant);
    const scopes = requestedScopes(parameters, version, origin);
    return forPerson(request, { tenant, clientId, username, scopes, expiresAt: clock.now() });
  }

  /** Any password is accepted, but it must not be missing. */
  async function password(request: GrantRequest): Promise<TokenAnswer> {
    const { parameters } = request;
    const username = parameters.required("username");
    parameters.required("password");
    return forRequested(request, username);
  }

  async function onBehalfOf(request: GrantRequest): Promise<TokenAnswer> {
    const { parameters, authorization, tenant } = request;
    const assertion = parameters.required("assertion");
    parameters.required("requested_token_use");
    const { clientId, proof } = authenticateClient(parameters, authorization, tenant);
    if (proof === "none") throw new EntraError("secretMissing");
    return forRequested(request, await assertedUsername(assertion, clientId, { signer, now: clock.now() }));
  }

  async function authorizationCode(request: GrantRequest): Promise<TokenAnswer> {
    const { version, parameters, authorization, tenant, origin } = request;
    const { clientId } = authenticateClient(parameters, authorization, tenant);
    const consent = codes.of(parameters.required("code"));
    if (!consent) throw new EntraError("grantInvalid");
    checkHolder(consent, { clientId, tenant });
    if (consent.isRedeemed) throw new EntraError("codeRedeemed");
    if (consent.expiresAt <= clock.now()) throw new EntraError("grantExpired");
    if (parameters.required("redirect_uri") !== consent.redirectUri) throw new EntraError("redirectUriDiffers");
    if (consent.challenge !== undefined) {
      const verifier = parameters.required("code_verifier");
      const challenge = consent.isHashed ? hashed(verifier) : verifier;
      if (challenge !== consent.challenge) throw new EntraError("verifierDiffers");
    }
    const scopes =
      version === "v1" && namesScopes(parameters, version)
        ? requestedScopes(parameters, version, origin)
        : consent.scopes;
    consent.isRedeemed = true;
    return forPerson(request, { ...consent, scopes }, consent.nonce);
  }

  async function refreshToken(request: GrantRequest): Promise<TokenAnswer> {
    const { version, parameters, authorization, tenant, origin } = request;
    const { clientId } = authenticateClient(parameters, authorization, tenant);
    const consent = refreshTokens.of(parameters.required("refresh_token"));
    if (!consent) throw new EntraError("grantInvalid");
    checkHolder(consent, { clientId, tenant });
    if (consent.expiresAt <= clock.now()) throw new EntraError("grantExpired");
    if (!namesScopes(parameters, version)) return forPerson(request, consent);
    // Redeeming a refresh token returns a new one, even if the request doesn't repeat the scope.
    const scopes = requestedScopes(parameters, version, origin);
    const openid = [...new Set([...scopes.openid, "offline_access"])];
    return forPerson(request, { ...consent, scopes: { ...scopes, openid } });
  }

  async function deviceCode(request: GrantRequest): Promise<TokenAnswer> {
    const { parameters, authorization, tenant } = request;
    const { clientId } = authenticateClient(parameters, authorization, tenant);
    const consent = devices.of(parameters.optional("device_code") ?? parameters.required("code"));
    if (!consent) throw new EntraError("deviceCodeInvalid");
    checkHolder(consent, { clientId, tenant });
    if (consent.expiresAt <= clock.now()) throw new EntraError("deviceCodeExpired");
    const isPending = consent.polls < pace.reads && clock.elapsed() - consent.since < pace.ms;
    consent.polls += 1;
    if (isPending) throw new EntraError("authorizationPending");
    consent.expiresAt = 0;
    return forPerson(request, consent);
  }

  const byType: { [Type in GrantType as (typeof grantTypes)[Type] extends { error: string } ? never : Type]: Grant } = {
    client_credentials: clientCredentials,
    authorization_code: authorizationCode,
    refresh_token: refreshToken,
    password,
    device_code: deviceCode,
    "urn:ietf:params:oauth:grant-type:device_code": deviceCode,
    "urn:ietf:params:oauth:grant-type:jwt-bearer": onBehalfOf,
  };

  function grantOf({ version, tenant }: GrantRequest, type: string): Grant {
    if (!Object.hasOwn(grantTypes, type)) throw new EntraError("grantTypeUnsupported", type);
    const error = flowError(grantTypes[type as GrantType], version, tenant);
    if (error) throw new EntraError(error, type);
    return byType[type as keyof typeof byType];
  }

  return {
    /** Answers a token request. Throws an EntraError for an invalid one. */
    redeem: async (request: GrantRequest): Promise<TokenAnswer> =>
      grantOf(request, request.parameters.required("grant_type"))(request),
    /** The tokens that the authorization endpoint returns directly, in the implicit and hybrid flows. */
    issueAtOnce: (signIn: SignIn, { granted, issuer: name }: GrantRequest): Promise<TokenAnswer> =>
      issuer.forPerson(signIn, granted, name),
    /** Issues a code for the consent that a person would give in a browser. */
    consentByCode: (consent: Omit<CodeConsent, "expiresAt" | "isRedeemed">): string =>
      codes.add({ ...consent, expiresAt: clock.now() + codeLifetime, isRedeemed: false }),
    /** Issues a code for the consent that a person would give on another device. */
    consentByDevice: (consent: Omit<Consent, "expiresAt">): string =>
      devices.add({ ...consent, expiresAt: clock.now() + deviceCodeLifetime, since: clock.elapsed(), polls: 0 }),
  };
}

export type Grants = ReturnType<typeof createGrants>;
