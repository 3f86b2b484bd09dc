import { describe, expect, it } from "vitest";
import { createScenarios } from "../../../src/mock/scenario/scenario.ts";
import { noFaults, type Scenario } from "../../../src/mock/scenario/scenarioValues.ts";

describe("a scenario", () => {
  it("injects no faults and lets everything succeed by default", () => {
    const { provisioning, deletion, sync, ...faults } = createScenarios(undefined).of("default");
    expect([provisioning, deletion, sync]).toEqual(["success", "success", "success"]);
    expect(Object.values(faults).filter(Boolean)).toEqual([]);
  });

  it("that was stored before a fault existed does not inject it", () => {
    const { failOnce: _, ...stored } = noFaults;
    const scenarios = createScenarios(undefined);
    scenarios.restore({ ...stored, latencyInMs: 5 } as Scenario, "a");
    scenarios.restore({ ...stored, latencyInMs: 7 } as Scenario);
    expect([scenarios.of("a"), scenarios.of("b")]).toEqual([
      { ...noFaults, latencyInMs: 5 },
      { ...noFaults, latencyInMs: 7 },
    ]);
  });

  it("of a tenant changes for that tenant only, one property at a time", () => {
    const scenarios = createScenarios({ failPercent: 1 });
    scenarios.change({ latencyInMs: 5 }, "a");
    scenarios.change({ sync: "error" }, "a");
    expect(scenarios.of("a")).toEqual({ ...noFaults, failPercent: 1, latencyInMs: 5, sync: "error" });
    expect(scenarios.of("b")).toEqual({ ...noFaults, failPercent: 1 });
  });

  it("of all tenants also changes for those with their own and for new ones", () => {
    const scenarios = createScenarios(undefined);
    scenarios.change({ latencyInMs: 5 }, "a");
    scenarios.change({ failPercent: 7 });
    expect(scenarios.of("a")).toEqual({ ...noFaults, latencyInMs: 5, failPercent: 7 });
    expect(scenarios.of("b")).toEqual({ ...noFaults, failPercent: 7 });
  });

  it("resets to that of all tenants, and that of all tenants to the initial one", () => {
    const scenarios = createScenarios({ failPercent: 1 });
    scenarios.change({ failPercent: 2 });
    scenarios.change({ failPercent: 3 }, "a");
    scenarios.change({ failPercent: 4 }, "b");
    scenarios.reset("a");
    expect([scenarios.of("a").failPercent, scenarios.of("b").failPercent]).toEqual([2, 4]);
    scenarios.reset();
    expect([scenarios.of("a").failPercent, scenarios.of("b").failPercent]).toEqual([1, 1]);
  });

  it.each<[name: string, accepted: unknown[], refused: unknown[], expected: string]>([
    [
      "latencyInMs",
      [0, 60_000, [0, 60_000], [5, 5], 0.5],
      [-1, 60_001, "5", null, Number.NaN, [5], [1, 2, 3], [6, 5], [-1, 5], [5, 60_001], {}],
      "a number of milliseconds from 0 to 60000, or a range such as [50, 200]",
    ],
    [
      "throttle",
      [null, { requests: 1, seconds: 1 }, { requests: 1_000_000, seconds: 3600 }],
      [
        5,
        "10/60",
        {},
        { requests: 0, seconds: 1 },
        { requests: 1, seconds: 0 },
        { requests: 1_000_001, seconds: 1 },
        { requests: 1, seconds: 3601 },
        { requests: 1 },
        { seconds: 1 },
      ],
      'null, or {"requests": 1 to 1000000, "seconds": 1 to 3600}',
    ],
    ["failPercent", [0, 0.5, 100], [-1, 101, "5", null], "a number from 0 to 100"],
    ["failOnce", [true, false], ["true", 1, null], "true or false"],
    ["provisioning", ["success", "failure"], ["errors", null, 0], "one of success, failure"],
    ["deletion", ["success", "failure"], ["errors", null, 0], "one of success, failure"],
    [
      "sync",
      ["success", "errors", "error", "validationError", "quarantined"],
      ["failure", null, 0],
      "one of success, errors, error, validationError, quarantined",
    ],
  ])("accepts the valid values of %s and says what is expected for any other", (name, accepted, refused, expected) => {
    const scenarios = createScenarios(undefined);
    for (const value of accepted) {
      scenarios.change({ [name]: value });
      expect(scenarios.of("default")).toMatchObject({ [name]: value });
    }
    const before = scenarios.of("default");
    for (const value of refused) {
      const message = `'${name}' must be ${expected}, not ${JSON.stringify(value)}.`;
      expect(() => scenarios.change({ [name]: value }), message).toThrow(new RangeError(message));
    }
    expect(scenarios.of("default")).toBe(before);
  });

  it("truncates a long invalid value in the message", () => {
    const change = () => createScenarios(undefined).change({ sync: "x".repeat(1000) });
    expect(change).toThrow(`not "${"x".repeat(99)}.`);
  });

  it("lists the known properties when one is unknown", () => {
    const message = `Unknown property 'toString'. Expected one of: ${Object.keys(noFaults).join(", ")}.`;
    expect(() => createScenarios({ toString: 1 } as never)).toThrow(new RangeError(message));
  });
});
