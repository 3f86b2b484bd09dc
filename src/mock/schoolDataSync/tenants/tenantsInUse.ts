import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { limits } from "../../limits.ts";

/** The tenant of callers that don't name one. It is never evicted. */
export const defaultTenant = "default";

const fingerprint = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** @param callerOf identifies the caller of a token, if each caller has its own tenant */
export const tenantNames =
  (callerOf: ((authorization: string) => string) | undefined) =>
  ({ "x-mock-tenant": named, authorization = "" }: IncomingHttpHeaders): string => {
    if (named !== undefined) return String(named);
    return callerOf ? fingerprint(callerOf(authorization)) : defaultTenant;
  };

export interface TenantsInUse {
  /** Maximum number of tenants besides the default one. */
  limit: number;
  /** Records that a tenant is in use; returns the least recently used one if there are too many. */
  use: (tenant: string) => string | undefined;
}

/** Tracks the tenants that are in memory. */
export function createTenantsInUse(limit: number = limits.tenants.max): TenantsInUse {
  // A Set preserves insertion order: the most recently used is last.
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
