import type { Clock, ClockState } from "../schoolDataSync/clock.ts";
import type { Settings } from "../store/profileStore.ts";
import type { Scenarios } from "./scenario.ts";
import type { Scenario } from "./scenarioValues.ts";

/** Changes the clock and the scenarios, in memory or in the store. */
export interface SharedState {
  /** Loads changes made by other processes to a tenant; absent if nothing outlasts the process. */
  load?: (tenant: string) => Promise<void>;
  /** Throws a RangeError like the clock. */
  advance: (ms: unknown) => Promise<void>;
  /** Throws a RangeError like the scenarios. */
  changeScenario: (change: unknown, tenant?: string) => Promise<void>;
  resetScenario: (tenant?: string) => Promise<void>;
  forget: (tenant: string) => void;
  /** Stores the ticks of a seeded clock. */
  close: () => Promise<void>;
}

interface Parts {
  clock: Clock;
  scenarios: Scenarios;
}

const clockName = "clock";
const forAllName = "scenario";
const nameOf = (tenant: string | undefined): string => (tenant === undefined ? forAllName : `${forAllName}/${tenant}`);

export const localState = ({ clock, scenarios }: Parts): SharedState => ({
  advance: async (ms) => clock.advance(ms),
  changeScenario: async (change, tenant) => scenarios.change(change, tenant),
  resetScenario: async (tenant) => scenarios.reset(tenant),
  forget: scenarios.reset,
  close: () => Promise.resolve(),
});

export interface StoredTenants {
  /** Stores a tenant, if it is not stored yet. */
  of: (tenant: string) => Promise<unknown>;
  /** The names of all that are stored. */
  names: () => Promise<string[]>;
}

/** A text that is lost when the store is emptied: `share` then stores this process's own, and resolves to the stored one. */
export interface Lost {
  name: string;
  text: string;
  share: () => Promise<string>;
}

export function storedState(
  { clock, scenarios }: Parts,
  settings: Settings,
  tenants: StoredTenants,
  lost?: Lost,
): SharedState {
  let shared = lost?.text;

  // The texts last read, to detect changes by other processes.
  const latest = new Map<string, string | undefined>();

  function apply(name: string, text: string | undefined): void {
    if (latest.has(name) && latest.get(name) === text) return;
    latest.set(name, text);
    const value: unknown = text === undefined ? undefined : JSON.parse(text);
    if (name === clockName) clock.restore(value as ClockState | undefined);
    else scenarios.restore(value as Scenario | undefined, name.split("/").slice(1).join("/") || undefined);
  }

  async function load(tenant: string): Promise<void> {
    const names = [clockName, forAllName, nameOf(tenant)];
    if (!settings.isShared && names.every((name) => latest.has(name))) return;
    const texts = await settings.read(...names, ...(lost ? [lost.name] : []));
    if (lost && texts[names.length] !== shared) shared = await lost.share();
    names.forEach((name, index) => apply(name, texts[index]));
  }

  /** Stores the result of `change`. If another process stores a change first, repeats it based on that. */
  async function update(name: string, change: () => string | undefined): Promise<void> {
    for (;;) {
      const [before] = await settings.read(name);
      apply(name, before);
      try {
        const text = change();
        const isStored = await settings.replace(name, before, text);
        if (isStored) return void latest.set(name, text);
        latest.delete(name);
      } catch (error) {
        latest.delete(name);
        throw error;
      }
    }
  }

  const ownScenario = (tenant: string | undefined): string | undefined => {
    const own = scenarios.ownOf(tenant);
    return own && JSON.stringify(own);
  };

  async function changeScenario(change: unknown, tenant?: string): Promise<void> {
    if (tenant !== undefined) await tenants.of(tenant);
    const changed = tenant === undefined ? await tenantsWithOwnScenario() : [];
    for (const name of [tenant, ...changed]) {
      await update(nameOf(name), () => {
        scenarios.change(change, name);
        return ownScenario(name);
      });
    }
  }

  async function tenantsWithOwnScenario(): Promise<string[]> {
    const names = await tenants.names();
    const texts = names.length === 0 ? [] : await settings.read(...names.map(nameOf));
    return names.filter((_, index) => texts[index] !== undefined);
  }

  return {
    load,
    advance: (ms) =>
      update(clockName, () => {
        clock.advance(ms);
        return JSON.stringify(clock.state());
      }),
    changeScenario,
    resetScenario: async (tenant) => {
      for (const name of tenant === undefined ? [tenant, ...(await tenantsWithOwnScenario())] : [tenant])
        await update(nameOf(name), () => void scenarios.reset(name));
    },
    forget: (tenant) => {
      latest.delete(nameOf(tenant));
      scenarios.reset(tenant);
    },
    close: async () => {
      if (clock.state().ticks > 0) await update(clockName, () => JSON.stringify(clock.state()));
    },
  };
}

/** The mock's state apart from its profiles: in the store, if there is one. */
export const createSharedState = (
  parts: Parts,
  settings: Settings | undefined,
  tenants: StoredTenants,
  lost?: Lost,
): SharedState => (settings ? storedState(parts, settings, tenants, lost) : localState(parts));

/** A text shared by all processes that use the store, created by the first one that needs it. */
export async function sharedText(
  settings: Settings,
  name: string,
  make: () => Promise<string> | string,
): Promise<string> {
  const [stored] = await settings.read(name);
  if (stored !== undefined) return stored;
  const text = await make();
  return (await settings.replace(name, undefined, text)) ? text : sharedText(settings, name, make);
}
