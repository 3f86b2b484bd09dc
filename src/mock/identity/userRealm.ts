/**
 * How a user signs in, which MSAL asks before it sends a password: always here, never at a federation server.
 *
 * @param username a user principal name
 */
export function userRealm(username: string) {
  const [, domain] = /@([^@]+)$/.exec(username) ?? [];
  if (domain === undefined) return { ver: "1.0", account_type: "Unknown", cloud_instance_name: "microsoftonline.com" };
  return {
    ver: "1.0",
    account_type: "Managed",
    domain_name: domain.toLowerCase(),
    cloud_instance_name: "microsoftonline.com",
    cloud_audience_urn: "urn:federation:MicrosoftOnline",
  };
}
