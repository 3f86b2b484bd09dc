interface Outcome {
  passed: boolean;
  report: string;
}

/** The commands behind the npm scripts. Each loads only what it needs. */
const commands: Record<string, () => Promise<Outcome>> = {
  generate: async () => (await import("./generatedFiles.ts")).writeGenerated(),
  check: async () => (await import("./checkGenerated.ts")).checkGenerated(),
  lint: async () => (await import("./lintContract.ts")).lintContract(),
  diff: async () => (await import("./diff/diff.ts")).diff(),
};

const [name = "", ...others] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (!command || others.length > 0) {
  console.error(`Expected one of ${Object.keys(commands).join(", ")}, and nothing else.`);
  process.exit(2);
}
const failed = (error: Error): Outcome => ({ passed: false, report: error.message });
const { passed, report } = await command().catch(failed);
if (passed) console.log(report.trim());
else console.error(report.trim());
process.exitCode = passed ? 0 : 1;
