/** Tenants of which something is kept at a time. */
const maximumTenants = 1000;

/** Keeps what belongs to a tenant as the latest; where there are too many tenants, what was kept longest ago goes. */
export function keepAsLatest<Kept>(tenants: Map<string, Kept>, tenant: string, kept: Kept): void {
  // A map keeps its order: at its end is who came last.
  tenants.delete(tenant);
  const [longestAgo] = tenants.keys();
  if (tenants.size >= maximumTenants && longestAgo !== undefined) tenants.delete(longestAgo);
  tenants.set(tenant, kept);
}
