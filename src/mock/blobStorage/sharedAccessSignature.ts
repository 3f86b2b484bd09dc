import { createHmac, timingSafeEqual } from "node:crypto";

/** How long an upload URL can be used, in milliseconds. */
const sharedAccessLifetime = 60 * 60 * 1000;

/** The version of the storage service that upload URLs ask for. */
export const storageVersion = "2015-07-08";

const signedParameters = ["sv", "sr", "si", "se", "sp"];

/**
 * The query of a shared access signature that lets its holder write to one container, from `now` for one hour.
 *
 * @param container the profile's id
 */
export function sharedAccessQuery(secret: Uint8Array, container: string, now: Date): URLSearchParams {
  const expiry = new Date(now.getTime() + sharedAccessLifetime).toISOString().replace(/\.\d+/, "");
  const query = new URLSearchParams({
    sv: storageVersion,
    sr: "c",
    si: `SharedAccessPolicy_${now.toISOString().replace(/\D/g, "").slice(0, 14)}`,
    se: expiry,
    sp: "w",
  });
  query.set("sig", signature(secret, container, query));
  return query;
}

/** Why a query gives no access to the container. `WrongSignature`: another container's, another server's, or altered. */
export function sharedAccessError(
  secret: Uint8Array,
  container: string,
  query: URLSearchParams,
  now: Date,
): "NoSignature" | "WrongSignature" | "ExpiredSignature" | undefined {
  const given = query.get("sig");
  if (given === null) return "NoSignature";
  const expected = Buffer.from(signature(secret, container, query));
  const actual = Buffer.from(given);
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return "WrongSignature";
  return now.getTime() < Date.parse(query.get("se") ?? "") ? undefined : "ExpiredSignature";
}

function signature(secret: Uint8Array, container: string, query: URLSearchParams): string {
  const signed = [container, ...signedParameters.map((name) => query.get(name))];
  return createHmac("sha256", secret).update(JSON.stringify(signed)).digest("base64");
}
