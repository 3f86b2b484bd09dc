import { createHash } from "node:crypto";
import type { Clock } from "../service/clock.ts";
import type { Pace } from "../service/lifecycle.ts";
import { authenticateClient } from "./clientAuthentication.ts";
import { EntraError } from "./entraError.ts";
import type { SignIn, TokenAnswer, TokenIssuer } from "./issueTokens.ts";
import type { Parameters } from "./parameters.ts";
import { createPendingGrants } from "./pendingGrants.ts";
import type { Permission } from "./permissions.ts";
import { parseScopes, type RequestedScopes } from "./scopes.ts";

/** One request to an endpoint of a tenant. */
export interface GrantRequest {
  parameters: Parameters;
  authorization: string | undefined;
  tenant: string;
  origin: string;
  /** Names the tenant's own issuer, in ID tokens. */
  issuer: string;
  granted: Permission[];
}

/** What a person has consented to, and what the code for it is good for. */
interface Consent {
  tenant: string;
  clientId: string;
  scopes: RequestedScopes;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

interface CodeConsent extends Consent {
  redirectUri: string;
  challenge: string | undefined;
  isHashed: boolean;
  nonce: string | undefined;
  isRedeemed: boolean;
}

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

/** Gives tokens for what a client has: its own secret, or the consent of a person. Everything is consented to at once. */
export function createGrants({ issuer, clock, pace }: { issuer: TokenIssuer; clock: Clock; pace: Pace }) {
  const codes = createPendingGrants<CodeConsent>();
  const devices = createPendingGrants<DeviceConsent>();
  const refreshTokens = createPendingGrants<Consent>();

  function checkHolder(consent: Consent, { clientId, tenant }: { clientId: string; tenant: string }): void {
    if (consent.clientId !== clientId || consent.tenant !== tenant) throw new EntraError("grantInvalid");
  }

  function forPerson(request: GrantRequest, consent: Consent, nonce?: string): Promise<TokenAnswer> {
    const { parameters, authorization, tenant, granted } = request;
    const { clientId, proof } = authenticateClient(parameters, authorization, tenant);
    const { scopes } = consent;
    const kept = { tenant, clientId, scopes, expiresAt: clock.now() + refreshTokenLifetime };
    const signIn: SignIn = {
      tenant,
      clientId,
      proof,
      scopes,
      nonce,
      wantsClientInfo: parameters.optional("client_info") === "1",
      refreshToken: scopes.openid.includes("offline_access") ? refreshTokens.add(kept) : undefined,
    };
    return issuer.forPerson(signIn, granted, request.issuer);
  }

  async function clientCredentials(request: GrantRequest): Promise<TokenAnswer> {
    const { parameters, authorization, tenant, origin, granted } = request;
    const { clientId, proof } = authenticateClient(parameters, authorization, tenant);
    if (proof === "none") throw new EntraError("secretMissing");
    const scopes = parseScopes(parameters.optional("scope"), origin);
    const wrong = scopes.permissions.find(({ name }) => name !== ".default");
    if (wrong || scopes.permissions.length === 0) {
      throw new EntraError("scopeNotDefault", wrong?.sent ?? parameters.required("scope"));
    }
    return issuer.forApplication({ tenant, clientId, proof, scopes }, granted);
  }

  async function authorizationCode(request: GrantRequest): Promise<TokenAnswer> {
    const { parameters, authorization, tenant } = request;
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
    consent.isRedeemed = true;
    return forPerson(request, consent, consent.nonce);
  }

  async function refreshToken(request: GrantRequest): Promise<TokenAnswer> {
    const { parameters, authorization, tenant, origin } = request;
    const { clientId } = authenticateClient(parameters, authorization, tenant);
    const consent = refreshTokens.of(parameters.required("refresh_token"));
    if (!consent) throw new EntraError("grantInvalid");
    checkHolder(consent, { clientId, tenant });
    if (consent.expiresAt <= clock.now()) throw new EntraError("grantExpired");
    const scope = parameters.optional("scope");
    if (scope === undefined) return forPerson(request, consent);
    // A refresh token is followed by another one, whether its scope is repeated or not.
    const scopes = parseScopes(scope, origin);
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

  const byType: Record<string, (request: GrantRequest) => Promise<TokenAnswer>> = {
    client_credentials: clientCredentials,
    authorization_code: authorizationCode,
    refresh_token: refreshToken,
    device_code: deviceCode,
    "urn:ietf:params:oauth:grant-type:device_code": deviceCode,
  };

  return {
    /** Answers a token request. Throws an EntraError for a wrong one. */
    redeem: async (request: GrantRequest): Promise<TokenAnswer> => {
      const type = request.parameters.required("grant_type");
      const grant = Object.hasOwn(byType, type) ? byType[type] : undefined;
      if (!grant) throw new EntraError("grantTypeUnsupported", type);
      return grant(request);
    },
    /** A code for the consent that a person would give in a browser. */
    consentByCode: (consent: Omit<CodeConsent, "expiresAt" | "isRedeemed">): string =>
      codes.add({ ...consent, expiresAt: clock.now() + codeLifetime, isRedeemed: false }),
    /** A code for the consent that a person would give on another device. */
    consentByDevice: (consent: Omit<Consent, "expiresAt">): string =>
      devices.add({ ...consent, expiresAt: clock.now() + deviceCodeLifetime, since: clock.elapsed(), polls: 0 }),
  };
}

export type Grants = ReturnType<typeof createGrants>;
