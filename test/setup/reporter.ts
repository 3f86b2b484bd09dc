import type { Reporter, TestCase, TestModule, TestSuite } from "vitest/node";
import { find, type Program, programs } from "../programs/programs.ts";

function* suitesIn(modules: readonly TestModule[]): Generator<TestSuite> {
  for (const testModule of modules) yield* testModule.children.allSuites();
}

const testsIn = (modules: readonly TestModule[]): TestCase[] =>
  modules.flatMap((testModule) => [...testModule.children.allTests()]);
const count = (tests: TestCase[], state: string): number =>
  tests.filter((test) => test.result().state === state).length;

function printTable(modules: readonly TestModule[]): void {
  const names = [...new Set(modules.map(({ project }) => project.name))];
  const heading = "tests run against";
  const width = Math.max(heading.length, ...names.map((name) => name.length));
  console.log(`\n  ${heading.padEnd(width + 4)}passed  failed  skipped`);
  for (const name of names) {
    const tests = testsIn(modules.filter(({ project }) => project.name === name));
    const counts = ["passed", "failed", "skipped"].map((state) => String(count(tests, state)).padStart(state.length));
    console.log(`  ${name.padEnd(width + 4)}${counts.join("  ")}`);
  }
}

const inSeconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

function durationOf(testModule: TestModule): number {
  const { setupDuration, collectDuration, duration } = testModule.diagnostic();
  return setupDuration + collectDuration + duration;
}

function printSlowest(modules: readonly TestModule[], shown: number): void {
  const slowest = modules
    .map((testModule) => ({
      name: `${testModule.relativeModuleId} (${testModule.project.name})`,
      took: durationOf(testModule),
    }))
    .sort((one, other) => other.took - one.took);
  console.log(`\n  the slowest of ${modules.length} files`);
  for (const { name, took } of slowest.slice(0, shown)) console.log(`  ${inSeconds(took).padStart(7)}  ${name}`);
}

/** The programs whose absence has left tests out of this run. */
function missing(modules: readonly TestModule[]): Program[] {
  const setups = modules.flatMap(({ project }) => project.config.globalSetup);
  return Object.values<Program>(programs).filter(
    (program) => setups.some((file) => file.endsWith(program.setup)) && !find(program),
  );
}

/** Prints how many cases the contract suite derived and how each server did, which files were the slowest, and ends with one plain line. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = testsIn(modules);
    // A hook that throws fails its module without failing any of the tests in it.
    const brokenModules = modules.filter(
      (testModule) => testModule.state() === "failed" && count(testsIn([testModule]), "failed") === 0,
    );
    const failed = count(tests, "failed") + brokenModules.length + errors.length;

    const derived = new Set([...suitesIn(modules)].map(({ name }) => name).filter((name) => /\d+ cases/.test(name)));
    for (const name of derived) console.log(`  ${name}`);
    printTable(modules);
    printSlowest(modules, 5);
    for (const { tests: untested, install } of missing(modules))
      console.log(`\n  Not tested on this machine: ${untested}. To test it: ${install}`);
    console.log(`\n${count(tests, "passed")} passed, ${failed} failed`);
  }
}
