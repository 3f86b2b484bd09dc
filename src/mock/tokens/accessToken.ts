import {
  calculateJwkThumbprint,
  compactVerify,
  decodeJwt,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  type JWTPayload,
  SignJWT,
} from "jose";

/** The claims of an access token that are read here. */
export interface Claims extends JWTPayload {
  scp?: unknown;
  roles?: unknown;
  idtyp?: unknown;
}

export interface DecodedToken {
  /** The id of the key that allegedly signed it. */
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
  /** If the key is in use, reads it again, or stores it again if it was lost. */
  share: () => Promise<void>;
}

/** Every JSON Web Token begins like this: it is `{"` in Base64. */
export const looksLikeJwt = (token: string): boolean => token.startsWith("eyJ");

/** The parts of a JSON Web Token, without checking its signature; `undefined` if it is malformed. */
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

const algorithm = "RS256";

async function createPrivateJwk(): Promise<string> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  return JSON.stringify(await exportJWK(privateKey));
}

async function readSigningKey(privateJwk: string): Promise<SigningKey> {
  const whole = JSON.parse(privateJwk) as JWK;
  const { kty, n, e } = whole;
  const publicJwk = { kty, n, e } as JWK;
  const kid = await calculateJwkThumbprint(publicJwk);
  return {
    privateKey: (await importJWK(whole, algorithm)) as CryptoKey,
    publicKey: (await importJWK(publicJwk, algorithm)) as CryptoKey,
    kid,
    jwk: { ...publicJwk, kid, use: "sig", alg: algorithm },
  };
}

/**
 * @param privateJwk called with a function that creates a key when the first token is requested, because creating an RSA key
 *   is slow
 */
function createSigner(privateJwk: (make: () => Promise<string>) => Promise<string>): TokenSigner {
  let read: Promise<SigningKey> | undefined;
  let ownKid: string | undefined;
  let latest: string | undefined;

  async function readKey(): Promise<SigningKey> {
    latest = await privateJwk(async () => latest ?? createPrivateJwk());
    return readSigningKey(latest);
  }

  async function signingKey(): Promise<SigningKey> {
    read ??= readKey();
    try {
      const key = await read;
      ownKid = key.kid;
      return key;
    } catch (error) {
      read = undefined;
      throw error;
    }
  }

  return {
    sign: async (claims) => {
      const { privateKey, kid } = await signingKey();
      return new SignJWT(claims).setProtectedHeader({ typ: "JWT", alg: algorithm, kid }).sign(privateKey);
    },
    hasSigned: async (token) => {
      const { publicKey } = await signingKey();
      return compactVerify(token, publicKey, { algorithms: [algorithm] }).then(
        () => true,
        () => false,
      );
    },
    hasKey: (kid) => kid !== undefined && kid === ownKid,
    publicKeys: async () => ({ keys: [(await signingKey()).jwk] }),
    share: async () => {
      if (!read) return;
      read = undefined;
      await signingKey();
    },
  };
}

/** Signs tokens with this process's key, which all its mocks share. */
export const tokenSigner = createSigner((make) => make());

/** Signs tokens with a key that is stored. */
export const storedSigner = (stored: (make: () => Promise<string>) => Promise<string>): TokenSigner =>
  createSigner(stored);
