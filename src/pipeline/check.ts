import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";

const keptByHand = "README.md";
const notCommitted = ["reference.html", "reference.html.gz", "operations.json", "validators.cjs"];

/** Builds a copy of the sources, so that a check never touches the working tree. Returns the copy's folder. */
function buildCopy(): string {
  const copy = mkdtempSync(join(tmpdir(), "graph-education-sync-"));
  for (const name of ["openapi", "src", "package.json", "redocly.yaml"])
    cpSync(name, join(copy, name), { recursive: true });
  symlinkSync(resolve("node_modules"), join(copy, "node_modules"), "junction");
  try {
    execFileSync("npm", ["run", "--silent", "generate"], {
      cwd: copy,
      stdio: "pipe",
      shell: process.platform === "win32",
    });
  } catch (error) {
    rmSync(copy, { recursive: true });
    const { stdout, stderr } = error as { stdout: Buffer; stderr: Buffer };
    console.error(`The sources don't build, so nothing could be compared:\n\n${stdout}${stderr}`);
    process.exit(1);
  }
  return copy;
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder).filter((name) => name !== keptByHand && !notCommitted.includes(name));

function firstDifference(committed: string, built: string): string {
  const builtLines = built.split("\n");
  const line = committed.split("\n").findIndex((text, index) => text !== builtLines[index]);
  return `line ${line + 1}: ${builtLines[line]?.trim().slice(0, 100) ?? "(end of file)"}`;
}

function compare(committed: string, built: string): string[] {
  const names = new Set([...filesIn(committed), ...filesIn(built)]);
  return [...names].sort().flatMap((name) => {
    if (!filesIn(built).includes(name)) return [`${name} is not made by any step of the build`];
    if (!filesIn(committed).includes(name)) return [`${name} is missing`];
    const [before, after] = [committed, built].map((folder) => readFileSync(join(folder, name), "utf8")) as [
      string,
      string,
    ];
    return before === after ? [] : [`${name} is out of date, first at ${firstDifference(before, after)}`];
  });
}

const copy = buildCopy();
const differences = compare("generated", join(copy, "generated"));
rmSync(copy, { recursive: true });

if (differences.length > 0) {
  console.error(["generated/ is not what the sources give:", ...differences.map((text) => `  ${text}`)].join("\n"));
  console.error(`Mend it with: npm run generate   (in ${basename(process.cwd())})`);
  process.exit(1);
}
console.log("generated/ is what the sources give");
