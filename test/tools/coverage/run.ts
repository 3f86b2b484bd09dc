import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { installPackages } from "../../support/installPackages.ts";

const folder = "coverage";
const raw = join(folder, "v8");
const dist = pathToFileURL("dist/").href;
const leastShare = 90;

function run(command: string, env: NodeJS.ProcessEnv = {}): number {
  return spawnSync(command, { stdio: "inherit", shell: true, env: { ...process.env, ...env } }).status ?? 1;
}

/** Keeps only what is about the package of the megabytes that each process has written. */
function keepPackageOnly(): void {
  for (const name of readdirSync(raw)) {
    const file = join(raw, name);
    const { result, ...rest } = JSON.parse(readFileSync(file, "utf8")) as { result: { url: string }[] };
    const ofPackage = result.filter(({ url }) => url.startsWith(dist));
    if (ofPackage.length > 0) writeFileSync(file, JSON.stringify({ ...rest, result: ofPackage }));
    else rmSync(file);
  }
}

installPackages("test/tools/coverage");
rmSync(raw, { recursive: true, force: true });
mkdirSync(raw, { recursive: true });
const tests = process.argv.slice(2).join(" ");
// Tests that measure memory or time may fail while V8 counts: npm test judges them, this only measures coverage.
rmSync("dist", { recursive: true, force: true });
run("npm run --silent build", { COVERAGE: "true" });
run(`npx vitest run ${tests}`, { NODE_V8_COVERAGE: join(process.cwd(), raw) });
keepPackageOnly();

const scope = ["src/mock/**", "src/client/**"].map((pattern) => `--include "${pattern}"`).join(" ");
const reports = "--reporter text --reporter lcovonly";
const places = `--temp-directory ${raw} --reports-dir ${folder}`;
process.exitCode = run(
  `node test/tools/coverage/node_modules/c8/bin/c8.js report ${places} ${scope} ${reports} --exclude-after-remap --check-coverage --lines ${leastShare}`,
);
