/** The address of Microsoft Graph, which prefixes its permissions in a scope. */
export const graphResource = "https://graph.microsoft.com";

/** What stands for Microsoft Graph in a scope, and in the `aud` of a token for it. */
export const graphAudiences = [graphResource, `${graphResource}/`, "00000003-0000-0000-c000-000000000000"];

/** Azure AD Graph: what a v1 endpoint gives a token for when the request names no resource. */
export const directoryResource = "00000002-0000-0000-c000-000000000000";

/** The resource of that name; Graph in any case, and the mock's own address, which stands for Graph, too. */
export function resourceNamed(name: string, origin: string): string {
  const lower = name.toLowerCase();
  if (lower.replace(/\/$/, "") === origin.toLowerCase()) return graphResource;
  return graphAudiences.includes(lower) ? lower : name;
}
