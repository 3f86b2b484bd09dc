import { createHash, randomUUID } from "node:crypto";
import type { JWTPayload } from "jose";
import type { TokenSigner } from "../../tokens/accessToken.ts";
import { administrator, defaultUsername } from "../../tokens/administrator.ts";
import { graphAudiences } from "../../tokens/graphResource.ts";
import type { Permission, PermissionType } from "../../contract/permissions.ts";
import type { RequestedScopes } from "./scopes.ts";
import type { EndpointVersion } from "../signInFlows.ts";

/** How the client authenticated, for the `appidacr` claim. */
export type ClientProof = "none" | "secret" | "certificate";

export interface TokenRequest {
  version: EndpointVersion;
  /** As in the URL: an id, a domain, `common` or `organizations`. */
  tenant: string;
  clientId: string;
  proof: ClientProof;
  scopes: RequestedScopes;
}

export interface SignIn extends TokenRequest {
  /** The person's user principal name. */
  username: string;
  /** What is issued with the ID token, which contains hashes of it, as in OpenID Connect's implicit and hybrid flows. */
  besideIdToken?: { code?: string | undefined; accessToken: boolean };
  /** Repeated in the ID token. */
  nonce?: string | undefined;
  /** Requests `client_info`, from which MSAL derives the account's id. */
  wantsClientInfo?: boolean;
  refreshToken?: string | undefined;
}

export interface TokenAnswer {
  token_type: "Bearer";
  /** Seconds; a string in answers of v1 endpoints. */
  expires_in: number | string;
  ext_expires_in: number | string;
  access_token: string;
  /** Seconds since the Unix epoch; like the next two, only in answers of v1 endpoints. */
  expires_on?: string;
  not_before?: string;
  resource?: string;
  scope?: string;
  refresh_token?: string;
  id_token?: string;
  client_info?: string;
}

export interface TokenIssuerOptions {
  signer: TokenSigner;
  /** Milliseconds since the Unix epoch. */
  now: () => number;
}

const lifetimeInSeconds = 3600;
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const proofNumbers = { none: "0", secret: "1", certificate: "2" } as const;

const nameOf = (username: string): string =>
  username.toLowerCase() === administrator.upn ? administrator.name : username.replace(/@.*$/s, "");

/** A deterministic id for a text. */
function guidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The id of a tenant; `common` and `organizations` always mean the same one. */
export const tenantIdOf = (tenant: string): string => {
  if (guid.test(tenant)) return tenant.toLowerCase();
  return guidOf(
    `tenant ${/^(common|organizations)$/i.test(tenant) ? "contoso.onmicrosoft.com" : tenant.toLowerCase()}`,
  );
};

/** The left half of a hash, with which an ID token confirms a code or an access token. */
const halfHash = (text: string): string =>
  createHash("sha256").update(text).digest().subarray(0, 16).toString("base64url");

/** The issuer of a tenant's tokens. ID tokens of v2.0 name the mock, so that clients can look up its configuration. */
export const issuerOf = (version: EndpointVersion, origin: string, tenant: string): string =>
  version === "v1" ? `https://sts.windows.net/${tenantIdOf(tenant)}/` : `${origin}/${tenant}/v2.0`;

const isForGraph = ({ resource }: RequestedScopes): boolean => graphAudiences.includes(resource);

const isDefault = (name: string): boolean => name.toLowerCase() === ".default";

/** The permissions in a token: those that are both requested and granted. */
function grantedNames(scopes: RequestedScopes, granted: Permission[], type: PermissionType): string[] {
  const requested = scopes.permissions.map(({ name }) => name);
  if (!isForGraph(scopes)) return requested.filter((name) => !isDefault(name));
  const names = granted.filter((permission) => permission.type === type).map(({ name }) => name);
  const wanted = requested.map((name) => name.toLowerCase());
  return requested.some(isDefault) ? names : names.filter((name) => wanted.includes(name.toLowerCase()));
}

/** The `scope` of an answer: each granted scope with the prefix it was sent with, and those that `.default` stood for. */
function scopeOf({ resource, permissions, openid }: RequestedScopes, names: string[]): string {
  const named = permissions.flatMap(({ sent, name: requested }) => {
    if (isDefault(requested)) return [sent];
    const granted = names.find((name) => name.toLowerCase() === requested.toLowerCase());
    return granted === undefined ? [] : [sent.slice(0, -requested.length) + granted];
  });
  const others = names.filter((name) => !named.some((each) => each === name || each.endsWith(`/${name}`)));
  return [...named, ...others.map((name) => `${resource}/${name}`), ...openid].join(" ");
}

