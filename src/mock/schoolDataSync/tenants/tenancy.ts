import type { ProfileStores } from "../../store/profileStore.ts";
import { StoreUnavailableError } from "../../store/storeErrors.ts";
import type { Tenants } from "./tenants.ts";
import { createTenantsInUse, defaultTenant } from "./tenantsInUse.ts";

export interface Tenancy {
  /** Loads a tenant as other processes left it; if that is optional, what was loaded last is good enough while the store is gone. */
  load: (tenant: string, isOptional?: boolean) => Promise<void>;
  /** Notes that a tenant is used. Returns the one that had to go for it, if any; one that is stored only leaves the memory. */
  touch: (tenant?: string) => string | undefined;
  /** Does both. */
  enter: (tenant: string, isOptional?: boolean) => Promise<string | undefined>;
}

interface TenancyParts {
  tenants: Tenants;
  stores: ProfileStores;
  /** Loads what else is stored of a tenant; absent if nothing outlasts the process. */
  loadState: ((tenant: string) => Promise<void>) | undefined;
  /** Forgets what else is kept of a tenant. */
  forget: (tenant: string) => void;
}

/** Keeps as many tenants in memory as there is room for, each as it is in the store. */
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
