import { randomBytes } from "node:crypto";

/** What was given out under a code that only its receiver knows; of too many, the oldest is forgotten. */
export interface PendingGrants<Grant> {
  /** Keeps a grant, and gives the code for it. */
  add: (grant: Grant) => string;
  of: (code: string) => Grant | undefined;
}

const maximumGrants = 1000;

export function createPendingGrants<Grant>(): PendingGrants<Grant> {
  const grants = new Map<string, Grant>();
  return {
    add: (grant) => {
      const code = randomBytes(32).toString("base64url");
      if (grants.size >= maximumGrants) grants.delete(String(grants.keys().next().value));
      grants.set(code, grant);
      return code;
    },
    of: (code) => grants.get(code),
  };
}
