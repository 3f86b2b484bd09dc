import type { Clock } from "./clock.ts";
import type { Journal } from "./journal.ts";
import { changedScenario, quietScenario, type Scenario } from "./scenario.ts";
import type { SeedSet, Worlds } from "./worlds.ts";

/** Where the control API is; no path of the contract begins like this. */
export const controlPrefix = "/_mock";

export interface Controlled {
  worlds: Worlds;
  clock: Clock;
  journal: Journal;
  scenario: { current: Scenario };
  /** Forgets whom it has throttled. */
  forgetCallers: () => void;
}

interface ControlCall {
  tenant: string;
  body: Record<string, unknown>;
}

const help = {
  "GET /_mock": "this text, and what goes wrong at present",
  "GET /_mock/journal": "the latest requests of this caller",
  "POST /_mock/reset": "takes away the caller's profiles, its journal and everything that was set to go wrong",
  "POST /_mock/profiles": 'adds profiles: {"set": "cast"}, the contract\'s examples, or {"set": [profile, ...]}',
  "POST /_mock/clock": 'moves the clock on: {"advanceInMs": 60000}',
  "POST /_mock/scenario": "changes what goes wrong, any of: " + JSON.stringify(quietScenario),
};

/** What the control API does. Throws a RangeError for a body that makes no sense. */
const actions: Record<string, (controlled: Controlled, call: ControlCall) => unknown> = {
  "GET /_mock": ({ scenario }) => ({ help, scenario: scenario.current }),
  "GET /_mock/journal": ({ journal }, { tenant }) => ({ value: journal.entries(tenant) }),
  "POST /_mock/reset": ({ worlds, journal, scenario, forgetCallers }, { tenant }) => {
    worlds.reset(tenant);
    journal.clear();
    scenario.current = quietScenario;
    forgetCallers();
    return {};
  },
  "POST /_mock/profiles": ({ worlds }, { tenant, body: { set } }) => {
    const fits =
      Array.isArray(set) &&
      set.every((profile) => typeof profile === "object" && profile !== null && "dataProvider" in profile);
    if (set !== "cast" && !fits) throw new RangeError("'set' is \"cast\", or a list of profiles.");
    worlds.seed(tenant, set as SeedSet);
    return {};
  },
  "POST /_mock/clock": ({ clock }, { body: { advanceInMs } }) => {
    if (typeof advanceInMs !== "number" || !(advanceInMs >= 0 && advanceInMs <= 1e12))
      throw new RangeError("'advanceInMs' is a number of milliseconds.");
    clock.advance(advanceInMs);
    return { now: new Date(clock.now()).toISOString() };
  },
  "POST /_mock/scenario": ({ scenario }, { body }) => {
    scenario.current = changedScenario(scenario.current, body);
    return scenario.current;
  },
};

/** Methods that a path of the control API takes; none for a path that there is not. */
export const controlMethods = (path: string): string[] =>
  Object.keys(actions)
    .map((name) => name.split(" ") as [string, string])
    .filter((action) => action[1] === path)
    .map(([method]) => method);

/** Runs one action. The method and the path have to be among those of `controlMethods`. */
export function control(controlled: Controlled, method: string, path: string, call: ControlCall): unknown {
  return actions[`${method} ${path}`]?.(controlled, call);
}
