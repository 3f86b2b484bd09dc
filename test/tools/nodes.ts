import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { Command } from "commander";

/** Each Node.js that users run: the oldest that the package supports, and the latest of each release line. */
const versions = ["20.19.0", "20.20.2", "22.23.3", "24.21.0", "26.10.0"];

/** Unpacks a Node.js, which is on npm, into the cache folder. Returns the folder of its program. */
function fetchNode(version: string): string {
  const folder = resolve(`.cache/node-${version}`);
  const bin = process.platform === "win32" ? folder : join(folder, "bin");
  if (existsSync(folder)) return bin;
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  const platform = process.platform === "win32" ? "win" : process.platform;
  const name = `node-${platform}-${process.arch}@${version}`;
  const pack = `npm pack ${name} --silent --pack-destination ${JSON.stringify(unfinished)}`;
  const archive = execFileSync(pack, { encoding: "utf8", shell: true }).trim();
  execFileSync("tar", ["-xzf", join(unfinished, archive), "-C", unfinished]);
  renameSync(join(unfinished, "package"), folder);
  rmSync(unfinished, { recursive: true });
  return bin;
}

/** Runs the tests on one Node.js. Returns the line that they end with. */
function outcomeOn(version: string, args: string[]): string {
  const env = { ...process.env, PATH: [fetchNode(version), process.env["PATH"]].join(delimiter) };
  const command = `npm test -- ${args.join(" ")}`;
  const { stdout, stderr } = spawnSync(command, { encoding: "utf8", env, shell: true, maxBuffer: 2 ** 30 });
  // Vitest names each failure on standard error, and its reason in the line after it.
  const lines = (stdout + stderr).split("\n");
  const failures = lines.filter((line, at) => /FAIL|DeprecationWarning/.test(line) || lines[at - 1]?.includes("FAIL"));
  for (const line of new Set(failures)) console.log(`  ${line.trim()}`);
  return stdout.match(/^\d+ passed, \d+ failed$/m)?.[0] ?? "did not run to its end";
}

const command = new Command("npm run test:nodes --")
  .description("Runs the tests on each Node.js that users run, and prints how each did.")
  .option("--only <version>", "one version, such as 24.21.0")
  .argument("[files...]", "test files, by a part of their path (default: all)")
  .parse();
const { only } = command.opts<{ only?: string }>();
const rows: string[] = [];
for (const version of only === undefined ? versions : [only]) {
  console.log(`Testing on Node.js ${version} …`);
  const outcome = outcomeOn(version, command.args);
  if (!outcome.endsWith(", 0 failed")) process.exitCode = 1;
  rows.push(`  ${version.padEnd(10)}${outcome}`);
}
console.log(`\n  Node.js   tests\n${rows.join("\n")}`);
