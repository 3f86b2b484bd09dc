import { createHmac, timingSafeEqual } from "node:crypto";
import { containerParameter } from "./blobTarget.ts";

/** How long an upload URL can be used, in milliseconds. */
const sharedAccessLifetime = 60 * 60 * 1000;

/** The version of the storage service that upload URLs ask for. */
export const storageVersion = "2015-07-08";

const signedParameters = ["sv", "sr", containerParameter, "se", "sp"];

/**
 * The query of a shared access signature that lets its holder write to one container, from `now` for one hour. It names
 * the container, because some clients see another one in the path.
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

/** Why a query gives no access to the container that it names. `WrongSignature`: another server's, or altered. */
export function sharedAccessError(
  secret: Uint8Array,
  query: URLSearchParams,
  now: Date,
): SharedAccessError | undefined {
  const given = query.get("sig");
  if (given === null) return "NoSignature";
  const expected = Buffer.from(signature(secret, query));
  const actual = Buffer.from(given);
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return "WrongSignature";
  return now.getTime() < Date.parse(query.get("se") ?? "") ? undefined : "ExpiredSignature";
}

function signature(secret: Uint8Array, query: URLSearchParams): string {
  const signed = signedParameters.map((name) => query.get(name));
  return createHmac("sha256", secret).update(JSON.stringify(signed)).digest("base64");
}
