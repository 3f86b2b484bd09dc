/** The user who is signed in if a client doesn't name one. */
export const administrator = { name: "Education Administrator", upn: "admin@contoso.onmicrosoft.com" };

export const defaultUsername = administrator.upn;
