import { EntraError } from "../entraError.ts";
import { directoryResource, graphResource, resourceNamed } from "../../tokens/graphResource.ts";
import type { Parameters } from "../parameters.ts";
import type { EndpointVersion } from "../signInFlows.ts";

export interface RequestedScopes {
  /** The access token's audience: its `aud`. */
  resource: string;
  /** As they were sent, and without the resource's prefix. The name `.default` stands for all that are granted. */
  permissions: { sent: string; name: string }[];
  /** OpenID Connect's scopes: `openid` requests an ID token, `offline_access` a refresh token. */
  openid: string[];
}

const ofOpenId = ["openid", "profile", "email", "offline_access"];

const isOfOpenId = (scope: string): boolean => ofOpenId.includes(scope.toLowerCase());

function resourceOf(scope: string, origin: string): string {
  const at = scope.lastIndexOf("/");
  return at < 0 ? graphResource : resourceNamed(scope.slice(0, at), origin);
}

/**
 * Parses a `scope` parameter. A name without a prefix belongs to Microsoft Graph.
 *
 * @param origin the mock's own address, which also stands for Microsoft Graph
 * @throws {EntraError} if it is missing, or if its scopes belong to several resources
 */
export function parseScopes(scope: string | undefined, origin: string): RequestedScopes {
  if (!scope?.trim()) throw new EntraError("parameterMissing", "scope");
  const sent = [...new Set(scope.trim().split(/\s+/))];
  const wrong = sent.find((name) => !/^[\x21\x23-\x5b\x5d-\x7e]{1,500}$/.test(name) || name.endsWith("/"));
  if (wrong !== undefined) throw new EntraError("scopeInvalid", wrong);
  const permissions = sent
    .filter((each) => !isOfOpenId(each))
    .map((each) => ({ sent: each, name: each.slice(each.lastIndexOf("/") + 1), resource: resourceOf(each, origin) }));
  const resource = permissions[0]?.resource ?? graphResource;
  const other = permissions.find((each) => each.resource !== resource);
  if (other) throw new EntraError("scopeOfManyResources", other.sent);
  return { resource, permissions, openid: sent.filter(isOfOpenId).map((each) => each.toLowerCase()) };
}

/** All permissions granted for a resource, and OpenID Connect's scopes: v1 endpoints can't be asked for less. */
const scopesOfResource = (resource: string): RequestedScopes => ({
  resource,
  permissions: [{ sent: `${resource}/.default`, name: ".default" }],
  openid: ["openid", "profile", "offline_access"],
});

function scopesOfV2(parameters: Parameters, origin: string): RequestedScopes {
  const scope = parameters.optional("scope");
  const resource = parameters.optional("resource");
  if (resource !== undefined && scope === undefined) throw new EntraError("resourceUnsupported");
  const scopes = parseScopes(scope, origin);
  if (resource !== undefined && resourceNamed(resource, origin) !== scopes.resource)
    throw new EntraError("resourceDiffers");
  return scopes;
}

/** Whether a request names scopes or a resource; with a code or a refresh token, it may omit them. */
export const namesScopes = (parameters: Parameters, version: EndpointVersion): boolean =>
  parameters.optional(version === "v1" ? "resource" : "scope") !== undefined;

/**
 * The scopes that a request asks for: by `resource` at a v1 endpoint, otherwise by `scope`.
 *
 * @throws {EntraError} if a required `scope` is missing or invalid
 */
export function requestedScopes(parameters: Parameters, version: EndpointVersion, origin: string): RequestedScopes {
  if (version === "v2.0") return scopesOfV2(parameters, origin);
  return scopesOfResource(resourceNamed(parameters.optional("resource") ?? directoryResource, origin));
}
