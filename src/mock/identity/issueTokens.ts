import { createHash, randomUUID } from "node:crypto";
import type { JWTPayload } from "jose";
import type { TokenSigner } from "./accessToken.ts";
import { graphAudiences } from "./graphResource.ts";
import type { Permission, PermissionType } from "./permissions.ts";
import type { RequestedScopes } from "./scopes.ts";

/** How the client proved who it is, in the values of the claim `appidacr`. */
export type ClientProof = "none" | "secret" | "certificate";

export interface TokenRequest {
  /** As it is in the address: an id, a domain, `common` or `organizations`. */
  tenant: string;
  clientId: string;
  proof: ClientProof;
  scopes: RequestedScopes;
}

export interface SignIn extends TokenRequest {
  /** Repeated in the ID token. */
  nonce?: string | undefined;
  /** Asks for `client_info`, from which MSAL makes the id of the account. */
  wantsClientInfo?: boolean;
  refreshToken?: string | undefined;
}

export interface TokenAnswer {
  token_type: "Bearer";
  expires_in: number;
  ext_expires_in: number;
  access_token: string;
  scope?: string;
  refresh_token?: string;
  id_token?: string;
  client_info?: string;
}

export interface TokenIssuerOptions {
  signer: TokenSigner;
  /** Milliseconds since 1970. */
  now: () => number;
}

const lifetimeInSeconds = 3600;
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const proofNumbers = { none: "0", secret: "1", certificate: "2" } as const;
const user = { name: "Education Administrator", upn: "admin@contoso.onmicrosoft.com" };

/** An id that is the same each time for the same text. */
function guidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The id of a tenant; a client that leaves the tenant open gets one and the same. */
const tenantIdOf = (tenant: string): string => {
  if (guid.test(tenant)) return tenant.toLowerCase();
  return guidOf(
    `tenant ${/^(common|organizations)$/i.test(tenant) ? "contoso.onmicrosoft.com" : tenant.toLowerCase()}`,
  );
};

const isForGraph = ({ resource }: RequestedScopes): boolean => graphAudiences.includes(resource);

/** The permissions that a token carries: of those that are granted, the ones asked for. */
function grantedNames(scopes: RequestedScopes, granted: Permission[], type: PermissionType): string[] {
  const requested = scopes.permissions.map(({ name }) => name);
  if (!isForGraph(scopes)) return requested.filter((name) => name !== ".default");
  const names = granted.filter((permission) => permission.type === type).map(({ name }) => name);
  return requested.includes(".default") ? names : names.filter((name) => requested.includes(name));
}

/** What an answer says was granted: each scope as it was sent, and what `.default` stood for. */
function scopeOf({ resource, permissions, openid }: RequestedScopes, names: string[]): string {
  const kept = permissions.filter(({ name }) => name === ".default" || names.includes(name));
  const others = names.filter((name) => !kept.some((each) => each.name === name));
  return [...kept.map(({ sent }) => sent), ...others.map((name) => `${resource}/${name}`), ...openid].join(" ");
}

/** Makes tokens with the claims that Microsoft Entra gives them for Microsoft Graph. */
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

  const answer = (access_token: string): TokenAnswer => ({
    token_type: "Bearer",
    expires_in: lifetimeInSeconds - 1,
    ext_expires_in: lifetimeInSeconds - 1,
    access_token,
  });

  /** For an application that calls as itself. */
  async function forApplication(request: TokenRequest, granted: Permission[]): Promise<TokenAnswer> {
    const roles = grantedNames(request.scopes, granted, "application");
    const oid = guidOf(`application ${tenantIdOf(request.tenant)} ${request.clientId}`);
    // Entra leaves the claim out, rather than empty, where nothing is granted.
    const permissions = roles.length > 0 ? { roles } : {};
    return answer(await accessToken(request, { idtyp: "app", oid, sub: oid, ...permissions }));
  }

  /** For an application that calls on behalf of the one person there is. */
  async function forPerson(signIn: SignIn, granted: Permission[], issuer: string): Promise<TokenAnswer> {
    const { scopes, clientId, nonce, tenant, refreshToken } = signIn;
    const names = grantedNames(scopes, granted, "delegated");
    const tid = tenantIdOf(tenant);
    const oid = guidOf(`person ${tid}`);
    const sub = guidOf(`person ${tid} ${clientId}`);
    const { name, upn } = user;
    const permissions = names.length > 0 ? { scp: names.join(" ") } : {};
    const token = await accessToken(signIn, { idtyp: "user", name, oid, sub, unique_name: upn, upn, ...permissions });
    const id = { ver: "2.0", iss: issuer, aud: clientId, ...times(), name, oid, preferred_username: upn, sub, tid };
    return {
      ...answer(token),
      scope: scopeOf(scopes, names),
      ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
      ...(scopes.openid.includes("openid")
        ? { id_token: await signer.sign(nonce === undefined ? id : { ...id, nonce }) }
        : {}),
      ...(signIn.wantsClientInfo
        ? { client_info: Buffer.from(JSON.stringify({ uid: oid, utid: tid })).toString("base64url") }
        : {}),
    };
  }

  return { forApplication, forPerson };
}

export type TokenIssuer = ReturnType<typeof createTokenIssuer>;
