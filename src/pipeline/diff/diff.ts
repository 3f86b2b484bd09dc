import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { annotate, type Output } from "./annotation.ts";
import { apiEntries, type VersionSection, withApiSection } from "./changelog.ts";
import { setVersion } from "./bump.ts";
import { compareContracts, type Contract, type RatedChange, readContract } from "./compareContracts.ts";
import { type DeclaredBreak, declarationErrors, noDeclarations, readDeclaredBreaks } from "./declaredBreaks.ts";
import { ratings } from "./rating.ts";
import { UserMistake } from "./userMistake.ts";
import { highestVersion, lowestVersion, versionErrors } from "./version.ts";

const contractPath = "generated/openapi.yaml";
const releasedPath = "openapi/released/openapi.yaml";
const declaredPath = "openapi/released/declaredBreaks.yaml";
const changelogPath = "CHANGELOG.md";

const help = `npm run diff [-- --check | --bump | --release]

Rates every change of the contract since the last release (${releasedPath}), and
  - checks that info.version and the package version are high enough for them,
  - checks that each breaking change is declared, with its reason, in ${declaredPath},
  - writes the API part of the version's section in ${changelogPath}; the rest of the file is yours.

  --check    writes nothing, and fails if ${changelogPath} is out of date
  --bump     raises the version to the lowest that the changes allow, in the contract and the package
  --release  makes the contract the last release: dates the section, updates the baseline, clears the declarations
  --help     prints this help

Run npm run generate first. Exit code: 0 success, 1 something to fix, 2 invalid arguments.`;

interface Options {
  check?: boolean;
  bump?: boolean;
  release?: boolean;
  help?: boolean;
}

/** What the arguments ask for, or what is wrong with them. */
function optionsFrom(args: string[]): Options | string {
  const flag = { type: "boolean" } as const;
  const options = { check: flag, bump: flag, release: flag, help: flag };
  try {
    const { values } = parseArgs({ args, options });
    const modes = (["check", "bump", "release"] as const).filter((name) => values[name]);
    if (modes.length < 2) return values;
    return `${modes.map((name) => `--${name}`).join(" and ")} exclude each other: use one of them.`;
  } catch (error) {
    return `${(error as Error).message}\n\n${help}`;
  }
}

const plurals = { breaking: "breaking", addition: "additions", patch: "patches" } as const;

function report(changes: RatedChange[], declared: DeclaredBreak[], released: string, console: Output): void {
  const rows = changes.map(({ rating, change }) => {
    const isDeclared = declared.some((entry) => entry.change === change);
    return [isDeclared ? `${rating}, declared` : rating, change] as const;
  });
  const width = Math.max(...rows.map(([rating]) => rating.length));
  const lines = rows.map(([rating, change]) => `${rating.padEnd(width)}  ${change}`);
  const counts = ratings.map((rating) => {
    const count = changes.filter((change) => change.rating === rating).length;
    return `${count} ${count === 1 ? rating : plurals[rating]}`;
  });
  const summary = `Changes since ${released}: ${counts.join(", ")}.`;
  console.log([...lines, ...(lines.length > 0 ? [""] : []), summary].join("\n"));
  if (changes.length > 0)
    annotate(console, changes[0]?.rating === "breaking" ? "warning" : "notice", summary, lines.join("\n"));
}

function updateChangelog(api: string, version: VersionSection, mayWrite: boolean, console: Output): void {
  const changelog = existsSync(changelogPath) ? readFileSync(changelogPath, "utf8") : "";
  const written = withApiSection(changelog, api, version);
  if (written !== changelog && !mayWrite) {
    throw new UserMistake(`${changelogPath} is out of date for ${version.version}. Fix: npm run diff`);
  }
  if (written !== changelog) writeFileSync(changelogPath, written);
  console.log(`${changelogPath} is up to date for ${version.version}.`);
}

function moveBaseline({ path, version }: Contract, console: Output): void {
  mkdirSync(dirname(releasedPath), { recursive: true });
  copyFileSync(path, releasedPath);
  writeFileSync(declaredPath, noDeclarations);
  console.log(`${releasedPath} is now ${version}. Commit it with ${changelogPath}.`);
}

const today = (): string => new Date().toISOString().slice(0, 10);

const packageVersion = (): string => (JSON.parse(readFileSync("package.json", "utf8")) as { version: string }).version;

/** Raises the version where the changes need it, or where contract and package differ. Returns the contract as it is then. */
function bumped(contract: Contract, released: Contract, changes: RatedChange[], console: Output): Contract {
  const lowest = lowestVersion(released.version, changes[0]?.rating);
  const version = highestVersion([lowest, contract.version, packageVersion()]);
  if (version === contract.version && version === packageVersion()) {
    console.log(`The version ${version} is high enough.`);
    return contract;
  }
  console.log(`The version is now ${version}, in ${setVersion(version).join(", ")}.`);
  return readContract(contract.path);
}

async function run({ check = false, bump = false, release = false }: Options, console: Output): Promise<void> {
  const built = readContract(contractPath, "Fix: npm run generate");
  const released = existsSync(releasedPath) ? readContract(releasedPath) : undefined;
  if (!released && !release) {
    console.log("Nothing has been released yet, so there is nothing to compare with: npm run diff -- --release");
    return;
  }
  const declared = readDeclaredBreaks(declaredPath);
  const changes = released ? await compareContracts(released, built) : [];
  if (released) report(changes, declared, released.version, console);

  const contract = bump && released ? bumped(built, released, changes, console) : built;
  const { version } = contract;
  const versions = { released: released?.version ?? version, contract: version, package: packageVersion() };
  const errors = [
    ...versionErrors(versions, changes[0]?.rating),
    ...declarationErrors(changes, declared, declaredPath),
  ];
  if (errors.length > 0) throw new UserMistake(errors.join("\n\n"));

  if (released?.version !== version) {
    const api = released ? apiEntries(changes, declared) : "- First release.";
    updateChangelog(
      api,
      { version, released: released?.version, date: release ? today() : undefined },
      !check,
      console,
    );
  } else if (release) {
    throw new UserMistake(`${version} is already released. Raise the version, then release.`);
  }
  if (release) moveBaseline(contract, console);
}

/** Does what `npm run diff` does in the current folder. Returns the exit code. */
export async function diff(args: string[], console: Output = globalThis.console): Promise<number> {
  const options = optionsFrom(args);
  if (typeof options === "string") {
    console.error(options);
    return 2;
  }
  try {
    if (options.help) console.log(help);
    else await run(options, console);
    return 0;
  } catch (error) {
    if (!(error instanceof UserMistake)) throw error;
    console.error(`\n${error.message}`);
    annotate(console, "error", "The contract's changes need attention", error.message);
    return 1;
  }
}