/** Creates tokens with the claims that Microsoft Entra includes for Microsoft Graph. */
export function createTokenIssuer({ signer, now }: TokenIssuerOptions) {
  const times = () => {
    const iat = Math.floor(now() / 1000);
    return { iat, nbf: iat, exp: iat + lifetimeInSeconds };
  };

  function accessToken({ tenant, clientId, proof, scopes }: TokenRequest, claims: JWTPayload): Promise<string> {
    const tid = tenantIdOf(tenant);
    return signer.sign({
      aud: scopes.resource,
      iss: `https://sts.windows.net/${tid}/`,
      ...times(),
      app_displayname: clientId,
      appid: clientId,
      appidacr: proofNumbers[proof],
      tid,
      uti: randomUUID(),
      ver: "1.0",
      ...claims,
    });
  }

  function answer({ version, scopes }: TokenRequest, access_token: string): TokenAnswer {
    const lifetime = lifetimeInSeconds - 1;
    if (version === "v2.0")
      return { token_type: "Bearer", expires_in: lifetime, ext_expires_in: lifetime, access_token };
    const { nbf, exp } = times();
    return {
      token_type: "Bearer",
      expires_in: String(lifetime),
      ext_expires_in: String(lifetime),
      expires_on: String(exp),
      not_before: String(nbf),
      resource: scopes.resource,
      access_token,
    };
  }

  function idToken(signIn: SignIn, person: { name: string; oid: string; sub: string }, issuer: string, token: string) {
    const { version, username, clientId, tenant, nonce, besideIdToken: beside } = signIn;
    const names =
      version === "v1"
        ? { ver: "1.0", unique_name: username, upn: username }
        : { ver: "2.0", preferred_username: username };
    return signer.sign({
      iss: issuer,
      aud: clientId,
      ...times(),
      tid: tenantIdOf(tenant),
      ...person,
      ...names,
      ...(nonce === undefined ? {} : { nonce }),
      ...(beside?.code === undefined ? {} : { c_hash: halfHash(beside.code) }),
      ...(beside?.accessToken ? { at_hash: halfHash(token) } : {}),
    });
  }

  /** A token for an application that calls as itself. */
  async function forApplication(request: TokenRequest, granted: Permission[]): Promise<TokenAnswer> {
    const roles = grantedNames(request.scopes, granted, "application");
    const oid = guidOf(`application ${tenantIdOf(request.tenant)} ${request.clientId}`);
    // If nothing is granted, Entra omits the claim rather than sending an empty one.
    const permissions = roles.length > 0 ? { roles } : {};
    return answer(request, await accessToken(request, { idtyp: "app", oid, sub: oid, ...permissions }));
  }

  /** Tokens for an application that calls on behalf of a person. */
  async function forPerson(signIn: SignIn, granted: Permission[], issuer: string): Promise<TokenAnswer> {
    const { version, scopes, clientId, username, tenant, refreshToken } = signIn;
    const names = grantedNames(scopes, granted, "delegated");
    const tid = tenantIdOf(tenant);
    const who = username.toLowerCase() === defaultUsername ? tid : `${tid} ${username.toLowerCase()}`;
    const person = { name: nameOf(username), oid: guidOf(`person ${who}`), sub: guidOf(`person ${who} ${clientId}`) };
    const permissions = names.length > 0 ? { scp: names.join(" ") } : {};
    const claims = { idtyp: "user", ...person, unique_name: username, upn: username, ...permissions };
    const token = await accessToken(signIn, claims);
    return {
      ...answer(signIn, token),
      scope: version === "v1" ? names.join(" ") || "user_impersonation" : scopeOf(scopes, names),
      ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
      ...(scopes.openid.includes("openid") ? { id_token: await idToken(signIn, person, issuer, token) } : {}),
      ...(signIn.wantsClientInfo
        ? { client_info: Buffer.from(JSON.stringify({ uid: person.oid, utid: tid })).toString("base64url") }
        : {}),
    };
  }

  return { forApplication, forPerson };
}

export type TokenIssuer = ReturnType<typeof createTokenIssuer>;
