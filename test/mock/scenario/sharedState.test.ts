import { beforeEach, describe, expect, it, vi } from "vitest";
import { createScenarios, type Scenarios } from "../../../src/mock/scenario/scenario.ts";
import { localState, sharedText, storedState } from "../../../src/mock/scenario/sharedState.ts";
import { type Clock, createClock } from "../../../src/mock/schoolDataSync/clock.ts";
import type { Settings } from "../../../src/mock/store/profileStore.ts";

const hour = 3_600_000;
const farTooMuch = 1e15;

interface Process {
  clock: Clock;
  scenarios: Scenarios;
  state: ReturnType<typeof storedState>;
}

let texts: Map<string, string>;
let tenants: Set<string>;
let read: ReturnType<typeof vi.fn<Settings["read"]>>;
let replace: ReturnType<typeof vi.fn<Settings["replace"]>>;
beforeEach(() => {
  texts = new Map();
  tenants = new Set();
  read = vi.fn(async (...names) => names.map((name) => texts.get(name)));
  replace = vi.fn(async (name, before, text) => {
    if (texts.get(name) !== before) return false;
    if (text === undefined) texts.delete(name);
    else texts.set(name, text);
    return true;
  });
});

const settingsOf = (isShared: boolean): Settings => ({ isShared, read, replace, count: async () => 1 });

/** One of the processes that share a store. */
function startProcess({ isShared = true, seeded = false } = {}): Process {
  const clock = createClock(seeded);
  const scenarios = createScenarios(undefined);
  const stored = {
    of: async (tenant: string) => tenants.add(tenant),
    names: async () => [...tenants],
  };
  return { clock, scenarios, state: storedState({ clock, scenarios }, settingsOf(isShared), stored) };
}

/** The scenario of a tenant in a process that has read the store. */
async function inForce({ scenarios, state }: Process, tenant: string) {
  await state.load?.(tenant);
  return scenarios.of(tenant);
}

describe("the state of a process without a store", () => {
  const start = () => {
    const clock = createClock(false);
    const scenarios = createScenarios(undefined);
    return { clock, scenarios, state: localState({ clock, scenarios }) };
  };

  it("advances its clock and refuses an invalid duration", async () => {
    const { clock, state } = start();
    await state.advance(hour);
    expect(clock.state().advancedInMs).toBe(hour);
    await expect(state.advance("1 h")).rejects.toThrow(RangeError);
    expect(clock.state().advancedInMs).toBe(hour);
  });

  it("changes and resets the scenario of one tenant or of all", async () => {
    const { scenarios, state } = start();
    await state.changeScenario({ failPercent: 5 });
    await state.changeScenario({ failPercent: 7 }, "one");
    expect([scenarios.of("one").failPercent, scenarios.of("other").failPercent]).toEqual([7, 5]);
    await state.resetScenario("one");
    expect(scenarios.of("one").failPercent).toBe(5);
    await state.changeScenario({ failPercent: 7 }, "one");
    state.forget("one");
    expect(scenarios.of("one").failPercent).toBe(5);
    await state.resetScenario();
    expect(scenarios.of("one").failPercent).toBe(0);
    await expect(state.changeScenario({ failPercent: 500 })).rejects.toThrow(RangeError);
  });

  it("has nothing to load, and nothing to store on close", async () => {
    const { state } = start();
    expect(state.load).toBeUndefined();
    await expect(state.close()).resolves.toBeUndefined();
  });
});

