import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { limits } from "../../limits.ts";

/** The tenant of callers that name none. It is never evicted. */
export const defaultTenant = "default";

const fingerprint = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** @param callerOf whom a token belongs to, if each caller has a tenant of its own */
export const tenantNames =
  (callerOf: ((authorization: string) => string) | undefined) =>
  ({ "x-mock-tenant": named, authorization = "" }: IncomingHttpHeaders): string => {
    if (named !== undefined) return String(named);
    return callerOf ? fingerprint(callerOf(authorization)) : defaultTenant;
  };

export interface TenantsInUse {
  /** How many there may be beside the default one. */
  limit: number;
  /** Notes that a tenant is used; returns the one that was used longest ago if there are too many. */
  use: (tenant: string) => string | undefined;
}

/** The tenants of which something is kept in memory. */
export function createTenantsInUse(limit: number = limits.tenants.max): TenantsInUse {
  // A set keeps its order: the latest is last.
  const latest = new Set<string>();
  function use(tenant: string): string | undefined {
    if (tenant === defaultTenant) return undefined;
    latest.delete(tenant);
    latest.add(tenant);
    if (latest.size <= limit) return undefined;
    const [oldest] = latest;
    latest.delete(oldest as string);
    return oldest;
  }
  return { limit, use };
}
