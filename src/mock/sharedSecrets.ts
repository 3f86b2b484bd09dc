import { createHash, randomBytes } from "node:crypto";
import { sharedText } from "./scenario/sharedState.ts";
import type { Settings } from "./store/profileStore.ts";
import { storedSigner, type TokenSigner, tokenSigner } from "./tokens/accessToken.ts";

const newSecret = (): string => randomBytes(32).toString("hex");

/** The key that signs tokens, and the secret that signs upload URLs: the same in each process of a store. */
export async function sharedSecrets(
  settings: Settings | undefined,
  seed: string | undefined,
): Promise<{ signer: TokenSigner; uploadSecret: Buffer }> {
  const secret = settings ? await sharedText(settings, "uploadSecret", newSecret) : newSecret();
  return {
    signer: settings ? storedSigner((make) => sharedText(settings, "signingKey", make)) : tokenSigner,
    uploadSecret: seed === undefined ? Buffer.from(secret, "hex") : createHash("sha256").update(seed).digest(),
  };
}
