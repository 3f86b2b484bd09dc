import { readdir, readFile } from "node:fs/promises";
import { basename, join, relative, resolve } from "node:path";
import { bundle, generatedFiles, type GeneratedFiles } from "./generatedFiles.ts";

const notGenerated = ["README.md"];

async function committedFiles(folder: string): Promise<GeneratedFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((name) => !notGenerated.includes(name));
  const files = await Promise.all(
    names.map(async (name) => [name, await readFile(join(folder, name), "utf8")] as const),
  );
  return Object.fromEntries(files);
}

function firstDifference(committed: string, built: string): string {
  const builtLines = built.split("\n");
  const line = committed.split("\n").findIndex((text, index) => text !== builtLines[index]);
  return `line ${line + 1}: ${builtLines[line]?.trim().slice(0, 100) ?? "(end of file)"}`;
}

function differences(committed: GeneratedFiles, built: GeneratedFiles): string[] {
  const names = Object.keys({ ...committed, ...built }).sort();
  return names.flatMap((name) => {
    const [before, after] = [committed[name], built[name]];
    if (after === undefined) return [`${name} is not produced by the build`];
    if (before === undefined) return [`${name} is missing`];
    return before === after ? [] : [`${name} is out of date, first at ${firstDifference(before, after)}`];
  });
}

/** Compares `generated/` in a folder with the output of its sources, without writing anything. */
export async function checkGenerated(root = "."): Promise<{ passed: boolean; report: string }> {
  let built: GeneratedFiles;
  try {
    built = await generatedFiles(await bundle(root), root);
  } catch (error) {
    const { message } = error as Error;
    return { passed: false, report: `The sources don't build, so nothing was compared:\n\n${message}` };
  }
  const outdated = differences(await committedFiles(join(root, "generated")), built);
  if (outdated.length === 0) return { passed: true, report: "generated/ is up to date" };
  const lines = ["generated/ is out of date:", ...outdated.map((text) => `  ${text}`)];
  const fix = `Fix: npm run generate   (in ${basename(resolve(root))})`;
  return { passed: false, report: [...lines, fix].join("\n") };
}
