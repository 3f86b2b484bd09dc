/** The URL of Microsoft Graph, the prefix of its permissions in a scope. */
export const graphResource = "https://graph.microsoft.com";

/** The names of Microsoft Graph in a scope, and in the `aud` of a token for it. */
export const graphAudiences = [graphResource, `${graphResource}/`, "00000003-0000-0000-c000-000000000000"];

/** Azure AD Graph: the audience of tokens from v1 endpoints if the request names no resource. */
export const directoryResource = "00000002-0000-0000-c000-000000000000";

/** The resource with that name; names of Graph are case-insensitive, and the mock's own address also stands for Graph. */
export function resourceNamed(name: string, origin: string): string {
  const lower = name.toLowerCase();
  if (lower.replace(/\/$/, "") === origin.toLowerCase()) return graphResource;
  return graphAudiences.includes(lower) ? lower : name;
}
