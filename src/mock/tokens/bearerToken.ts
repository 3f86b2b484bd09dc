/** The token of an `Authorization` header; `undefined` where it has no bearer token. Schemes are case-insensitive. */
export const bearerToken = (header = ""): string | undefined => /^bearer\s+(\S.*)$/i.exec(header)?.[1];
