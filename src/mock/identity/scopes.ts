import { EntraError } from "./entraError.ts";
import { graphResource } from "./graphResource.ts";

export interface RequestedScopes {
  /** What the access token is for: its `aud`. */
  resource: string;
  /** As they were sent, and without the prefix of the resource. The name `.default` stands for all that are granted. */
  permissions: { sent: string; name: string }[];
  /** Of OpenID Connect: `openid` asks for an ID token, `offline_access` for a refresh token. */
  openid: string[];
}

const ofOpenId = ["openid", "profile", "email", "offline_access"];

function resourceOf(scope: string, origin: string): string {
  const at = scope.lastIndexOf("/");
  const resource = at < 0 ? graphResource : scope.slice(0, at);
  return resource === origin ? graphResource : resource;
}

/**
 * What a `scope` asks for. A name without a prefix is one of Microsoft Graph's.
 *
 * @param origin the mock's own address, which stands for Microsoft Graph, too
 * @throws {EntraError} when there is none, or they belong to several resources
 */
export function parseScopes(scope: string | undefined, origin: string): RequestedScopes {
  if (!scope?.trim()) throw new EntraError("parameterMissing", "scope");
  const sent = [...new Set(scope.trim().split(/\s+/))];
  const wrong = sent.find((name) => !/^[\x21\x23-\x5b\x5d-\x7e]{1,500}$/.test(name) || name.endsWith("/"));
  if (wrong !== undefined) throw new EntraError("scopeInvalid", wrong);
  const permissions = sent
    .filter((each) => !ofOpenId.includes(each))
    .map((each) => ({ sent: each, name: each.slice(each.lastIndexOf("/") + 1), resource: resourceOf(each, origin) }));
  const resource = permissions[0]?.resource ?? graphResource;
  const other = permissions.find((each) => each.resource !== resource);
  if (other) throw new EntraError("scopeOfManyResources", other.sent);
  return { resource, permissions, openid: sent.filter((each) => ofOpenId.includes(each)) };
}
