/** The bearer token in an `Authorization` header; `undefined` if there is none. Schemes are case-insensitive. */
export const bearerToken = (header = ""): string | undefined => /^bearer\s+(\S.*)$/i.exec(header)?.[1];
