import { EntraError } from "./entraError.ts";

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/i;

/**
 * The metadata that a client needs before it trusts an authority.
 *
 * @param endpoint the authorization endpoint of a tenant, under a name of this mock
 * @param origin the mock's own address
 * @throws {EntraError} for an authority that is not this mock
 */
export function instanceDiscovery(endpoint: string, origin: string) {
  const { protocol, host, hostname, pathname } = URL.canParse(endpoint) ? new URL(endpoint) : new URL("unknown:");
  const [, tenant, v2 = ""] = /^\/([^/]+)\/oauth2(\/v2\.0)?\/authorize$/i.exec(pathname) ?? [];
  const isOwn = host === new URL(origin).host || loopback.test(hostname);
  if (!isOwn || tenant === undefined) throw new EntraError("instanceUnknown");
  return {
    tenant_discovery_endpoint: `${protocol}//${host}/${tenant}${v2.toLowerCase()}/.well-known/openid-configuration`,
    "api-version": "1.1",
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  };
}
