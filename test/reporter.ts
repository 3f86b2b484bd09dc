import type { Reporter, TestCase, TestModule, TestSuite } from "vitest/node";

function* suitesIn(modules: readonly TestModule[]): Generator<TestSuite> {
  for (const testModule of modules) yield* testModule.children.allSuites();
}

/** Prints how many cases the contract suite derived, and ends the run with one plain line. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests: TestCase[] = modules.flatMap((testModule) => [...testModule.children.allTests()]);
    const passed = tests.filter((test) => test.result().state === "passed").length;
    const brokenModules = modules.filter((testModule) => testModule.errors().length > 0).length;
    const failed = tests.filter((test) => test.result().state === "failed").length + brokenModules + errors.length;

    for (const { name } of suitesIn(modules)) if (/\d+ cases/.test(name)) console.log(`  ${name}`);
    console.log(`\n${passed} passed, ${failed} failed`);
  }
}