describe("the state that processes share through a store", () => {
  it("includes the clock", async () => {
    const [one, other] = [startProcess(), startProcess()];
    await one.state.advance(hour);
    await other.state.load?.("any");
    expect(other.clock.state().advancedInMs).toBe(hour);
    await other.state.advance(hour);
    await one.state.load?.("any");
    expect(one.clock.state().advancedInMs).toBe(2 * hour);
  });

  it("includes the scenario of each tenant, whatever its name, and that of all", async () => {
    const [one, other] = [startProcess(), startProcess()];
    await one.state.changeScenario({ failPercent: 5 });
    await one.state.changeScenario({ failPercent: 7 }, "a/b");
    expect(tenants).toEqual(new Set(["a/b"]));
    expect((await inForce(other, "a/b")).failPercent).toBe(7);
    expect((await inForce(other, "a")).failPercent).toBe(5);
    await other.state.resetScenario("a/b");
    expect((await inForce(one, "a/b")).failPercent).toBe(5);
  });

  it("changes for all tenants, including those with their own scenario", async () => {
    const [one, other] = [startProcess(), startProcess()];
    for (const tenant of ["own", "plain"]) tenants.add(tenant);
    await one.state.changeScenario({ latencyInMs: 20 }, "own");
    await other.state.changeScenario({ failPercent: 5 });
    expect(await inForce(one, "own")).toMatchObject({ latencyInMs: 20, failPercent: 5 });
    expect(await inForce(one, "plain")).toMatchObject({ latencyInMs: 0, failPercent: 5 });
    expect([...texts.keys()].sort()).toEqual(["scenario", "scenario/own"]);
  });

  it("is reset for all tenants, including those with their own scenario", async () => {
    const [one, other] = [startProcess(), startProcess()];
    for (const tenant of ["own", "plain"]) tenants.add(tenant);
    await one.state.changeScenario({ latencyInMs: 20 }, "own");
    await one.state.changeScenario({ failPercent: 5 });
    replace.mockClear();
    await other.state.resetScenario();
    expect(texts).toEqual(new Map());
    expect(replace.mock.calls.map(([name]) => name)).toEqual(["scenario", "scenario/own"]);
    for (const tenant of tenants) expect(await inForce(one, tenant)).toMatchObject({ latencyInMs: 0, failPercent: 0 });
  });

  it("is not read for single tenants when there are none", async () => {
    await startProcess().state.changeScenario({ failPercent: 5 });
    expect(read.mock.calls).toEqual([["scenario"]]);
  });

  it("keeps a change that another process stores meanwhile", async () => {
    const [one, other] = [startProcess(), startProcess()];
    read.mockImplementationOnce(async (...names) => {
      const before = names.map((name) => texts.get(name));
      await other.state.advance(hour);
      return before;
    });
    await one.state.advance(2 * hour);
    expect(one.clock.state().advancedInMs).toBe(3 * hour);
    expect(JSON.parse(texts.get("clock") ?? "")).toMatchObject({ advancedInMs: 3 * hour });
  });

  it("stays unchanged and is read again after a refused change", async () => {
    const { clock, scenarios, state } = startProcess({ isShared: false });
    await state.load?.("own");
    await expect(state.advance(farTooMuch)).rejects.toThrow(RangeError);
    await expect(state.changeScenario({ failPercent: 500 }, "own")).rejects.toThrow(RangeError);
    expect(texts).toEqual(new Map());
    texts.set("clock", JSON.stringify({ advancedInMs: hour, ticks: 0 }));
    await state.load?.("own");
    expect([clock.state().advancedInMs, scenarios.of("own").failPercent]).toEqual([hour, 0]);
  });

  it("is read on every request if other processes may change it, else once per tenant", async () => {
    const shared = startProcess({ isShared: true });
    for (const tenant of ["a", "a"]) await shared.state.load?.(tenant);
    expect(read.mock.calls).toEqual(Array(2).fill(["clock", "scenario", "scenario/a"]));
    read.mockClear();
    const alone = startProcess({ isShared: false });
    for (const tenant of ["a", "a", "b", "b"]) await alone.state.load?.(tenant);
    expect(read.mock.calls.map(([, , name]) => name)).toEqual(["scenario/a", "scenario/b"]);
  });

  it("is not restored again while it is unchanged", async () => {
    const { clock, scenarios, state } = startProcess();
    texts.set("scenario", JSON.stringify(scenarios.of("any")));
    const restored = [vi.spyOn(clock, "restore"), vi.spyOn(scenarios, "restore")];
    await state.load?.("any");
    for (const spy of restored) expect(spy).toHaveBeenCalled();
    for (const spy of restored) spy.mockClear();
    await state.load?.("any");
    for (const spy of restored) expect(spy).not.toHaveBeenCalled();
  });

  it("is restored again for a tenant that was forgotten", async () => {
    const process = startProcess({ isShared: false });
    await process.state.changeScenario({ failPercent: 5 }, "own");
    process.state.forget("own");
    expect(process.scenarios.of("own").failPercent).toBe(0);
    expect((await inForce(process, "own")).failPercent).toBe(5);
  });

  it("keeps the position of a seeded clock on close, and nothing of an unseeded one", async () => {
    const seeded = startProcess({ seeded: true });
    seeded.clock.tick();
    await seeded.state.close();
    expect(texts).toEqual(new Map([["clock", '{"advancedInMs":0,"ticks":1}']]));
    texts.clear();
    const unseeded = startProcess();
    unseeded.clock.tick();
    await unseeded.state.close();
    expect(texts).toEqual(new Map());
  });
});

describe("a text that processes share", () => {
  it("is created by the first and read by the others", async () => {
    const make = vi.fn(() => "made");
    expect(await sharedText(settingsOf(true), "secret", make)).toBe("made");
    expect(await sharedText(settingsOf(true), "secret", make)).toBe("made");
    expect(make).toHaveBeenCalledTimes(1);
    expect(texts.get("secret")).toBe("made");
  });

  it("is the first one stored when two create it at once", async () => {
    const made = await Promise.all(["one", "other"].map((text) => sharedText(settingsOf(true), "secret", () => text)));
    expect(made).toEqual(["one", "one"]);
  });
});
