import { describe, expect, it } from "vitest";
import { createFaultInjector, type FaultInjector } from "../../../src/mock/scenario/faultInjection.ts";
import { createClock } from "../../../src/mock/schoolDataSync/clock.ts";
import { createScenarios } from "../../../src/mock/scenario/scenario.ts";
import type { Scenario } from "../../../src/mock/scenario/scenarioValues.ts";

interface Bench {
  faults: FaultInjector;
  /** Advances the clock by milliseconds. */
  wait: (ms: number) => void;
}

/** Injects a scenario's faults with a stopped clock and the given random fractions, each used once. */
function inject(scenario: Partial<Scenario>, fractions: number[] = []): Bench {
  let now = 5000;
  const clock = { ...createClock(false), now: () => now, elapsed: () => now };
  const fraction = () => fractions.shift() ?? expect.fail("more random values than expected");
  const faults = createFaultInjector(createScenarios(scenario), clock, { fraction, uuid: () => "" });
  return { faults, wait: (ms) => void (now += ms) };
}

const throttled = { status: 429, example: "tooManyRequests", retryAfter: 10, cause: { throttle: { seconds: 10 } } };
const throttle = { throttle: { requests: 2, seconds: 10 } };

describe("throttling", () => {
  const ask = ({ faults }: Bench, caller = "Bearer x", tenant = "default") => faults.next(tenant, caller, "GET /");

  it("lets the given number of requests per window pass, then says how long to wait", () => {
    const bench = inject(throttle);
    expect([ask(bench), ask(bench), ask(bench)]).toMatchObject([undefined, undefined, throttled] as object[]);
  });

  it("restarts the count after a window without a 429", () => {
    const bench = inject(throttle);
    expect([ask(bench), ask(bench)]).toEqual([undefined, undefined]);
    bench.wait(10_000);
    expect([ask(bench), ask(bench), ask(bench)]).toMatchObject([undefined, undefined, throttled] as object[]);
  });

  it("keeps counting until the window has passed", () => {
    const bench = inject(throttle);
    expect([ask(bench), ask(bench)]).toEqual([undefined, undefined]);
    bench.wait(9_999);
    expect(ask(bench)).toMatchObject(throttled);
  });

  it("ends once the caller has waited as long as Retry-After says", () => {
    const bench = inject(throttle);
    for (let count = 0; count < 3; count += 1) ask(bench);
    bench.wait(10_000);
    expect([ask(bench), ask(bench), ask(bench)]).toMatchObject([undefined, undefined, throttled] as object[]);
  });

  it("restarts the wait on an early retry", () => {
    const bench = inject(throttle);
    for (let count = 0; count < 3; count += 1) ask(bench);
    bench.wait(9_999);
    expect(ask(bench)).toMatchObject(throttled);
    bench.wait(9_999);
    expect(ask(bench)).toMatchObject(throttled);
    bench.wait(10_000);
    expect(ask(bench)).toBeUndefined();
  });

  it("counts each caller of each tenant separately", () => {
    const bench = inject({ throttle: { requests: 1, seconds: 10 } });
    expect(ask(bench)).toBeUndefined();
    expect([ask(bench, "Bearer y"), ask(bench, "Bearer x", "other")]).toEqual([undefined, undefined]);
    expect([ask(bench), ask(bench, "Bearer y"), ask(bench, "Bearer x", "other")]).toMatchObject([
      throttled,
      throttled,
      throttled,
    ]);
  });

  it("forgets the callers of one tenant, or of all", () => {
    const bench = inject({ throttle: { requests: 1, seconds: 10 } });
    const all = () => [ask(bench), ask(bench, "Bearer x", "a"), ask(bench, "Bearer x", "ab")];
    all();
    bench.faults.forget("a");
    expect(all()).toMatchObject([throttled, undefined, throttled] as object[]);
    bench.faults.forget();
    expect(all()).toEqual([undefined, undefined, undefined]);
  });

  it("remembers up to 10,000 callers, then forgets them all", () => {
    const bench = inject({ throttle: { requests: 1, seconds: 10 } });
    for (let count = 0; count < 10_000; count += 1) ask(bench, `Bearer ${count}`);
    expect(ask(bench, "Bearer 0")).toMatchObject(throttled);
    expect(ask(bench, "Bearer one too many")).toBeUndefined();
    expect(ask(bench, "Bearer 0")).toBeUndefined();
  });
});

