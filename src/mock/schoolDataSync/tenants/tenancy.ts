import type { ProfileStores } from "../../store/profileStore.ts";
import { StoreUnavailableError } from "../../store/storeErrors.ts";
import type { Tenants } from "./tenants.ts";
import { createTenantsInUse, defaultTenant } from "./tenantsInUse.ts";

export interface Tenancy {
  /** Loads changes to a tenant made by other processes. If `isOptional`, succeeds even while the store is unavailable. */
  load: (tenant: string, isOptional?: boolean) => Promise<void>;
  /** Records that a tenant is in use. Returns the tenant that was evicted to make room, unless that is still in the store. */
  touch: (tenant?: string) => string | undefined;
  /** Does both. */
  enter: (tenant: string, isOptional?: boolean) => Promise<string | undefined>;
}

interface TenancyParts {
  tenants: Tenants;
  stores: ProfileStores;
  /** Loads the other stored state of a tenant; absent if nothing outlasts the process. */
  loadState: ((tenant: string) => Promise<void>) | undefined;
  /** Drops the other state of a tenant from memory. */
  forget: (tenant: string) => void;
}

/** Limits the number of tenants in memory, and keeps them up to date with the store. */
export function createTenancy({ tenants, stores, loadState, forget }: TenancyParts): Tenancy {
  const inUse = createTenantsInUse();
  const isStored = stores.settings !== undefined;

  async function load(tenant: string, isOptional = false): Promise<void> {
    try {
      await loadState?.(tenant);
    } catch (error) {
      if (!(isOptional && error instanceof StoreUnavailableError)) throw error;
    }
  }

  function touch(tenant = defaultTenant): string | undefined {
    const evicted = inUse.use(tenant);
    if (evicted === undefined) return undefined;
    forget(evicted);
    tenants.evict(evicted).catch((error: Error) => {
      process.emitWarning(`Tenant '${evicted}' was not evicted: ${error.message}`);
    });
    if (isStored) return undefined;
    process.emitWarning(`Tenant '${evicted}' was evicted: more than ${inUse.limit} tenants are in use.`);
    return evicted;
  }

  return {
    load,
    touch,
    enter: async (tenant, isOptional) => {
      await load(tenant, isOptional);
      return touch(tenant);
    },
  };
}
