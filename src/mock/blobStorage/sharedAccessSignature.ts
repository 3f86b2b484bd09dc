import { createHmac, timingSafeEqual } from "node:crypto";
import { containerParameter } from "./blobTarget.ts";

/** How long an upload URL is valid, in milliseconds. */
const sharedAccessLifetime = 60 * 60 * 1000;

/** The storage service version in upload URLs. */
export const storageVersion = "2015-07-08";

const signedParameters = ["sv", "sr", containerParameter, "se", "sp"];

/**
 * The query of a shared access signature that allows writing to one container for one hour from `now`. It names the
 * container, because some clients read a different one from the path.
 */
export function sharedAccessQuery(secret: Uint8Array, container: string, now: Date): URLSearchParams {
  const expiry = new Date(now.getTime() + sharedAccessLifetime).toISOString().replace(/\.\d+/, "");
  const query = new URLSearchParams({
    sv: storageVersion,
    sr: "c",
    [containerParameter]: container,
    se: expiry,
    sp: "w",
  });
  query.set("sig", signature(secret, query));
  return query;
}

export type SharedAccessError = "NoSignature" | "WrongSignature" | "ExpiredSignature";

/** Why a query grants no access to the container that it names. `WrongSignature`: from another server, or altered. */
export function sharedAccessError(
  secret: Uint8Array,
  query: URLSearchParams,
  now: Date,
): SharedAccessError | undefined {
  const provided = query.get("sig");
  if (provided === null) return "NoSignature";
  const expected = Buffer.from(signature(secret, query));
  const actual = Buffer.from(provided);
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return "WrongSignature";
  return now.getTime() < Date.parse(query.get("se") ?? "") ? undefined : "ExpiredSignature";
}

function signature(secret: Uint8Array, query: URLSearchParams): string {
  const signed = signedParameters.map((name) => query.get(name));
  return createHmac("sha256", secret).update(JSON.stringify(signed)).digest("base64");
}
