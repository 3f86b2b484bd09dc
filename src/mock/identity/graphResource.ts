/** The address of Microsoft Graph, which prefixes its permissions in a scope. */
export const graphResource = "https://graph.microsoft.com";

/** What stands for Microsoft Graph in a scope, and in the `aud` of a token for it. */
export const graphAudiences = [graphResource, `${graphResource}/`, "00000003-0000-0000-c000-000000000000"];
