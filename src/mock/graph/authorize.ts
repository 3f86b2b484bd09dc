import { type Claims, decodeToken, looksLikeJwt, type TokenSigner } from "../tokens/accessToken.ts";
import { graphAudiences } from "../tokens/graphResource.ts";
import { bearerToken } from "../tokens/bearerToken.ts";
import { limits } from "../limits.ts";
import type { Operation } from "../contract/operations.ts";
import type { Permission } from "../contract/permissions.ts";
import { tokenType } from "../tokens/tokenType.ts";

export const authLevels = ["off", "basic", "strict"] as const;

/**
 * `off` needs no token. `basic` accepts any bearer token, and checks the claims of one that is a JSON Web Token.
 * `strict` accepts nothing but tokens of the mock's own token endpoint.
 */
export type AuthLevel = (typeof authLevels)[number];

/** Why a request is not allowed, in Graph's words. */
export interface AuthorizationError {
  status: 401 | 403;
  code: string;
  message: string;
  /** The least privileged permission that would have been sufficient. */
  missingPermission?: string;
  /** Each of them would have been sufficient; least privileged first. */
  sufficientPermissions?: string[];
}

export type Authorization =
  | { kind: "denied"; error: AuthorizationError }
  /** With the header in the form that the engine expects. */
  | { kind: "allowed"; header: string | undefined };

export interface Authorizer {
  /** Judges a request's `Authorization` header for the operation that it calls. */
  authorize: (header: string | undefined, operation: Operation | undefined) => Promise<Authorization>;
  /** The claims of the person whose token the header contains; empty if they are not checked. */
  authenticate: (header: string | undefined) => Promise<{ claims: Claims } | { error: AuthorizationError }>;
}

export interface AuthorizerOptions {
  level: AuthLevel;
  /** Milliseconds since the Unix epoch. */
  now: () => number;
  signer: TokenSigner;
}

const unauthorized = (message: string): AuthorizationError => ({
  status: 401,
  code: "InvalidAuthenticationToken",
  message,
});
const withoutToken = unauthorized("Access token is empty.");
const withoutPerson: AuthorizationError = {
  status: 403,
  code: "AccessDenied",
  message: "Required scp claim values are not provided.",
};
const notAJwt = unauthorized(
  "IDX14100: JWT is not well formed, there are no dots (.).\nThe token needs to be in JWS or JWE Compact Serialization Format.",
);
const malformed = unauthorized("CompactToken parsing failed with error code: 80049217");
const expired = unauthorized("Lifetime validation failed, the token is expired.");
const notYetValid = unauthorized("Lifetime validation failed, the token is not yet valid.");
const withoutEnd = unauthorized("Lifetime validation failed, the token is missing an Expiration Time.");
const wrongAudience = unauthorized("Access token validation failure. Invalid audience.");
const wrongSignature = unauthorized("Access token validation failure. Invalid signature.");

function claimError({ exp, nbf, aud }: Claims, now: number): AuthorizationError | undefined {
  if (typeof exp !== "number") return withoutEnd;
  if (exp * 1000 <= now) return expired;
  if (typeof nbf === "number" && nbf * 1000 > now) return notYetValid;
  return [aud].flat().some((audience) => graphAudiences.includes(String(audience))) ? undefined : wrongAudience;
}

const claimNames = { delegated: "scp", application: "roles" } as const;

function permissionError(claims: Claims, sufficient: readonly Permission[]): AuthorizationError | undefined {
  const type = tokenType(claims);
  const held = type === "delegated" ? String(claims.scp ?? "").split(" ") : [claims.roles ?? []].flat();
  if (sufficient.some((permission) => permission.type === type && held.includes(permission.name))) return undefined;
  const ofType = sufficient.filter((permission) => permission.type === type);
  const [missing, ...others] = (ofType.length > 0 ? ofType : sufficient).map(({ name }) => name);
  return {
    status: 403,
    code: "AccessDenied",
    message: type
      ? `Required ${claimNames[type]} claim values are not provided.`
      : "Either scp or roles claim need to be present in the token.",
    ...(missing === undefined ? {} : { missingPermission: missing, sufficientPermissions: [missing, ...others] }),
  };
}

/** Creates the authorizer for requests to the API. */
export function createAuthorizer({ level, now, signer }: AuthorizerOptions): Authorizer {
  // Cached until they expire, so that each token is decoded and verified only once.
  const verified = new Map<string, Claims>();
  let verifiedBytes = 0;

  function keep(token: string, claims: Claims): void {
    // The token's text, and the claims decoded from it.
    const bytes = 4 * token.length;
    if (verifiedBytes + bytes > limits.verifiedTokens.max) {
      verified.clear();
      verifiedBytes = 0;
    }
    verified.set(token, claims);
    verifiedBytes += bytes;
  }

  async function readToken(token: string): Promise<{ claims: Claims } | { error: AuthorizationError }> {
    const cached = verified.get(token);
    if (cached) return { claims: cached };
    const parts = decodeToken(token);
    if (!parts) return { error: malformed };
    const mustBeOurs = level === "strict" || signer.hasKey(parts.kid);
    if (mustBeOurs && !(await signer.hasSigned(token))) return { error: wrongSignature };
    keep(token, parts.claims);
    return parts;
  }

  async function tokenError(token: string, { permissions }: Operation): Promise<AuthorizationError | undefined> {
    if (!looksLikeJwt(token)) return notAJwt;
    const read = await readToken(token);
    if ("error" in read) return read.error;
    const error = claimError(read.claims, now());
    if (error === expired) verified.delete(token);
    return error ?? permissionError(read.claims, permissions);
  }

  async function authenticate(header: string | undefined): Promise<{ claims: Claims } | { error: AuthorizationError }> {
    if (level === "off") return { claims: {} };
    const token = bearerToken(header);
    if (token === undefined) return { error: withoutToken };
    if (!looksLikeJwt(token)) return level === "strict" ? { error: notAJwt } : { claims: {} };
    const read = await readToken(token);
    if ("error" in read) return read;
    const error =
      claimError(read.claims, now()) ?? (tokenType(read.claims) === "application" ? withoutPerson : undefined);
    return error ? { error } : read;
  }

  async function authorize(header: string | undefined, operation: Operation | undefined): Promise<Authorization> {
    if (level === "off") return { kind: "allowed", header: "Bearer none" };
    const token = bearerToken(header);
    if (token === undefined) return { kind: "allowed", header: level === "strict" ? undefined : header };
    const allowed = { kind: "allowed", header: `Bearer ${token}` } as const;
    if (level !== "strict" && !looksLikeJwt(token)) return allowed;
    const error = operation && (await tokenError(token, operation));
    return error ? { kind: "denied", error } : allowed;
  }

  return { authorize, authenticate };
}
