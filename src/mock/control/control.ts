import type { Journal, RecordedRequest } from "../journal/journal.ts";
import type { EventStreams } from "../journal/events.ts";
import type { FaultInjector } from "../scenario/faultInjection.ts";
import type { SharedState } from "../scenario/sharedState.ts";
import { type Tenants } from "../schoolDataSync/tenants/tenants.ts";
import type { SeedSet } from "../schoolDataSync/tenants/seeding.ts";
import { defaultTenant } from "../schoolDataSync/tenants/tenantsInUse.ts";

/** What a test or the console can change in a running mock. */
export interface Control {
  /** Resets one tenant, or all, to the state at startup, with an empty journal. */
  reset: (tenant?: string) => Promise<void>;
  seed: (set: SeedSet, tenant?: string) => Promise<void>;
  advance: (ms: unknown) => Promise<void>;
  scenario: (change: unknown, tenant?: string) => Promise<void>;
  journal: (tenant?: string) => Promise<RecordedRequest[]>;
}

interface ControlParts {
  tenants: Tenants;
  journal: Journal;
  state: SharedState;
  faults: FaultInjector;
  events: EventStreams;
  /** Records that a tenant is in use. */
  touch: (tenant?: string) => void;
}

/** Implements each change once, for both the console and the program that started the mock. */
export function createControl({ tenants, journal, state, faults, events, touch }: ControlParts): Control {
  async function changed(change: Promise<void>): Promise<void> {
    await change;
    events.changed("state");
  }

  return {
    reset: async (tenant) => {
      touch(tenant);
      await tenants.reset(tenant);
      journal.clear(tenant);
      await state.resetScenario(tenant);
      faults.forget(tenant);
      events.changed("journal");
      events.changed("state");
    },
    seed: (set, tenant = defaultTenant) => {
      touch(tenant);
      return changed(tenants.seed(tenant, set));
    },
    advance: (ms) => changed(state.advance(ms)),
    scenario: (change, tenant) => {
      touch(tenant);
      return changed(state.changeScenario(change, tenant));
    },
    journal: async (tenant) => journal.entries(tenant),
  };
}
