import { limits } from "../../limits.ts";

/** The tenant of callers that name none. It is never evicted. */
export const defaultTenant = "default";

export interface LatestTenants {
  /** How many there may be beside the default one. */
  limit: number;
  /** Notes that a tenant is used; returns the one that was used longest ago if there are too many. */
  use: (tenant: string) => string | undefined;
}

/** The tenants of which something is kept in memory. */
export function createLatestTenants(limit: number = limits.tenants.max): LatestTenants {
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
