import { describe, expect, it } from "vitest";
import { newestOnly } from "../../src/pipeline/newestOnly.ts";

/** A step that lasts until it is aborted or `finish` is called, and records how each run ended. */
function longStep() {
  const runs: string[] = [];
  const underWay: (() => void)[] = [];
  return {
    runs,
    finish: () => underWay.at(-1)?.(),
    step: (signal: AbortSignal): Promise<void> =>
      new Promise((done, fail) => {
        const index = runs.push("begun") - 1;
        const end = (how: string, settle: () => void) => () => {
          runs[index] = how;
          settle();
        };
        underWay.push(end("finished", done));
        signal.addEventListener(
          "abort",
          end("aborted", () => fail(signal.reason as Error)),
        );
      }),
  };
}

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

describe("a rebuild", () => {
  it("is aborted by a newer one, and those in between never start", async () => {
    const { step, runs, finish } = longStep();
    const { run } = newestOnly(step);
    const asked = [run()];
    await turn();
    asked.push(run(), run());
    await turn();
    expect(runs).toEqual(["aborted", "begun"]);
    finish();
    await Promise.all(asked);
    expect(runs).toEqual(["aborted", "finished"]);
  });

  it("that is running or queued ends on stop, and none starts after it", async () => {
    const { step, runs } = longStep();
    const { run, stop } = newestOnly(step);
    const asked = [run()];
    await turn();
    asked.push(run());
    await stop();
    asked.push(run());
    await Promise.all(asked);
    expect(runs).toEqual(["aborted"]);
  });

  it("that fails rejects, and the next one runs", async () => {
    const outcomes = [() => Promise.reject(new Error("no")), () => Promise.resolve()];
    const { run } = newestOnly(() => (outcomes.shift() as () => Promise<void>)());
    await expect(run()).rejects.toThrow("no");
    await run();
    expect(outcomes).toEqual([]);
  });
});
