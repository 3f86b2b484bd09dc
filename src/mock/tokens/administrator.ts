/** Who signs in if a client names nobody. */
export const administrator = { name: "Education Administrator", upn: "admin@contoso.onmicrosoft.com" };

export const defaultUsername = administrator.upn;
