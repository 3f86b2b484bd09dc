import { spawnSync } from "node:child_process";
import { installPackages } from "../../support/installPackages.ts";
import suites from "./suites.json" with { type: "json" };

const [folder = "", ...options] = process.argv.slice(2);
if (!Object.hasOwn(suites, folder)) {
  console.error(`Name what to mutate: npm run mutation -- ${Object.keys(suites).join("|")}`);
  process.exit(2);
}
installPackages("test/tools/mutation");
const stryker = [
  "test/tools/mutation/node_modules/@stryker-mutator/core/bin/stryker.js",
  "run",
  "test/tools/mutation/stryker.config.js",
];
const env = { ...process.env, MUTATE: folder };
process.exitCode = spawnSync(process.execPath, [...stryker, ...options], { stdio: "inherit", env }).status ?? 1;
