import {
  calculateJwkThumbprint,
  compactVerify,
  decodeJwt,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  type JWK,
  type JWTPayload,
  SignJWT,
} from "jose";

/** The claims of an access token, as far as they are looked at. */
export interface Claims extends JWTPayload {
  scp?: unknown;
  roles?: unknown;
  idtyp?: unknown;
}

export interface DecodedToken {
  /** The key that is said to have signed it. */
  kid: string | undefined;
  claims: Claims;
}

export interface TokenSigner {
  sign: (claims: JWTPayload) => Promise<string>;
  /** Whether this signer has signed the token. */
  hasSigned: (token: string) => Promise<boolean>;
  /** Whether the key is this signer's. */
  hasKey: (kid: string | undefined) => boolean;
  publicKeys: () => Promise<{ keys: JWK[] }>;
}

/** Everything that means to be a JSON Web Token begins like this: it is `{"` in Base64. */
export const looksLikeJwt = (token: string): boolean => token.startsWith("eyJ");

/** The parts of a JSON Web Token, its signature unseen; or `undefined` where it is malformed. */
export function decodeToken(token: string): DecodedToken | undefined {
  try {
    if (token.split(".").length !== 3) return undefined;
    return { kid: decodeProtectedHeader(token).kid, claims: decodeJwt<Claims>(token) };
  } catch {
    return undefined;
  }
}

interface SigningKey {
  privateKey: CryptoKey;
  publicKey: CryptoKey;
  kid: string;
  jwk: JWK;
}

async function createSigningKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair("RS256");
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  return { privateKey, publicKey, kid, jwk: { ...jwk, kid, use: "sig", alg: "RS256" } };
}

let made: Promise<SigningKey> | undefined;
let ownKid: string | undefined;

// One for all mocks of a process, because an RSA key takes a while to make; and only when the first token is asked for.
async function signingKey(): Promise<SigningKey> {
  const key = await (made ??= createSigningKey());
  ownKid = key.kid;
  return key;
}

/** Signs tokens with the key of this process. */
export const tokenSigner: TokenSigner = {
  sign: async (claims) => {
    const { privateKey, kid } = await signingKey();
    return new SignJWT(claims).setProtectedHeader({ typ: "JWT", alg: "RS256", kid }).sign(privateKey);
  },
  hasSigned: async (token) => {
    const { publicKey } = await signingKey();
    return compactVerify(token, publicKey, { algorithms: ["RS256"] }).then(
      () => true,
      () => false,
    );
  },
  hasKey: (kid) => kid !== undefined && kid === ownKid,
  publicKeys: async () => ({ keys: [(await signingKey()).jwk] }),
};
