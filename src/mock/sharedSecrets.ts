import { createHash, randomBytes } from "node:crypto";
import { type Lost, sharedText } from "./scenario/sharedState.ts";
import type { Settings } from "./store/profileStore.ts";
import { storedSigner, type TokenSigner, tokenSigner } from "./tokens/accessToken.ts";

const secretName = "uploadSecret";
const newSecret = (): string => randomBytes(32).toString("hex");

/** The key that signs tokens, and the secret that signs upload URLs: shared by all processes that use the same store. */
export async function sharedSecrets(
  settings: Settings | undefined,
  seed: string | undefined,
): Promise<{ signer: TokenSigner; uploadSecret: () => Buffer; lost: Lost }> {
  const signer = settings ? storedSigner((make) => sharedText(settings, "signingKey", make)) : tokenSigner;
  const seeded = seed === undefined ? undefined : createHash("sha256").update(seed).digest();
  let secret = newSecret();
  async function share(): Promise<string> {
    if (settings) secret = await sharedText(settings, secretName, () => secret);
    await signer.share();
    return secret;
  }
  await share();
  return {
    signer,
    uploadSecret: () => seeded ?? Buffer.from(secret, "hex"),
    lost: { name: secretName, text: secret, share },
  };
}