describe("random failures", () => {
  const internal = { status: 500, example: "internalError" };
  const unavailable = { status: 503, example: "serviceUnavailable", retryAfter: 1 };

  it.each<[failPercent: number, fractions: number[], fault: object | undefined]>([
    [0, [], undefined],
    [25, [0.25], undefined],
    [25, [0.2499, 0.49], internal],
    [25, [0.2499, 0.5], unavailable],
    [100, [0.999, 0], internal],
  ])("of %d percent with the fractions %j give %j", (failPercent, fractions, fault) => {
    expect(inject({ failPercent }, fractions).faults.next("default", "", "GET /")).toEqual(
      fault && { ...fault, cause: { failPercent } },
    );
  });

  it("come after throttling, which counts every request", () => {
    const { faults } = inject({ throttle: { requests: 1, seconds: 10 }, failPercent: 100 }, [0, 0]);
    const ask = () => faults.next("default", "", "GET /");
    expect([ask(), ask()]).toMatchObject([internal, throttled] as object[]);
  });
});

describe("a single failure of each call", () => {
  const failed = { status: 503, example: "serviceUnavailable", retryAfter: 1, cause: { failOnce: true } };

  it.each<[title: string, tenant: string, caller: string, call: string, fault: object | undefined]>([
    ["the same call", "default", "Bearer x", "GET /a", undefined],
    ["another path", "default", "Bearer x", "GET /b", failed],
    ["another method", "default", "Bearer x", "PUT /a", failed],
    ["another caller", "default", "Bearer y", "GET /a", failed],
    ["another tenant", "b", "Bearer x", "GET /a", failed],
  ])("distinguishes calls: after a failed one, %s", (_, tenant, caller, call, fault) => {
    const { faults } = inject({ failOnce: true });
    expect(faults.next("default", "Bearer x", "GET /a")).toEqual(failed);
    expect(faults.next(tenant, caller, call)).toEqual(fault);
  });

  it("starts over when the scenario changes or the tenant is forgotten", () => {
    const scenarios = createScenarios({ failOnce: true });
    const faults = createFaultInjector(scenarios, createClock(true), { fraction: () => 0, uuid: () => "" });
    const ask = (tenant: string) => faults.next(tenant, "Bearer x", "GET /a")?.status;
    expect([ask("a"), ask("a"), ask("b"), ask("b")]).toEqual([503, undefined, 503, undefined]);
    scenarios.change({ failOnce: true }, "a");
    expect([ask("a"), ask("a"), ask("b")]).toEqual([503, undefined, undefined]);
    faults.forget("a");
    expect([ask("a"), ask("a"), ask("b")]).toEqual([503, undefined, undefined]);
    faults.forget();
    expect([ask("a"), ask("b")]).toEqual([503, 503]);
  });

  it("is remembered for up to 100,000 calls, then forgotten for all", () => {
    const { faults } = inject({ failOnce: true });
    const ask = (call: string) => faults.next("default", "Bearer x", call)?.status;
    for (let index = 0; index < 100_000; index += 1) ask(`GET /${index}`);
    expect(ask("GET /0")).toBeUndefined();
    expect([ask("GET /one too many"), ask("GET /0")]).toEqual([503, 503]);
  });
});

describe("latency", () => {
  it.each<[Scenario["latencyInMs"], number[], number]>([
    [0, [], 0],
    [70, [], 70],
    [[50, 200], [0], 50],
    [[50, 200], [0.5], 125],
    [[200, 200], [0.9], 200],
  ])("of %j with the fractions %j is %d ms", (latencyInMs, fractions, expected) => {
    expect(inject({ latencyInMs }, fractions).faults.latency("default")).toBe(expected);
  });
});
