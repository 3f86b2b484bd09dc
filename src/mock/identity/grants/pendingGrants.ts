import { randomBytes } from "node:crypto";
import { limits } from "../../limits.ts";

/** Grants by secret code; if there are too many, the oldest is dropped. */
export interface PendingGrants<Grant> {
  /** Stores a grant and returns its code. */
  add: (grant: Grant) => string;
  of: (code: string) => Grant | undefined;
}

const maximumGrants = 1000;

/** @param maxBytes total size of all grants as UTF-16 */
export function createPendingGrants<Grant>(maxBytes: number = limits.grants.max): PendingGrants<Grant> {
  const grants = new Map<string, { grant: Grant; bytes: number }>();
  let total = 0;

  function forget(code: string): void {
    total -= grants.get(code)?.bytes ?? 0;
    grants.delete(code);
  }

  return {
    add: (grant) => {
      const code = randomBytes(32).toString("base64url");
      const bytes = 2 * JSON.stringify(grant).length;
      // A copy, since substrings of a request would keep the whole request in memory.
      grants.set(code, { grant: structuredClone(grant), bytes });
      total += bytes;
      for (const oldest of grants.keys()) {
        if (grants.size <= maximumGrants && total <= maxBytes) break;
        forget(oldest);
      }
      return code;
    },
    of: (code) => grants.get(code)?.grant,
  };
}
